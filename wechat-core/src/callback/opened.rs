//! A push that was verified and read.

use super::error::CallbackError;
use super::query::Query;
use crate::Inbound;
use crate::inbound::Format;

/// Which of a callback's keys opened a push.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeySlot {
    /// The configured key.
    Current,
    /// The key before it.
    Previous,
}

/// How the answer to a push must be wrapped. Small; keep it beside the push until the answer is ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sealing {
    key: Option<KeySlot>,
    format: Format,
}

impl Sealing {
    /// No wrapping.
    #[must_use]
    pub const fn plain(format: Format) -> Self {
        Self { key: None, format }
    }

    /// Encryption with that key.
    #[must_use]
    pub const fn sealed(key: KeySlot, format: Format) -> Self {
        Self { key: Some(key), format }
    }

    /// The key to encrypt with, if any.
    #[must_use]
    pub const fn key(&self) -> Option<KeySlot> {
        self.key
    }

    /// The format of push and answer.
    #[must_use]
    pub const fn format(&self) -> Format {
        self.format
    }
}

/// What [`Callback::open`](super::Callback::open) found.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Opened {
    /// The push.
    pub inbound: Inbound,
    /// How to wrap the answer.
    pub sealing: Sealing,
    /// When WeChat signed this delivery, in seconds; a retry has a later one.
    pub timestamp: i64,
    /// The delivery's nonce, to be used in the answer.
    pub nonce: String,
}

impl Opened {
    pub(super) fn new(inbound: Inbound, sealing: Sealing, query: &Query<'_>) -> Result<Self, CallbackError> {
        let nonce = query.required("nonce")?.to_owned();
        Ok(Self { inbound, sealing, timestamp: query.seconds()?, nonce })
    }
}
