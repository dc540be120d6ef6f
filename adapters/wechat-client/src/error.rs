//! What can go wrong with a call, told apart by what the caller may do next.

use wechat_core::api::{ApiError, ErrCode};
use wechat_core::token_keeper::FetchFailure;

use crate::transport::BoxError;

/// A call that brought no result. No variant contains a token, a secret, an openid, a message or a URL.
///
/// Two questions decide what to do: did the platform surely not process it
/// ([`surely_not_processed`](Self::surely_not_processed)), or is that unknown
/// ([`outcome_is_unknown`](Self::outcome_is_unknown))? Exactly one of them is true.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CallError {
    /// WeChat answered that it refuses. [`code`](Self::code) says why.
    #[error(transparent)]
    Api(ApiError),
    /// The call cannot be made like this: a message too long, a missing part.
    #[error("the call was not made")]
    Invalid(#[source] ApiError),
    /// There is no access token to make the call with, and it was not made.
    #[error("no access token")]
    Token {
        /// Why the last fetch failed.
        #[source]
        failure: FetchFailure,
        /// When the next fetch may be tried, by the client's clock, in milliseconds.
        retry_at_ms: i64,
    },
    /// The call was not made: it is beyond its [`Budget`](crate::Budget), or the platform said that it had enough.
    #[error("{endpoint}: not made, {halt}")]
    Halted {
        /// The call.
        endpoint: &'static str,
        /// What stopped it.
        halt: Halt,
        /// When it may be made again, by the client's clock, in milliseconds.
        retry_at_ms: i64,
    },
    /// The platform was not reached: connection refused, no such host, TLS failed.
    #[error("{endpoint}: not sent")]
    NotSent {
        /// The call.
        endpoint: &'static str,
        /// The transport's reason.
        #[source]
        source: BoxError,
    },
    /// Timed out or broken off after the request may have been sent.
    #[error("{endpoint}: no answer, the outcome is unknown")]
    Unknown {
        /// The call.
        endpoint: &'static str,
        /// The transport's reason.
        #[source]
        source: BoxError,
    },
    /// Something answered, but not as WeChat does: a proxy's error page, a body that is not JSON, a field missing.
    #[error(transparent)]
    Malformed(ApiError),
}

impl CallError {
    /// An answer that was not a success.
    pub(crate) fn answered(error: ApiError) -> Self {
        match error {
            ApiError::Platform { .. } => Self::Api(error),
            ApiError::Status { .. } | ApiError::NotJson { .. } | ApiError::Unexpected { .. } => {
                Self::Malformed(error)
            }
            _ => Self::Invalid(error),
        }
    }

    /// Whether the platform may or may not have done what was asked. Such a send is charged, and repeated only by
    /// who accepts a repetition on the user's screen.
    #[must_use]
    pub const fn outcome_is_unknown(&self) -> bool {
        !self.surely_not_processed()
    }

    /// Whether the platform certainly did nothing. An HTTP status of 400 to 499 counts as such, but for 408.
    #[must_use]
    pub const fn surely_not_processed(&self) -> bool {
        match self {
            Self::Api(_)
            | Self::Invalid(_)
            | Self::Token { .. }
            | Self::Halted { .. }
            | Self::NotSent { .. } => true,
            Self::Malformed(ApiError::Status { status, .. }) => *status != 408 && *status / 100 == 4,
            Self::Unknown { .. } | Self::Malformed(_) => false,
        }
    }

    /// WeChat's code for this very call. The code of a failed token fetch is not this call's: see
    /// [`advice`](Self::advice) and the variant.
    #[must_use]
    pub const fn code(&self) -> Option<ErrCode> {
        match self {
            Self::Api(error) => error.code(),
            _ => None,
        }
    }

    /// The number to give to WeChat's support, or to [`GetRid`](wechat_core::api::quota::GetRid).
    #[must_use]
    pub fn rid(&self) -> Option<&str> {
        match self {
            Self::Api(error) => error.rid(),
            _ => None,
        }
    }

    /// Whether another host may answer: this one did not, or not as WeChat does.
    pub(crate) const fn blames_the_host(&self) -> bool {
        match self {
            Self::NotSent { .. } | Self::Unknown { .. } => true,
            Self::Malformed(ApiError::Status { status, .. }) => *status >= 500,
            Self::Malformed(ApiError::NotJson { .. }) => true,
            _ => false,
        }
    }

    /// In one word, for the log.
    pub(crate) const fn situation(&self) -> &'static str {
        match self {
            Self::Api(_) => "refused",
            Self::Invalid(_) => "invalid",
            Self::Token { .. } => "no token",
            Self::Halted { .. } => "halted",
            Self::NotSent { .. } => "not sent",
            Self::Unknown { .. } => "unknown",
            Self::Malformed(_) => "malformed",
        }
    }

    /// What an operator can do about it, where there is something.
    #[must_use]
    pub fn advice(&self) -> Option<String> {
        match self {
            Self::Token { failure: FetchFailure::Api(error), .. } => token_advice(error),
            Self::Api(error) => error.advice(),
            _ => None,
        }
    }
}

/// What stopped a call before it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Halt {
    /// The [`Budget`](crate::Budget) of the call is used up.
    Budget,
    /// The platform said 45011 less than a minute ago.
    MinuteLimit,
    /// The platform said 45009: the day's quota is used up. Tried again after a minute, then after ever longer pauses,
    /// and at once after a successful [`ClearQuota`](wechat_core::api::quota::ClearQuota).
    DayLimit,
}

impl std::fmt::Display for Halt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Budget => "its budget is used up",
            Self::MinuteLimit => "the platform takes no more this minute",
            Self::DayLimit => "the platform takes no more today",
        })
    }
}

/// At the token endpoints some answers mean something else than elsewhere.
fn token_advice(error: &ApiError) -> Option<String> {
    let words = match error {
        ApiError::Status { status: 404, .. } => {
            "this API has no such token endpoint: check the base URL, or choose TokenSource::Token"
        }
        ApiError::Platform { code: ErrCode(40066), .. } => {
            "this API does not know the token endpoint: choose TokenSource::Token"
        }
        ApiError::Platform { code, .. } if code.is_token_invalid() => "check the AppSecret",
        _ => return error.advice(),
    };
    Some(words.to_owned())
}

/// Why a client cannot be built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SetupError {
    /// The HTTP client cannot be set up: no TLS roots on this machine, as a rule.
    #[error("the HTTP client cannot be set up")]
    Http(#[source] BoxError),
}
