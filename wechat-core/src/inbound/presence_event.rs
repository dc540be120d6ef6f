//! `subscribe`, `unsubscribe`, `SCAN` and `ENTER`: people come and go.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Receiving_event_pushes.html>

use super::error::InboundError;
use super::read::Reader;
use crate::redact::redacted_debug;

/// The user followed the account.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Subscribe {
    /// How they came (`EventKey`), as written; see [`Subscribe::source`].
    pub event_key: Option<String>,
    /// Exchanges for the picture of the scanned code (`Ticket`).
    pub ticket: Option<String>,
}

/// How somebody came to follow.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SubscribeSource<'a> {
    /// Nothing is said about it.
    Plain,
    /// Through a code with this scene (`qrscene_…`, the prefix removed).
    Scene(&'a str),
    /// After a payment with this transaction (`last_trade_no_…`, the prefix removed).
    Payment(&'a str),
    /// Something else, as written.
    Other(&'a str),
}

/// The user unfollowed: every grant is gone, and their data is to be removed. May arrive more than once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unsubscribe {}

/// The user opened the talk with the account. Old clients only; it grants nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Enter {}

/// A follower scanned a code of the account.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Scan {
    /// The scene of the code (`EventKey`, without any prefix).
    pub scene: String,
    /// Exchanges for the picture of the code (`Ticket`).
    pub ticket: Option<String>,
}

impl Subscribe {
    /// A follow out of the blue.
    #[must_use]
    pub const fn new() -> Self {
        Self { event_key: None, ticket: None }
    }

    /// What the event key means. An empty one means nothing.
    ///
    /// ```
    /// use wechat_core::inbound::{Subscribe, SubscribeSource};
    /// let mut follow = Subscribe::new();
    /// follow.event_key = Some("qrscene_room42".into());
    /// assert!(follow.source() == SubscribeSource::Scene("room42"));
    /// ```
    #[must_use]
    pub fn source(&self) -> SubscribeSource<'_> {
        let Some(key) = self.event_key.as_deref() else { return SubscribeSource::Plain };
        if let Some(scene) = key.strip_prefix("qrscene_") {
            SubscribeSource::Scene(scene)
        } else if let Some(trade) = key.strip_prefix("last_trade_no_") {
            SubscribeSource::Payment(trade)
        } else {
            SubscribeSource::Other(key)
        }
    }

    pub(super) fn read(fields: Reader<'_>) -> Result<Self, InboundError> {
        Ok(Self { event_key: fields.line(&["EventKey"])?, ticket: fields.line(&["Ticket"])? })
    }
}

impl Default for Subscribe {
    fn default() -> Self {
        Self::new()
    }
}

impl Unsubscribe {
    /// An unfollow.
    #[must_use]
    pub const fn new() -> Self {
        Self {}
    }

    pub(super) const fn read(_fields: Reader<'_>) -> Result<Self, InboundError> {
        Ok(Self {})
    }
}

impl Enter {
    pub(super) const fn read(_fields: Reader<'_>) -> Result<Self, InboundError> {
        Ok(Self {})
    }
}

impl Scan {
    /// A scanned code.
    #[must_use]
    pub fn new(scene: impl Into<String>) -> Self {
        Self { scene: scene.into(), ticket: None }
    }

    pub(super) fn read(fields: Reader<'_>) -> Result<Self, InboundError> {
        Ok(Self { scene: fields.line(&["EventKey"])?.unwrap_or_default(), ticket: fields.line(&["Ticket"])? })
    }
}

impl std::fmt::Debug for SubscribeSource<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Plain => "Plain",
            Self::Scene(_) => "Scene(…)",
            Self::Payment(_) => "Payment(…)",
            Self::Other(_) => "Other(…)",
        })
    }
}

redacted_debug!(Subscribe);
redacted_debug!(Scan);
