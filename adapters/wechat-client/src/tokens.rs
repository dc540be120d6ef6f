//! The account's access token for all tasks: one fetch at a time, its result for everybody.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::timeout;
use wechat_core::AccessToken;
use wechat_core::api::{GetStableToken, GetToken, TokenGrant};
use wechat_core::token_keeper::{FetchFailure, FetchTicket, Invalidated, RefreshBudget, TokenPoll};

use crate::builder::TokenSource;
use crate::error::CallError;
use crate::single_flight::SingleFlight;
use crate::wire::Wire;

/// Most a renewal is moved, so that processes started together do not renew together, in milliseconds.
const JITTER_MS: i64 = 60_000;

/// Longest sleep between two looks at a keeper whose clock may jump.
const LOOK_AGAIN: Duration = Duration::from_secs(5);

/// How the account asks for its token.
pub(crate) enum TokenCall {
    Stable(GetStableToken),
    Plain(GetToken),
}

impl TokenCall {
    pub(crate) const fn source(&self) -> TokenSource {
        match self {
            Self::Stable(_) => TokenSource::StableToken,
            Self::Plain(_) => TokenSource::Token,
        }
    }

    async fn make(&self, wire: &Wire) -> Result<TokenGrant, CallError> {
        match self {
            Self::Stable(call) => wire.call(call, None).await,
            Self::Plain(call) => wire.call(call, None).await,
        }
    }
}

/// The flight, and what a fetch needs.
pub(crate) struct Tokens {
    flight: SingleFlight,
    call: TokenCall,
    wire: Arc<Wire>,
}

impl Tokens {
    pub(crate) fn new(call: TokenCall, wire: Arc<Wire>) -> Self {
        Self { flight: SingleFlight::new(), call, wire }
    }

    pub(crate) const fn source(&self) -> TokenSource {
        self.call.source()
    }

    /// A token to call with, fetched if need be.
    pub(crate) async fn get(self: &Arc<Self>) -> Result<AccessToken, CallError> {
        loop {
            let now_ms = self.wire.clock.now_ms();
            let (poll, ended) = self.flight.look(now_ms);
            match poll {
                TokenPoll::Use(token) => return Ok(token),
                // In a task of its own, so that a caller who gives up does not take the fetch along; then this
                // caller is one who waits, or uses the old token while it lasts.
                TokenPoll::Fetch(ticket) => drop(tokio::spawn(Arc::clone(self).fetch(ticket))),
                TokenPoll::Failed { failure, retry_at_ms } => {
                    return Err(CallError::Token { failure, retry_at_ms });
                }
                TokenPoll::Wait { until_ms } => {
                    let wait = u64::try_from(until_ms.saturating_sub(now_ms)).unwrap_or(0);
                    // Woken or not, the keeper knows.
                    let _ = timeout(Duration::from_millis(wait).min(LOOK_AGAIN), ended).await;
                }
                // A state added later: look again, without haste.
                _ => drop(timeout(LOOK_AGAIN, ended).await),
            }
        }
    }

    /// The platform refused this token. Whether the call may be made once more.
    pub(crate) fn refused(&self, token: &AccessToken, budget: &mut RefreshBudget) -> bool {
        self.flight.invalidate(token, budget, self.wire.clock.now_ms()) == Invalidated::Retry
    }

    async fn fetch(self: Arc<Self>, ticket: FetchTicket) {
        let outcome = self.call.make(&self.wire).await.map_err(|error| {
            tracing::warn!(error = &error as &dyn std::error::Error, "no access token");
            match error {
                CallError::Api(error) | CallError::Invalid(error) | CallError::Malformed(error) => {
                    FetchFailure::Api(error)
                }
                _ => FetchFailure::Transport,
            }
        });
        self.flight.fetched(ticket, outcome, self.wire.clock.now_ms(), jitter_ms());
    }
}

/// Somewhere within a minute either way; in the middle when the system has no randomness to give.
fn jitter_ms() -> i64 {
    let random = getrandom::u32().map_or(JITTER_MS, i64::from);
    random % (2 * JITTER_MS) - JITTER_MS
}
