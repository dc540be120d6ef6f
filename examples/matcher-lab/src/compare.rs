//! Comparing: what is better, what is worse, what is an accident.

use matchmaking::lab::{Difference, changes};

use crate::study::Findings;

/// The second beside the first.
pub(crate) struct Comparison {
    pub(crate) first: String,
    pub(crate) second: String,
    pub(crate) differences: Vec<Difference>,
}

impl Comparison {
    pub(crate) fn of(findings: &[Findings]) -> Option<Self> {
        let [first, second] = findings else { return None };
        let differences = changes(&first.figures, &second.figures);
        Some(Self { first: first.name.clone(), second: second.name.clone(), differences })
    }
}
