//! Groups: the waits of those who have something in common.

use super::waits::{mean, quantile};

/// A group of tickets and how it fared.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Group {
    /// Which group: `female-any` for what one is and whom one wishes to meet, or `1` to `10` from the rarest interests
    /// to the most common ones.
    pub name: String,
    /// How many tickets left the pool.
    pub left: u64,
    /// How many of these were matched.
    pub matched: u64,
    /// How long these had waited in the mean, ticks.
    pub wait_mean: f64,
    /// How long 99 of 100 of these had waited at most, ticks.
    pub wait_p99: f64,
}

impl Group {
    pub(crate) fn of(name: String, left: u64, mut waits: Vec<f64>) -> Self {
        waits.sort_by(f64::total_cmp);
        let matched = waits.len() as u64;
        Self { name, left, matched, wait_mean: mean(&waits), wait_p99: quantile(&waits, 0.99) }
    }
}
