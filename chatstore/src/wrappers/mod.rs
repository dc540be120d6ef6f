//! Wrappers: stores around another store, for counting and for faults.

mod faulty;
mod metered;

pub use faulty::{Call, Fault, Faulty};
pub use metered::{Metered, Tally};
