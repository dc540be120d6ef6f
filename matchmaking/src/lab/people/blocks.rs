//! Whom people have blocked.

use rand::RngExt;
use rand_distr::{Distribution, Pareto};

use crate::lab::dice::{Stream, dice, happens};
use crate::lab::workload::Workload;

/// The number of the first who comes, whom very many have blocked if the workload says so.
const CELEBRITY: u64 = 1;

/// Whom `user` has blocked.
pub(super) fn of(workload: &Workload, seed: u64, user: u64) -> Vec<u64> {
    let settings = &workload.blocks;
    let mut dice = dice(seed, Stream::Blocks, user);
    let mut blocked = Vec::new();
    if happens(&mut dice, settings.of_celebrity) {
        blocked.push(CELEBRITY);
    }
    if happens(&mut dice, settings.share)
        && let Ok(many) = Pareto::new(1.0_f64, settings.exponent)
    {
        let many = many.sample(&mut dice).min(f64::from(settings.max)) as u32;
        let crowd = u64::from(workload.population.unwrap_or(workload.tickets)).max(2);
        blocked.extend((0..many).map(|_| dice.random_range(1..=crowd)));
    }
    blocked.retain(|&other| other != user);
    blocked.sort_unstable();
    blocked.dedup();
    blocked
}
