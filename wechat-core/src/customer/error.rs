//! Why a message cannot be sent.

/// A message that WeChat would refuse.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MessageError {
    /// A text that must not be empty is (44004).
    #[error("{field} is empty")]
    Empty {
        /// The member at fault.
        field: &'static str,
    },
    /// A text is too long (45002); [`crate::text::split`] cuts it.
    #[error("{field} has {bytes} bytes, at most {max} are accepted")]
    TooLong {
        /// The member at fault.
        field: &'static str,
        /// Bytes of UTF-8 found.
        bytes: usize,
        /// Bytes allowed.
        max: usize,
    },
}
