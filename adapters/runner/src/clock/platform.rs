//! A clock that follows the platform.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::futures::Notified;
use tokio::sync::{Notify, watch};
use tokio::time::{Instant, timeout};

/// A push this much ahead is a leap: what was due meanwhile comes before it.
const LEAP_MS: i64 = 60_000;
/// A push further ahead than ten years is not believed: it would stop the clock for good.
const LEAP_MAX_MS: i64 = 10 * 366 * 24 * 3_600_000;
/// How long a push waits for what a leap skipped.
const PATIENCE: Duration = Duration::from_secs(1);

/// The largest time seen and the real time since. It never goes back.
#[derive(Debug)]
pub(super) struct PlatformClock {
    anchor: Mutex<Anchor>,
    moved: Notify,
    /// Where the last leap went.
    leapt_to_ms: AtomicI64,
    caught_up_ms: watch::Sender<i64>,
}

#[derive(Clone, Copy, Debug)]
struct Anchor {
    ms: i64,
    at: Instant,
    /// Whether a push has been seen, or the store knew a time.
    set: bool,
}

impl Anchor {
    fn now_ms(&self) -> i64 {
        let passed = i64::try_from(self.at.elapsed().as_millis()).unwrap_or(i64::MAX);
        self.ms.saturating_add(passed)
    }
}

impl PlatformClock {
    pub(super) fn new(start_ms: i64) -> Self {
        let anchor = Anchor { ms: start_ms, at: Instant::now(), set: start_ms > 0 };
        Self {
            anchor: Mutex::new(anchor),
            moved: Notify::new(),
            leapt_to_ms: AtomicI64::new(i64::MIN),
            caught_up_ms: watch::Sender::new(i64::MIN),
        }
    }

    pub(super) fn now_ms(&self) -> i64 {
        self.anchor().now_ms()
    }

    pub(super) fn observe(&self, created_ms: i64) {
        let mut anchor = self.anchor();
        let ahead_ms = created_ms.saturating_sub(anchor.now_ms());
        if ahead_ms <= 0 {
            return;
        }
        if anchor.set && ahead_ms > LEAP_MAX_MS {
            tracing::warn!("a push from more than ten years ahead does not move the clock");
            return;
        }
        if anchor.set && ahead_ms >= LEAP_MS {
            self.leapt_to_ms.fetch_max(created_ms, Ordering::AcqRel);
        }
        *anchor = Anchor { ms: created_ms, at: Instant::now(), set: true };
        drop(anchor);
        self.moved.notify_waiters();
    }

    pub(super) fn moved(&self) -> Notified<'_> {
        self.moved.notified()
    }

    pub(super) fn caught_up(&self, until_ms: i64) {
        self.caught_up_ms.send_if_modified(|ms| {
            let later = until_ms > *ms;
            *ms = until_ms.max(*ms);
            later
        });
    }

    pub(super) async fn wait_for_skipped(&self) {
        let leapt_to_ms = self.leapt_to_ms.load(Ordering::Acquire);
        if *self.caught_up_ms.borrow() >= leapt_to_ms {
            return;
        }
        let mut caught_up = self.caught_up_ms.subscribe();
        // Too late is better than never: the push goes first then.
        let _ = timeout(PATIENCE, caught_up.wait_for(|ms| *ms >= leapt_to_ms)).await;
    }

    fn anchor(&self) -> MutexGuard<'_, Anchor> {
        self.anchor.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: i64 = 1_790_000_000_000;
    const HOUR: i64 = 3_600_000;

    #[tokio::test(start_paused = true)]
    async fn it_follows_pushes_and_real_time_and_never_goes_back() {
        let clock = PlatformClock::new(START);
        assert_eq!(clock.now_ms(), START);
        tokio::time::advance(Duration::from_secs(5)).await;
        assert_eq!(clock.now_ms(), START + 5_000);
        clock.observe(START + 3_000);
        assert_eq!(clock.now_ms(), START + 5_000);
        clock.observe(START + 48 * HOUR);
        assert_eq!(clock.now_ms(), START + 48 * HOUR);
        clock.observe(START);
        tokio::time::advance(Duration::from_millis(1)).await;
        assert_eq!(clock.now_ms(), START + 48 * HOUR + 1);
    }

    #[tokio::test(start_paused = true)]
    async fn the_first_push_to_an_empty_store_sets_it_whatever_the_year() {
        let clock = PlatformClock::new(0);
        tokio::time::advance(Duration::from_secs(5)).await;
        clock.observe(START);
        assert_eq!(clock.now_ms(), START);
        clock.wait_for_skipped().await; // nothing was skipped
        clock.observe(i64::MAX);
        assert_eq!(clock.now_ms(), START);
    }

    #[tokio::test(start_paused = true)]
    async fn a_move_wakes_whoever_listened_before_it() {
        let clock = PlatformClock::new(START);
        let moved = clock.moved();
        clock.observe(START + 1_000);
        timeout(Duration::from_secs(1), moved).await.unwrap();
        let moved = clock.moved();
        clock.observe(START);
        timeout(Duration::from_secs(1), moved).await.unwrap_err();
    }

    #[tokio::test(start_paused = true)]
    async fn after_a_leap_a_push_waits_for_what_was_skipped_but_not_for_ever() {
        let clock = PlatformClock::new(START);
        clock.observe(START + HOUR);
        let began = Instant::now();
        clock.wait_for_skipped().await;
        assert_eq!(began.elapsed(), PATIENCE);
        let (waited, ()) = tokio::join!(timeout(PATIENCE / 2, clock.wait_for_skipped()), async {
            clock.caught_up(START + HOUR);
        });
        waited.unwrap();
        let began = Instant::now();
        clock.wait_for_skipped().await;
        assert_eq!(began.elapsed(), Duration::ZERO);
    }
}
