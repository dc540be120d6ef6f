//! Requests that are not answered but refused.

use axum::http::StatusCode;
use wechat_core::callback::CallbackError;

/// Why a request was refused, as a kind to count. Nothing of the request is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// Not signed by who knows the token.
    #[error("wrong or missing signature")]
    Signature,
    /// Without the header that the cloud's gateway sets (cloud hosting).
    #[error("not from the cloud's gateway")]
    Source,
    /// Plain where encrypted is configured, or the reverse.
    #[error("not the configured mode")]
    Mode,
    /// Encrypted, but not with a key of this account, or for another account.
    #[error("not encrypted for this account")]
    Decryption,
    /// Signed in another time than ours (plain mode).
    #[error("signed too long ago, or in the future")]
    Stale,
    /// The same time and nonce as an earlier request (plain mode).
    #[error("a repetition of an earlier request")]
    Replay,
    /// The query or the body is not what the documentation describes.
    #[error("malformed")]
    Malformed,
    /// The body is larger than the limit.
    #[error("body too large")]
    TooLarge,
    /// The body did not come in time.
    #[error("body too slow")]
    TooSlow,
    /// The connection broke within the body.
    #[error("body broken off")]
    BrokenOff,
    /// A fault of our own configuration.
    #[error("misconfigured")]
    Misconfigured,
}

impl Refusal {
    /// The status it is answered with; the body is empty.
    #[must_use]
    pub const fn status(self) -> StatusCode {
        match self {
            Self::Signature | Self::Source | Self::Mode | Self::Decryption | Self::Stale | Self::Replay => {
                StatusCode::FORBIDDEN
            }
            Self::Malformed | Self::BrokenOff => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Misconfigured => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<&CallbackError> for Refusal {
    fn from(error: &CallbackError) -> Self {
        match error {
            CallbackError::WrongSignature { .. } | CallbackError::MissingParameter { .. } => Self::Signature,
            CallbackError::PlainBodyRefused | CallbackError::SealedBodyRefused => Self::Mode,
            CallbackError::Padding | CallbackError::WrongAppId => Self::Decryption,
            CallbackError::BodyTooLarge { .. } => Self::TooLarge,
            CallbackError::MissingToken | CallbackError::MissingAesKey | CallbackError::KeyGone => {
                Self::Misconfigured
            }
            _ => Self::Malformed,
        }
    }
}
