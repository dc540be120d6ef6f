//! Why a request is not believed or not understood.

use crate::inbound::InboundError;
use crate::limits::{BODY_MAX_BYTES, QUERY_MAX_BYTES};

/// A query string that cannot be WeChat's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum QueryError {
    /// Longer than [`QUERY_MAX_BYTES`].
    #[error("the query has {len} bytes, at most {QUERY_MAX_BYTES} are read")]
    TooLong {
        /// Length found.
        len: usize,
    },
    /// A parameter that decides something is there twice.
    #[error("{name} is given twice")]
    Duplicate {
        /// Name of the parameter.
        name: &'static str,
    },
    /// A value is not UTF-8 after decoding.
    #[error("{name} is not UTF-8")]
    NotUtf8 {
        /// Name of the parameter.
        name: &'static str,
    },
}

/// A push that was not opened, or an answer that was not sealed. Contains no secret, openid or text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CallbackError {
    /// The query string is not WeChat's.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// A parameter is missing from the query.
    #[error("{name} is missing from the query")]
    MissingParameter {
        /// Name of the parameter.
        name: &'static str,
    },
    /// A parameter cannot be read.
    #[error("{name} is not {expected}")]
    BadParameter {
        /// Name of the parameter.
        name: &'static str,
        /// What it should have been.
        expected: &'static str,
    },
    /// The request is not signed by who knows the token: forged, or the token differs.
    #[error("{parameter} does not match: forged, or the token is not the one configured at WeChat")]
    WrongSignature {
        /// Which signature was checked.
        parameter: &'static str,
    },
    /// An encrypted push reached a callback configured as plain.
    #[error("an encrypted push, but the callback is configured as plain")]
    SealedBodyRefused,
    /// A readable push reached a callback configured to accept encrypted ones only.
    #[error("a plain push, but the callback accepts encrypted ones only")]
    PlainBodyRefused,
    /// The mode signs and no token was given.
    #[error("this mode needs the token of the server configuration")]
    MissingToken,
    /// The mode encrypts and no key was given.
    #[error("this mode needs an EncodingAESKey")]
    MissingAesKey,
    /// The reply is to be sealed with a key this callback does not have (any more).
    #[error("the key that opened the push is gone")]
    KeyGone,
    /// The body is larger than any push.
    #[error("the body has {len} bytes, at most {BODY_MAX_BYTES} are read")]
    BodyTooLarge {
        /// Length found.
        len: usize,
    },
    /// An encrypted push without `Encrypt`.
    #[error("Encrypt is missing from the body")]
    MissingEncrypt,
    /// `Encrypt` is not base64.
    #[error("Encrypt is not base64")]
    Base64,
    /// The cipher text is not a positive number of blocks.
    #[error("the cipher text has {len} bytes, not a multiple of 16")]
    CipherLength {
        /// Length found.
        len: usize,
    },
    /// The padding is not 1 to 32 equal bytes: the key differs, or the text was altered.
    #[error("bad padding: the EncodingAESKey is not the one configured at WeChat")]
    Padding,
    /// The inner length points outside the decrypted text.
    #[error("the message claims {claimed} bytes, {available} are there")]
    MessageLength {
        /// What the length field says.
        claimed: u32,
        /// What follows it.
        available: usize,
    },
    /// The decrypted push belongs to another account.
    #[error("the push is for another appid")]
    WrongAppId,
    /// Verified and decrypted, but not a message.
    #[error(transparent)]
    Inbound(#[from] InboundError),
}

impl CallbackError {
    /// Whether the request failed before anything proved that it came from WeChat.
    #[must_use]
    pub const fn is_unauthenticated(&self) -> bool {
        matches!(
            self,
            Self::Query(_)
                | Self::MissingParameter { .. }
                | Self::BadParameter { .. }
                | Self::WrongSignature { .. }
                | Self::SealedBodyRefused
                | Self::PlainBodyRefused
                | Self::MissingEncrypt
        )
    }

    /// The HTTP status to refuse the request with: 401 without proof of origin, 413 for size, 500 for a fault of our
    /// own, 400 otherwise. The body stays empty.
    #[must_use]
    pub const fn http_status(&self) -> u16 {
        match self {
            Self::BodyTooLarge { .. } => 413,
            Self::MissingToken | Self::MissingAesKey | Self::KeyGone => 500,
            error if error.is_unauthenticated() => 401,
            _ => 400,
        }
    }
}
