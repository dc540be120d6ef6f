//! What the keeper says and is told.

use crate::AccessToken;
use crate::api::{ApiError, Handling};

/// What to do now.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenPoll {
    /// Call with this token.
    Use(AccessToken),
    /// You are the one who fetches a token: do it, and report with
    /// [`TokenKeeper::fetched`](super::TokenKeeper::fetched).
    Fetch(FetchTicket),
    /// Somebody else is fetching: poll again when they report, at the latest at `until_ms`.
    Wait {
        /// When the fetch counts as lost, in milliseconds.
        until_ms: i64,
    },
    /// The last fetch failed and it is too early for another.
    Failed {
        /// What went wrong.
        failure: FetchFailure,
        /// When the next fetch is allowed, in milliseconds.
        retry_at_ms: i64,
    },
}

/// The right to fetch once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[must_use = "whoever holds it must fetch a token and report"]
pub struct FetchTicket(pub(super) u64);

/// Why there is no token.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FetchFailure {
    /// The platform answered, but not with a token.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// There was no answer.
    #[error("the platform could not be reached")]
    Transport,
}

impl FetchFailure {
    /// Whether only an operator can help: such a fetch is repeated slowly.
    #[must_use]
    pub fn needs_operator(&self) -> bool {
        matches!(self, Self::Api(error) if matches!(error.handling(), Handling::Permission | Handling::CallerBug))
    }
}

/// One call's right to have the token replaced, once. Make one per call; it stops endless loops.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RefreshBudget {
    pub(super) spent: bool,
}

impl RefreshBudget {
    /// For a call that begins.
    #[must_use]
    pub const fn new() -> Self {
        Self { spent: false }
    }
}

/// What a call whose token was refused should do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Invalidated {
    /// Poll, and call once more with the token that comes.
    Retry,
    /// This call has had its second chance: report the refusal.
    GiveUp,
}
