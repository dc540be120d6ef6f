//! Why session data is refused.

use super::Watermark;

/// Session data that cannot be believed. Contains nothing of the data.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SessionError {
    /// The signature is not of this raw data and key.
    #[error("the signature is not of this raw data and session key")]
    WrongSignature,
    /// A blank where base64 has none: a `+` that became a space on its way, because the client sent it in a form or a
    /// URL without escaping it. Send JSON.
    #[error("{field}: a + became a blank on its way: send it as JSON, or escaped")]
    PlusBecameBlank {
        /// The field at fault.
        field: &'static str,
    },
    /// Not base64.
    #[error("{field} is not base64")]
    Base64 {
        /// The field at fault.
        field: &'static str,
    },
    /// The wrong number of bytes: a key and an `iv` have 16, sealed data some sixteens.
    #[error("{field} has {len} bytes, which is impossible")]
    Length {
        /// The field at fault.
        field: &'static str,
        /// Bytes found.
        len: usize,
    },
    /// The key does not open it: as a rule the user has logged in since, and there is a newer one.
    #[error("the session key does not open it: let the client log in and ask again")]
    NotOpened,
    /// It was opened and is no JSON object with a watermark.
    #[error("the opened data has no watermark")]
    NoWatermark,
    /// It was sealed for another app.
    #[error("sealed for another app ({})", .0.app_id)]
    ForeignApp(Watermark),
    /// It was sealed too long ago: perhaps by somebody who kept it.
    #[error("sealed {age_secs} seconds ago, at most {max_secs} are accepted")]
    TooOld {
        /// Seconds since it was sealed.
        age_secs: i64,
        /// Seconds accepted.
        max_secs: i64,
    },
    /// It was sealed in the future: a clock is wrong.
    #[error("sealed {ahead_secs} seconds in the future: a clock is wrong")]
    FromTheFuture {
        /// Seconds until it will have been sealed.
        ahead_secs: i64,
    },
    /// It does not say what was asked for.
    #[error("the opened data is not of that kind")]
    OtherKind,
}
