//! The oracle: an account of its own of who waits and who may meet, against which every event is held.

mod account;
mod rules;
mod starvation;
mod violation;

pub use violation::{Rule, Violation, Violations};

pub(crate) use account::{Account, Proposed};
pub(crate) use rules::Rules;
