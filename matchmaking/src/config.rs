//! The settings of a pool.

use std::num::NonZeroU32;

/// The settings of a [`Pool`](crate::Pool); all durations are milliseconds.
///
/// ```
/// use matchmaking::PoolConfig;
///
/// let mut config = PoolConfig::default();
/// config.min_left = 3;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PoolConfig {
    /// How many pushes a user must have left to be matched: the match notice and at least one line. Default 2.
    pub min_left: u32,
    /// How long a push grant must still last for a match to be proposed. Default one minute, which keeps out grants
    /// that only ever last a minute, such as a tapped menu item's.
    pub reach_margin_ms: u32,
    /// How long a user who fetches counts as present after they were last heard of. Default 10 minutes.
    pub pull_idle_ms: u32,
    /// How long a proposal waits for its confirmation. Default 10 seconds.
    pub reservation_ms: NonZeroU32,
    /// How long two tickets whose proposal failed with neither dropped are kept from being proposed to each other
    /// again, so that a commit that cannot succeed is not tried without pause. Others may have them at once.
    /// Default one second.
    pub retry_ms: u32,
    /// How many tickets the pool holds at most, waiting and reserved. Default one million.
    pub capacity: u32,
    /// The id of the first proposal; give a fresh range where ids must not repeat across restarts. Default 1.
    pub first_match_id: u64,
}

const TEN_SECONDS_MS: NonZeroU32 = NonZeroU32::MIN.saturating_add(9_999);

impl Default for PoolConfig {
    fn default() -> Self {
        Self {
            min_left: 2,
            reach_margin_ms: 60_000,
            pull_idle_ms: 600_000,
            reservation_ms: TEN_SECONDS_MS,
            retry_ms: 1_000,
            capacity: 1_000_000,
            first_match_id: 1,
        }
    }
}
