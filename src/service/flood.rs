//! Floods: one person's lines at a pace that hurts nobody else.

use chatstore::Address;
use std::collections::BTreeMap;

/// Above this many people the table forgets those who have been quiet.
const TABLE: usize = 10_000;

/// How often they are looked for, in ms.
const SWEEP_EVERY_MS: u64 = 60_000;

/// A token bucket per person. Kept in memory: after a restart everybody starts full.
#[derive(Debug, Default)]
pub(super) struct Flood {
    buckets: BTreeMap<Address, Bucket>,
    /// When the quiet were last forgotten, in ms: looking for them is not done for every line.
    swept_ms: i64,
}

#[derive(Debug)]
struct Bucket {
    /// Thousandths of a line.
    level: i64,
    at_ms: i64,
}

impl Flood {
    /// Whether one more line may be said now.
    pub(super) fn allows(&mut self, who: &Address, now_ms: i64, per_minute: u32, at_once: u32) -> bool {
        let full = i64::from(at_once) * 1_000;
        if self.buckets.len() > TABLE && now_ms.abs_diff(self.swept_ms) >= SWEEP_EVERY_MS {
            self.swept_ms = now_ms;
            self.buckets.retain(|_, b| b.refilled(now_ms, per_minute, full) < full);
        }
        if !self.buckets.contains_key(who) {
            self.buckets.insert(who.clone(), Bucket { level: full, at_ms: now_ms });
        }
        let Some(bucket) = self.buckets.get_mut(who) else { return true };
        bucket.level = bucket.refilled(now_ms, per_minute, full);
        bucket.at_ms = bucket.at_ms.max(now_ms);
        if bucket.level < 1_000 {
            return false;
        }
        bucket.level -= 1_000;
        true
    }
}

impl Bucket {
    fn refilled(&self, now_ms: i64, per_minute: u32, full: i64) -> i64 {
        let passed = now_ms.saturating_sub(self.at_ms).clamp(0, 3_600_000);
        (self.level + passed * i64::from(per_minute) / 60).min(full)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_passes_then_the_pace_holds_and_others_are_untouched() {
        // proves: M4
        let mut flood = Flood::default();
        let (loud, quiet) =
            (Address::official_account("wx1", "loud"), Address::official_account("wx1", "quiet"));
        let said = (0..100).filter(|_| flood.allows(&loud, 0, 20, 60)).count();
        assert_eq!(said, 60);
        assert!(flood.allows(&quiet, 0, 20, 60));
        let later = (0..100).filter(|_| flood.allows(&loud, 60_000, 20, 60)).count();
        assert_eq!(later, 20);
    }

    #[test]
    fn the_quiet_are_forgotten_now_and_then() {
        let mut flood = Flood::default();
        let person = |n: usize| Address::official_account("wx1", &n.to_string());
        for n in 0..2 * TABLE {
            assert!(flood.allows(&person(n), 1, 20, 60));
        }
        assert!(flood.buckets.len() > TABLE, "the table is not looked through for every line");
        assert!(flood.allows(&person(0), 300_000, 20, 60));
        assert!(flood.buckets.len() < TABLE);
    }
}
