//! What people do by themselves, drawn from the seed: lose patience, come again.

use crate::lab::dice::{Stream, dice, happens, span, unit};
use crate::lab::workload::Workload;

/// The number of a visit, for the dice.
pub(crate) fn visit_number(who: u64, visit: u32) -> u64 {
    who.wrapping_mul(1 << 20).wrapping_add(u64::from(visit))
}

/// When somebody cancels on this visit, milliseconds after they joined, and whether out of impatience.
pub(crate) fn leaves(
    workload: &Workload,
    seed: u64,
    visit: u64,
) -> impl Iterator<Item = (i64, bool)> + use<> {
    let mut dice = dice(seed, Stream::Patience, visit);
    let (patience, churn) = (workload.patience, workload.churn);
    let patient = i64::from(patience.guaranteed_ms) + span(&mut dice, f64::from(patience.mean_ms));
    let churns = happens(&mut dice, churn.share);
    let churned = span(&mut dice, f64::from(churn.mean_ms));
    let impatience = (patience.mean_ms > 0).then_some((patient, true));
    impatience.into_iter().chain(churns.then_some((churned, false)))
}

/// After how many milliseconds somebody who was matched on this visit comes again, if they do.
pub(crate) fn comes_again(workload: &Workload, seed: u64, visit: u64) -> Option<i64> {
    let mut dice = dice(seed, Stream::Return, visit);
    let requeue = workload.requeue;
    let (returns, place) = (happens(&mut dice, requeue.share), unit(&mut dice));
    let range = f64::from(requeue.to_ms.saturating_sub(requeue.from_ms));
    returns.then(|| i64::from(requeue.from_ms) + (place * range) as i64)
}

/// Whether the commit of a proposal fails.
pub(crate) fn fails(workload: &Workload, seed: u64, match_id: u64) -> bool {
    happens(&mut dice(seed, Stream::Commit, match_id), workload.commit.fails)
}
