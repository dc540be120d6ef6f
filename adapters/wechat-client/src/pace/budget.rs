//! What one account may ask of one call.

/// How often a call is made at most. What is beyond fails at once with
/// [`CallError::Halted`](crate::CallError::Halted), and was surely not processed.
///
/// Without a budget the platform's documented limit of a minute holds
/// ([`Endpoint::PER_MINUTE`](wechat_core::api::Endpoint::PER_MINUTE)); [`UNLIMITED`](Self::UNLIMITED) lifts it.
///
/// ```
/// use driftbottle_wechat_client::Budget;
/// let budget = Budget::per_day(400_000); // leaves a fifth of the day's sends to another program
/// assert_eq!(budget.per_minute, None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Calls within any sixty seconds.
    pub per_minute: Option<u32>,
    /// Calls a day; days begin at midnight in Shanghai, as the platform's do. Counted by this client since it was built.
    pub per_day: Option<u32>,
}

impl Budget {
    /// As often as anybody likes.
    pub const UNLIMITED: Self = Self { per_minute: None, per_day: None };

    /// So many within any sixty seconds.
    #[must_use]
    pub const fn per_minute(calls: u32) -> Self {
        Self { per_minute: Some(calls), per_day: None }
    }

    /// So many a day.
    #[must_use]
    pub const fn per_day(calls: u32) -> Self {
        Self { per_minute: None, per_day: Some(calls) }
    }
}
