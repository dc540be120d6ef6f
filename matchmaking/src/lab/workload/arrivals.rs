//! When people come.

use serde::{Deserialize, Serialize};

/// When people come.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Arrivals {
    /// A closed loop: so many people, each of whom comes again a while after they were matched or gave up. As many
    /// matches are made as the matcher can make.
    Closed {
        /// How many people there are.
        users: u32,
        /// How long they stay away in the mean, exponentially, milliseconds.
        think_ms: u32,
    },
    /// Independently of each other.
    Poisson {
        /// How many in a tick, in the mean.
        per_tick: f64,
    },
    /// As with Poisson, and now and then many at once.
    Burst {
        /// How many in a quiet tick, in the mean.
        per_tick: f64,
        /// How many times as many in a burst.
        factor: f64,
        /// From the beginning of one burst to that of the next, milliseconds; the first begins after one such span.
        every_ms: u32,
        /// How long a burst lasts, milliseconds.
        for_ms: u32,
    },
    /// The course of a day: a night with hardly anybody, a small peak at noon and a large one in the evening.
    Diurnal {
        /// How many in a tick, in the mean over the day.
        per_tick: f64,
        /// How long a day lasts, milliseconds; the run begins at midnight.
        day_ms: u32,
    },
}

impl Default for Arrivals {
    fn default() -> Self {
        Self::Poisson { per_tick: 20.0 }
    }
}

/// The share of a day's arrivals in each of its hours, in thousandths: our own drawing of an evening medium.
const HOURS: [u16; 24] =
    [38, 22, 12, 7, 5, 6, 12, 22, 30, 34, 38, 44, 54, 50, 40, 38, 40, 44, 52, 64, 82, 98, 98, 70];

impl Arrivals {
    /// The most that come in a tick in the mean, at any moment; `None` for a closed loop.
    pub(crate) fn peak_per_tick(self) -> Option<f64> {
        match self {
            Self::Closed { .. } => None,
            Self::Poisson { per_tick } => Some(per_tick),
            Self::Burst { per_tick, factor, .. } => Some(per_tick * factor.max(1.0)),
            Self::Diurnal { per_tick, .. } => {
                Some(per_tick * HOURS.into_iter().map(of_mean).fold(0.0, f64::max))
            }
        }
    }

    /// How many come in a tick in the mean, at a moment of the run.
    pub(crate) fn per_tick_at(self, at_ms: i64) -> f64 {
        match self {
            Self::Closed { .. } => 0.0,
            Self::Poisson { per_tick } => per_tick,
            Self::Burst { per_tick, factor, every_ms, for_ms } => {
                let (every, since) = (i64::from(every_ms.max(1)), at_ms);
                let in_burst = since >= every && since % every < i64::from(for_ms);
                if in_burst { per_tick * factor } else { per_tick }
            }
            Self::Diurnal { per_tick, day_ms } => {
                let hour = at_ms.rem_euclid(i64::from(day_ms.max(1))) * 24 / i64::from(day_ms.max(1));
                let share = usize::try_from(hour).ok().and_then(|hour| HOURS.get(hour)).copied();
                per_tick * of_mean(share.unwrap_or_default())
            }
        }
    }
}

/// How busy an hour is beside the mean hour.
fn of_mean(thousandths: u16) -> f64 {
    let all: u16 = HOURS.iter().sum();
    f64::from(thousandths) * 24.0 / f64::from(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_its_mean_and_its_peak() {
        let day = Arrivals::Diurnal { per_tick: 3.0, day_ms: 2_400 };
        let hours: Vec<f64> = (0..24).map(|hour| day.per_tick_at(hour * 100)).collect();
        assert!((hours.iter().sum::<f64>() / 24.0 - 3.0).abs() < 1e-9);
        assert_eq!(hours.iter().copied().reduce(f64::max), day.peak_per_tick());
        assert_eq!(day.per_tick_at(2_400), hours[0], "the next day is like the first");
    }

    #[test]
    fn a_burst_begins_after_its_span_and_ends() {
        let burst = Arrivals::Burst { per_tick: 1.0, factor: 20.0, every_ms: 60, for_ms: 5 };
        let rates = [0, 59, 60, 64, 65, 119, 120].map(|at| burst.per_tick_at(at));
        assert_eq!(rates, [1.0, 1.0, 20.0, 20.0, 1.0, 1.0, 20.0]);
        assert_eq!(burst.peak_per_tick(), Some(20.0));
    }
}
