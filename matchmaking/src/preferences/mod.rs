//! Preferences: what a user is, whom they wish to meet, and how far a wish gives way with time.

mod age_band;
mod fit;
mod languages;
mod profile;
mod region;
mod sex;
mod widening;
mod wishes;

pub use age_band::AgeBand;
pub(crate) use fit::fit;
pub use languages::Languages;
pub use profile::Profile;
pub use region::{Nearness, Region};
pub use sex::{Sex, Sexes};
pub use widening::{RegionSlack, Slack, Widening, WideningStep};
pub use wishes::{Wish, WishKind, Wishes};
