//! The time tokens age by.

use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use tokio::time::Instant;

type Now = Box<dyn Fn() -> i64 + Send + Sync>;

/// A clock that never runs slower than real time and never goes back, over one that may do both.
///
/// A token expires when its life has passed by the platform's virtual time or by real time, whichever is first; too
/// early is only a refresh.
pub(crate) struct Ratchet {
    now_ms: Now,
    /// The latest time given, and when that was.
    anchor: Mutex<(i64, Instant)>,
}

impl Ratchet {
    pub(crate) fn new(now_ms: Now) -> Self {
        let start = now_ms();
        Self { now_ms, anchor: Mutex::new((start, Instant::now())) }
    }

    pub(crate) fn now_ms(&self) -> i64 {
        let given = (self.now_ms)();
        let mut anchor = self.anchor.lock().unwrap_or_else(PoisonError::into_inner);
        let real = Instant::now();
        let passed = i64::try_from(real.duration_since(anchor.1).as_millis()).unwrap_or(i64::MAX);
        let at_least = anchor.0.saturating_add(passed);
        if given > at_least {
            *anchor = (given, real);
        }
        given.max(at_least)
    }
}

/// The system's clock, in milliseconds since the epoch.
pub(crate) fn system_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicI64, Ordering};
    use std::time::Duration;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn it_follows_jumps_ahead_and_passes_at_least_as_fast_as_real_time() {
        let hand = Arc::new(AtomicI64::new(1_000));
        let read = Arc::clone(&hand);
        let clock = Ratchet::new(Box::new(move || read.load(Ordering::Relaxed)));
        assert_eq!(clock.now_ms(), 1_000);
        tokio::time::advance(Duration::from_secs(5)).await;
        assert_eq!(clock.now_ms(), 6_000); // the hand stood still
        hand.store(90_000, Ordering::Relaxed);
        assert_eq!(clock.now_ms(), 90_000);
        hand.store(0, Ordering::Relaxed);
        tokio::time::advance(Duration::from_millis(1)).await;
        assert_eq!(clock.now_ms(), 90_001); // it went back
    }
}
