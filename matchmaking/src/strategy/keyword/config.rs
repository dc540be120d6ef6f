//! The settings of the keyword strategy.

use std::num::NonZeroU32;

/// The settings of [`Keywords`](crate::Keywords).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct KeywordConfig {
    /// How many candidates are looked at for one seeker: more make better matches and cost more. Default 16, which
    /// finds about 0.89 of the best weight possible; 64 find about 0.90.
    pub look: NonZeroU32,
    /// How long one of the two must have waited before they meet with nothing in common, milliseconds; `None` for
    /// never. Default 10 seconds.
    pub anyone_after_ms: Option<u32>,
    /// How long a ticket must have waited before whoever arrives is offered to it first, even if they have more in
    /// common with somebody else, milliseconds; `None` for never, as also where
    /// [`anyone_after_ms`](Self::anyone_after_ms) is. Default 30 seconds.
    pub first_after_ms: Option<u32>,
}

impl Default for KeywordConfig {
    fn default() -> Self {
        Self {
            look: NonZeroU32::MIN.saturating_add(15),
            anyone_after_ms: Some(10_000),
            first_after_ms: Some(30_000),
        }
    }
}
