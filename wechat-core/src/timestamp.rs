//! Seconds since the Unix epoch, as WeChat writes them.

use serde::{Deserialize, Serialize};

/// A point in time with WeChat's resolution: whole seconds since 1970-01-01 UTC, 64 bits wide.
///
/// ```
/// use wechat_core::Timestamp;
/// assert_eq!(Timestamp::from_secs(1_790_000_000).as_millis(), 1_790_000_000_000);
/// assert_eq!(Timestamp::from_millis(1_790_000_000_999).as_secs(), 1_790_000_000);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The last second of the year 9999: what an inbound `CreateTime` may hold at most.
    pub const MAX: Self = Self(253_402_300_799);

    /// From whole seconds.
    #[must_use]
    pub const fn from_secs(secs: i64) -> Self {
        Self(secs)
    }

    /// From milliseconds; the fraction of a second is cut off, towards the past.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis.div_euclid(1000))
    }

    /// Whole seconds since the epoch.
    #[must_use]
    pub const fn as_secs(self) -> i64 {
        self.0
    }

    /// Milliseconds since the epoch; saturates outside the range of `i64`.
    #[must_use]
    pub const fn as_millis(self) -> i64 {
        self.0.saturating_mul(1000)
    }
}

impl std::fmt::Display for Timestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}
