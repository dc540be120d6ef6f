//! The server's clock: the machine's time at start, what passed since, and an offset people may turn forward.
#![allow(clippy::disallowed_methods)] // The one place that reads a clock.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

#[derive(Debug)]
pub(super) struct Clock {
    start_ms: i64,
    started: Instant,
    offset_ms: AtomicU64,
}

impl Clock {
    pub(super) fn new() -> Self {
        let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let start_ms = i64::try_from(since_epoch.as_millis()).unwrap_or(0);
        Self { start_ms, started: Instant::now(), offset_ms: AtomicU64::new(0) }
    }

    /// Unix milliseconds of the platform.
    pub(super) fn now(&self) -> i64 {
        let passed = i64::try_from(self.started.elapsed().as_millis()).unwrap_or(i64::MAX);
        let offset = i64::try_from(self.offset()).unwrap_or(i64::MAX);
        self.start_ms.saturating_add(passed).saturating_add(offset)
    }

    /// How far it was turned, in milliseconds.
    pub(super) fn offset(&self) -> u64 {
        self.offset_ms.load(Ordering::Relaxed)
    }

    pub(super) fn turn(&self, ms: u64) {
        self.offset_ms.fetch_add(ms, Ordering::Relaxed);
    }

    /// How long until that moment of the platform.
    pub(super) fn until(&self, ms: i64) -> Duration {
        Duration::from_millis(u64::try_from(ms.saturating_sub(self.now())).unwrap_or(0))
    }
}
