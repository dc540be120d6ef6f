//! What is measured, from joining to leaving.

mod figures;
mod groups;
mod metric;
mod tally;
mod timeline;
mod waits;

pub use figures::Figures;
pub use groups::Group;
pub use metric::{Better, Metric, Unit};
pub use tally::Sample;

pub(crate) use tally::{Ending, Tally};
pub(crate) use timeline::Timeline;
pub(crate) use waits::quantile;
