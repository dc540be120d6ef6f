//! How many waited, over time.

use super::Sample;

/// The least time between two looks, milliseconds.
const LOOK_MS: i64 = 1_000;

/// How many waited, over time: whatever the time, at most so many samples.
pub(crate) struct Timeline<const MOST: usize> {
    samples: Vec<Sample>,
    every_ms: i64,
}

impl<const MOST: usize> Timeline<MOST> {
    pub(crate) const fn new() -> Self {
        Self { samples: Vec::new(), every_ms: LOOK_MS }
    }

    /// Notes how many wait now, if it is time again.
    pub(crate) fn look(&mut self, at_ms: i64, waiting: u64) {
        if self.samples.last().is_some_and(|it| it.at_ms + self.every_ms > at_ms) {
            return;
        }
        self.samples.push(Sample { at_ms, waiting: u32::try_from(waiting).unwrap_or(u32::MAX) });
        if self.samples.len() > MOST {
            self.every_ms *= 2;
            // Every other one, from the first on.
            let mut kept = false;
            self.samples.retain(|_| {
                kept = !kept;
                kept
            });
        }
    }

    pub(crate) fn into_samples(self) -> Vec<Sample> {
        self.samples
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_time_has_as_few_samples_as_a_short_one_and_the_first_of_them() {
        let mut timeline = Timeline::<8>::new();
        (0..100_000).for_each(|at| timeline.look(at * 100, at as u64));
        let samples = timeline.into_samples();
        assert!((4..=8).contains(&samples.len()) && samples[0].at_ms == 0, "{samples:?}");
        let apart: Vec<_> = samples.windows(2).map(|two| two[1].at_ms - two[0].at_ms).collect();
        assert!(apart.iter().all(|it| it == &apart[0] && *it > 1_000_000), "{apart:?}");
    }
}
