//! The time pushes are judged by.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// The time of day as the webhook sees it. It dates replies, tells a last attempt from a first one and bounds the age
/// of plain requests; the five-second deadline is always real time and does not depend on it.
pub trait Clock: Send + Sync {
    /// Milliseconds since the epoch.
    fn now_ms(&self) -> i64;

    /// A push with this `CreateTime` (in milliseconds) was verified. A clock that follows the platform moves here.
    fn observe(&self, created_ms: i64) {
        let _ = created_ms;
    }
}

/// The system's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now_ms(&self) -> i64 {
        let millis = |duration: std::time::Duration| i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
        match SystemTime::now().duration_since(UNIX_EPOCH) {
            Ok(since) => millis(since),
            Err(before) => -millis(before.duration()),
        }
    }
}

impl<C: Clock + ?Sized> Clock for Arc<C> {
    fn now_ms(&self) -> i64 {
        (**self).now_ms()
    }

    fn observe(&self, created_ms: i64) {
        (**self).observe(created_ms);
    }
}
