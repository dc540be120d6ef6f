//! What time it is: the system's time, or the platform's as its pushes tell it.

mod platform;

use driftbottle_webhook::SystemClock;
use platform::PlatformClock;
use std::fmt;
use std::future::pending;
use std::sync::Arc;

/// Which time counts for grants, waits and retention. The five seconds of a callback and HTTP time-outs are always
/// real.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ClockKind {
    /// The system's time: for the real platform.
    #[default]
    System,
    /// The largest `CreateTime` of a push so far and the real time since: for a platform that lives in a time of its
    /// own, such as a simulator whose clock is turned forward.
    Platform,
}

impl ClockKind {
    /// Its name in configurations.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Platform => "platform",
        }
    }
}

impl fmt::Display for ClockKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The clock of one bot; clones are the same clock.
///
/// ```
/// use driftbottle_runner::Clock;
///
/// let clock = Clock::platform(1_790_000_000_000);
/// clock.observe(1_790_172_800_000); // a push from two days later
/// assert!(clock.now_ms() >= 1_790_172_800_000);
/// clock.observe(1_790_000_000_000); // a late one
/// assert!(clock.now_ms() >= 1_790_172_800_000);
/// ```
#[derive(Clone, Debug)]
pub struct Clock(Kind);

#[derive(Clone, Debug)]
enum Kind {
    System,
    Platform(Arc<PlatformClock>),
}

impl Clock {
    /// The system's clock.
    #[must_use]
    pub const fn system() -> Self {
        Self(Kind::System)
    }

    /// A clock that follows the platform, and says `start_ms` until the first push: the latest time in the store.
    #[must_use]
    pub fn platform(start_ms: i64) -> Self {
        Self(Kind::Platform(Arc::new(PlatformClock::new(start_ms))))
    }

    /// A clock of this kind; `last_ms` is the latest time in the store.
    #[must_use]
    pub fn new(kind: ClockKind, last_ms: i64) -> Self {
        match kind {
            ClockKind::System => Self::system(),
            ClockKind::Platform => Self::platform(last_ms),
        }
    }

    /// Milliseconds since the epoch. The platform's time never goes back; the system's may.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        match &self.0 {
            Kind::System => driftbottle_webhook::Clock::now_ms(&SystemClock),
            Kind::Platform(clock) => clock.now_ms(),
        }
    }

    /// A push with this `CreateTime`, in ms, was verified.
    pub fn observe(&self, created_ms: i64) {
        if let Kind::Platform(clock) = &self.0 {
            clock.observe(created_ms);
        }
    }

    /// Resolves when the clock moves by more than the time that passes. Counts from the call, not from the first
    /// poll.
    pub(crate) fn moved(&self) -> impl Future<Output = ()> + Send + use<'_> {
        let moved = match &self.0 {
            Kind::System => None,
            Kind::Platform(clock) => Some(clock.moved()),
        };
        async move {
            match moved {
                Some(moved) => moved.await,
                None => pending().await,
            }
        }
    }

    /// Everything that was due by this time, in ms, has been done.
    pub(crate) fn caught_up(&self, until_ms: i64) {
        if let Kind::Platform(clock) = &self.0 {
            clock.caught_up(until_ms);
        }
    }

    /// After a leap of the clock, waits until what it skipped has been done.
    pub(crate) async fn wait_for_skipped(&self) {
        if let Kind::Platform(clock) = &self.0 {
            clock.wait_for_skipped().await;
        }
    }
}

impl driftbottle_webhook::Clock for Clock {
    fn now_ms(&self) -> i64 {
        Self::now_ms(self)
    }

    fn observe(&self, created_ms: i64) {
        Self::observe(self, created_ms);
    }
}
