//! The figures of a run: a number for each measure that applies.

use std::collections::BTreeMap;

use super::Metric;

/// A number for each measure that applies; a measure without anything to measure is left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures(BTreeMap<Metric, f64>);

impl Figures {
    /// The figure of a measure.
    #[must_use]
    pub fn get(&self, metric: Metric) -> Option<f64> {
        self.0.get(&metric).copied()
    }

    /// Sets the figure of a measure; one that is no number is left out.
    pub fn set(&mut self, metric: Metric, value: f64) {
        if value.is_finite() {
            self.0.insert(metric, value);
        }
    }

    /// Takes over all figures of another.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// All figures, in the order of [`Metric::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (Metric, f64)> + '_ {
        Metric::ALL.into_iter().filter_map(|metric| Some((metric, self.get(metric)?)))
    }
}
