//! Why a webhook cannot be built or served.

use std::net::SocketAddr;

/// A configuration that cannot work, or a listener that fails.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WebhookError {
    /// No account was given.
    #[error("a webhook needs at least one account")]
    NoAccount,
    /// The path of an account is not a plain absolute path.
    #[error("{path:?} is not a callback path: it begins with / and has letters, digits and . _ ~ - only")]
    InvalidPath {
        /// The path given.
        path: String,
    },
    /// Two accounts share a path.
    #[error("two accounts at {path:?}")]
    DuplicatePath {
        /// The path given twice.
        path: String,
    },
    /// A bound that would let nothing through.
    #[error("{name} is zero")]
    ZeroLimit {
        /// Name of the setting.
        name: &'static str,
    },
    /// The deadlines are not in the order accept, answer, claimed, written, or the first is zero.
    #[error("the deadlines must be positive and in the order accept, answer, claimed, written")]
    DeadlineOrder,
    /// A text to be answered at a deadline is empty or too long for a reply.
    #[error("the text of {name} has {bytes} bytes, 1 to 2048 are possible")]
    DeadlineText {
        /// Name of the setting.
        name: &'static str,
        /// Bytes of UTF-8 found.
        bytes: usize,
    },
    /// An account in plain mode would be served beyond this machine: whoever sees one request can forge others.
    #[error(
        "{path:?} is in plain mode and {address} is not loopback: use the secure mode, or call allow_plain()"
    )]
    PlainOutsideLoopback {
        /// Path of the account.
        path: String,
        /// Where it would have listened.
        address: SocketAddr,
    },
    /// The listener failed.
    #[error("the listener failed")]
    Listener(#[from] std::io::Error),
}
