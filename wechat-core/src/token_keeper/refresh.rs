//! When to fetch: ahead of the end, and more slowly after each disappointment.

use crate::limits::TOKEN_OVERLAP_SECS;

/// How long a fetch may take before somebody else may try, in milliseconds.
pub(super) const FETCH_LEASE_MS: i64 = 30_000;
/// Most a caller's jitter may move a renewal, in milliseconds.
const JITTER_MAX_MS: i64 = 60_000;
/// A token refused sooner than this after its fetch is a disappointment, in milliseconds.
const SOUND_LIFE_MS: i64 = 10 * 60_000;
const BACK_OFF_FIRST_MS: i64 = 1_000;
const BACK_OFF_MAX_MS: i64 = 60_000;
const OPERATOR_BACK_OFF_MAX_MS: i64 = 10 * 60_000;

/// When a token fetched at `now_ms` is renewed: when the platform's overlap begins, moved by the jitter, but never
/// in the first half of its life.
pub(super) fn renew_at(now_ms: i64, life_ms: i64, jitter_ms: i64) -> i64 {
    let jitter = jitter_ms.clamp(-JITTER_MAX_MS, JITTER_MAX_MS);
    let overlap = life_ms - TOKEN_OVERLAP_SECS * 1000 + jitter;
    now_ms.saturating_add(overlap.clamp(life_ms / 2, life_ms))
}

/// How long to wait after that many failures in a row.
pub(super) fn back_off(failures: u32, needs_operator: bool) -> i64 {
    let max = if needs_operator { OPERATOR_BACK_OFF_MAX_MS } else { BACK_OFF_MAX_MS };
    let doublings = failures.saturating_sub(1).min(20);
    (BACK_OFF_FIRST_MS << doublings).min(max)
}

/// How long to wait before replacing a token that was refused: not at all for one that served well, ever longer for
/// fresh ones, as when two processes take the account from each other.
pub(super) fn replacement_delay(age_ms: i64, early_refusals: u32) -> Option<i64> {
    if age_ms >= SOUND_LIFE_MS {
        return None;
    }
    Some(if early_refusals == 0 { 0 } else { back_off(early_refusals, false) })
}
