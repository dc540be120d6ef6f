//! Why a reply cannot be sent.

/// A reply that WeChat would refuse, or of which the user would see nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReplyError {
    /// A text that must not be empty is.
    #[error("{field} is empty")]
    Empty {
        /// The element at fault.
        field: &'static str,
    },
    /// A text is too long; [`crate::text::split`] cuts it.
    #[error("{field} has {bytes} bytes, at most {max} are shown")]
    TooLong {
        /// The element at fault.
        field: &'static str,
        /// Bytes of UTF-8 found.
        bytes: usize,
        /// Bytes allowed.
        max: usize,
    },
    /// More or fewer articles than WeChat shows.
    #[error("{count} articles, exactly 1 is shown")]
    Articles {
        /// How many there are.
        count: usize,
    },
}
