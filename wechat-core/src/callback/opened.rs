//! A push that was verified and read.

use std::fmt;

use super::cipher::Plain;
use super::error::CallbackError;
use super::query::Query;
use crate::inbound::{Format, Inbound, Push};

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

/// A body that is what the platform sent, and not yet read. From [`Callback::verify`](super::Callback::verify).
///
/// `Debug` shows neither words nor nonce.
pub struct Verified<'b> {
    body: Body<'b>,
    sealing: Sealing,
    signed_at: Option<i64>,
    nonce: Option<String>,
}

/// Where the words are.
pub(super) enum Body<'b> {
    AsItCame(&'b [u8]),
    Decrypted(Plain),
}

impl<'b> Verified<'b> {
    /// What a signature vouches for.
    pub(super) fn signed(body: Body<'b>, sealing: Sealing, query: &Query<'_>) -> Result<Self, CallbackError> {
        let nonce = query.required("nonce")?.to_owned();
        Ok(Self { body, sealing, signed_at: Some(query.seconds()?), nonce: Some(nonce) })
    }

    /// What the way it came vouches for.
    pub(super) const fn trusted(body: &'b [u8], sealing: Sealing) -> Self {
        Self { body: Body::AsItCame(body), sealing, signed_at: None, nonce: None }
    }

    /// The readable body: decrypted where it was sealed, else as it came.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        match &self.body {
            Body::AsItCame(body) => body,
            Body::Decrypted(plain) => plain.message(),
        }
    }

    /// How to wrap the answer.
    #[must_use]
    pub const fn sealing(&self) -> Sealing {
        self.sealing
    }

    /// When WeChat signed this delivery, in seconds; a retry has a later one. `None` in cloud hosting.
    #[must_use]
    pub const fn signed_at(&self) -> Option<i64> {
        self.signed_at
    }

    /// The delivery's nonce, to be used in the answer. `None` in cloud hosting.
    #[must_use]
    pub fn nonce(&self) -> Option<&str> {
        self.nonce.as_deref()
    }

    /// Reads whatever it is, notices without a sender included.
    ///
    /// # Errors
    ///
    /// [`CallbackError::Inbound`] with the field or place at fault.
    pub fn push(&self) -> Result<Push, CallbackError> {
        Ok(Push::parse(self.body())?)
    }

    pub(super) fn open(self) -> Result<Opened, CallbackError> {
        let inbound = Inbound::parse(self.body())?;
        let timestamp = self.signed_at.unwrap_or_else(|| inbound.created_at.as_secs());
        Ok(Opened { inbound, sealing: self.sealing, timestamp, nonce: self.nonce.unwrap_or_default() })
    }
}

impl fmt::Debug for Verified<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verified")
            .field("sealing", &self.sealing)
            .field("signed_at", &self.signed_at)
            .field("bytes", &self.body().len())
            .finish_non_exhaustive()
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
    /// When WeChat signed this delivery, in seconds; a retry has a later one. In cloud hosting, where nothing is
    /// signed, the time of the push itself.
    pub timestamp: i64,
    /// The delivery's nonce, to be used in the answer; empty in cloud hosting.
    pub nonce: String,
}
