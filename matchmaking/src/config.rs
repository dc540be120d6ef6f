//! The settings of a pool.

use std::num::NonZeroU32;

use crate::Widening;

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
    /// How soft wishes give way with the age of the older of two. Default: they do not.
    pub widening: Widening,
    /// The age from which one is an adult. Whoever says they are younger meets nobody but such users; `None` lets all
    /// mix. Default 18, the age of majority in China.
    pub adult_from: Option<u8>,
    /// When pairs are made. Default: on arrival.
    pub mode: Mode,
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
            widening: Widening::default(),
            adult_from: Some(18),
            mode: Mode::Immediate,
            capacity: 1_000_000,
            first_match_id: 1,
        }
    }
}

/// When pairs are made.
///
/// On arrival is best nearly always: waits are shorter and hardly a match is lost. Holding makes better pairs only
/// where several arrive within it who could choose among each other, so it is for very busy times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mode {
    /// On arrival, and at the moment in which two become eligible.
    #[default]
    Immediate,
    /// Together for all who arrived or became eligible within a span, the weightiest pairs first.
    Hold {
        /// The span, milliseconds, from the first of them on.
        ms: NonZeroU32,
    },
}
