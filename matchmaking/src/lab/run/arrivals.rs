//! When people come: a Poisson process whose rate changes with time, by thinning.

use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, Exp};

use crate::lab::dice::{Stream, dice, happens};
use crate::lab::workload::{Arrivals, Workload};

/// The moments at which people come from outside, one after the other.
pub(crate) struct Moments {
    dice: ChaCha8Rng,
    arrivals: Arrivals,
    /// The rate at the busiest moment, for each millisecond.
    peak: Option<(f64, Exp<f64>)>,
    tick_ms: f64,
    at_ms: f64,
}

impl Moments {
    pub(crate) fn new(workload: &Workload, seed: u64) -> Self {
        let tick_ms = f64::from(workload.tick_ms);
        let peak = workload.arrivals.peak_per_tick();
        let peak = peak.and_then(|per_tick| Some((per_tick, Exp::new(per_tick / tick_ms).ok()?)));
        let dice = dice(seed, Stream::Arrivals, 0);
        Self { dice, arrivals: workload.arrivals, peak, tick_ms, at_ms: 0.0 }
    }
}

impl Iterator for Moments {
    type Item = i64;

    fn next(&mut self) -> Option<i64> {
        let (peak, gap) = self.peak?;
        loop {
            self.at_ms += gap.sample(&mut self.dice);
            let at_ms = self.at_ms.clamp(0.0, 1e15) as i64;
            // A rate that is even is never thinned, so that it draws nothing more.
            let rate = self.arrivals.per_tick_at(at_ms);
            if rate >= peak || happens(&mut self.dice, rate / peak) || self.at_ms > 1e12 * self.tick_ms {
                return Some(at_ms);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn within(arrivals: Arrivals, from_ms: i64, to_ms: i64) -> usize {
        let workload = Workload { arrivals, ..Workload::default() };
        let moments = Moments::new(&workload, 5).skip_while(|&at| at < from_ms);
        moments.take_while(|&at| at < to_ms).count()
    }

    #[test]
    fn as_many_come_as_the_rate_says() {
        let steady = within(Arrivals::Poisson { per_tick: 2.0 }, 0, 500_000);
        assert!((9_600..=10_400).contains(&steady), "{steady} of 10 000");
        let burst = Arrivals::Burst { per_tick: 2.0, factor: 20.0, every_ms: 60_000, for_ms: 5_000 };
        let (before, during) = (within(burst, 0, 60_000), within(burst, 60_000, 65_000));
        assert!((1_050..=1_350).contains(&before), "{before} of 1 200");
        assert!((1_850..=2_150).contains(&during), "{during} of 2 000");
    }

    #[test]
    fn nobody_comes_from_outside_in_a_closed_loop() {
        let arrivals = Arrivals::Closed { users: 5, think_ms: 10 };
        let workload = Workload { arrivals, ..Workload::default() };
        assert_eq!(Moments::new(&workload, 5).next(), None);
    }
}
