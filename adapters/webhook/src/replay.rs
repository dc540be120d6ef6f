//! Replay protection for plain mode, whose signature covers only a time and a nonce: each pair counts once.

use std::collections::{BTreeMap, HashSet};
use std::hash::BuildHasher as _;
use std::sync::{Mutex, PoisonError};

use foldhash::fast::RandomState;

use crate::refusal::Refusal;

/// Most pairs remembered per account, about 20 MB when full.
const PAIRS_MAX: usize = 1 << 20;

/// The pairs seen, by second. Forgetting moves a floor, so a forgotten pair is refused as stale, never believed again.
pub(crate) struct ReplayGuard {
    window_secs: Option<i64>,
    pairs_max: usize,
    hasher: RandomState,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    seconds: BTreeMap<i64, HashSet<u64, RandomState>>,
    pairs: usize,
    /// Nothing signed at or before this second is believed.
    floor: Option<i64>,
}

impl ReplayGuard {
    /// With a window, only requests signed at most that many seconds from now count.
    pub(crate) fn new(window_secs: Option<i64>) -> Self {
        Self { window_secs, pairs_max: PAIRS_MAX, hasher: RandomState::default(), seen: Mutex::default() }
    }

    /// Takes the pair of a request whose signature was verified.
    pub(crate) fn take(&self, signed_secs: i64, nonce: &str, now_secs: i64) -> Result<(), Refusal> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(window) = self.window_secs {
            seen.forget_before(now_secs.saturating_sub(window));
            if signed_secs.abs_diff(now_secs) > window.unsigned_abs() {
                return Err(Refusal::Stale);
            }
        }
        if seen.floor.is_some_and(|floor| signed_secs <= floor) {
            return Err(Refusal::Stale);
        }
        if !seen.seconds.entry(signed_secs).or_default().insert(self.hasher.hash_one(nonce)) {
            return Err(Refusal::Replay);
        }
        seen.pairs += 1;
        while seen.pairs > self.pairs_max {
            seen.forget_oldest();
        }
        Ok(())
    }
}

impl Seen {
    fn forget_before(&mut self, secs: i64) {
        while self.seconds.first_key_value().is_some_and(|(&oldest, _)| oldest < secs) {
            self.forget_oldest();
        }
    }

    fn forget_oldest(&mut self) {
        let Some((second, nonces)) = self.seconds.pop_first() else {
            self.pairs = 0;
            return;
        };
        self.pairs = self.pairs.saturating_sub(nonces.len());
        self.floor = self.floor.max(Some(second));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_790_000_000;

    #[test]
    fn a_pair_counts_once_within_the_window() {
        let guard = ReplayGuard::new(Some(300));
        assert_eq!(guard.take(NOW, "a", NOW), Ok(()));
        assert_eq!(guard.take(NOW, "a", NOW + 1), Err(Refusal::Replay));
        assert_eq!(guard.take(NOW, "b", NOW + 1), Ok(()));
        assert_eq!(guard.take(NOW + 1, "a", NOW + 1), Ok(()));
        assert_eq!(guard.take(NOW - 300, "c", NOW), Ok(()));
        assert_eq!(guard.take(NOW - 301, "c", NOW), Err(Refusal::Stale));
        assert_eq!(guard.take(NOW + 301, "c", NOW), Err(Refusal::Stale));
        assert_eq!(guard.take(i64::MIN, "c", NOW), Err(Refusal::Stale));
    }

    #[test]
    fn what_was_forgotten_is_not_believed_again_even_if_the_clock_goes_back() {
        let guard = ReplayGuard::new(Some(300));
        guard.take(NOW, "a", NOW).unwrap();
        guard.take(NOW + 400, "b", NOW + 400).unwrap();
        assert_eq!(guard.seen.lock().unwrap().pairs, 1);
        assert_eq!(guard.take(NOW, "a", NOW), Err(Refusal::Stale));
    }

    #[test]
    fn memory_is_bounded_without_a_window_too() {
        let mut guard = ReplayGuard::new(None);
        guard.pairs_max = 100;
        for second in 0..50 {
            for nonce in 0..10 {
                assert_eq!(guard.take(NOW + second, &nonce.to_string(), 0), Ok(()));
            }
        }
        assert!(guard.seen.lock().unwrap().pairs <= 100);
        for second in 0..50 {
            for nonce in 0..10 {
                assert!(guard.take(NOW + second, &nonce.to_string(), 0).is_err());
            }
        }
        assert_eq!(guard.take(NOW + 60, "next", 0), Ok(()));
    }
}
