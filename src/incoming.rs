//! What comes in from a channel, in the service's own words.

use crate::shared;
use chatstore::{Address, Body, Text};
use std::fmt;
use wechat_core::inbound::{DedupKey, Event, Inbound, InboundKind};
use wechat_core::send_window::GrantClass;

/// One push, as the service understands it. Made from a channel's own type, such as
/// [`from_official_account`](Self::from_official_account).
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Incoming {
    /// Who it is from.
    pub address: Address,
    /// The same for every attempt of one push.
    pub dedup: DedupKey,
    /// When the person did it, by the platform's clock, in ms.
    pub created_ms: i64,
    /// The right to push that it gives, if any.
    pub grant: Option<GrantClass>,
    /// What it is.
    pub kind: IncomingKind,
}

impl fmt::Debug for Incoming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Incoming")
            .field("kind", &self.kind)
            .field("grant", &self.grant)
            .finish_non_exhaustive()
    }
}

/// What a push is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum IncomingKind {
    /// The person followed the account.
    Followed,
    /// The person stopped following.
    Unfollowed,
    /// The person typed a line, or tapped an item that counts as one.
    Said(Text),
    /// The person tapped the account's menu; the text is the item's key.
    Tapped(Text),
    /// The person sent something that is passed on as it is: never a command.
    Shared(Body),
    /// The person sent a sticker, which WeChat keeps to itself.
    Sticker,
    /// The person sent something that cannot be passed on.
    Unsupported,
    /// Something happened that asks for no answer.
    Other,
}

impl Incoming {
    /// A push of an official account's callback.
    ///
    /// ```
    /// use driftbottle::{Incoming, IncomingKind, wechat_core};
    /// use wechat_core::inbound::{Inbound, InboundKind, Text};
    /// use wechat_core::{AccountId, MsgId, OpenId, Timestamp};
    ///
    /// let text = InboundKind::Text(Text::new(MsgId::parse("7")?, "hello"));
    /// let account = AccountId::new("gh_0a1b2c3d4e5f")?;
    /// let person = OpenId::new("oExample_openid_of_a_person")?;
    /// let push = Inbound::new(account, person, Timestamp::from_secs(1_790_000_000), text);
    /// let incoming = Incoming::from_official_account("wx0123456789abcdef", &push);
    /// assert!(matches!(incoming.kind, IncomingKind::Said(_)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn from_official_account(app: &str, push: &Inbound) -> Self {
        Self {
            address: Address::official_account(app, push.from.as_str()),
            dedup: push.dedup_key(),
            created_ms: push.created_at.as_millis(),
            grant: push.grants(),
            kind: kind(&push.kind),
        }
    }
}

fn kind(kind: &InboundKind) -> IncomingKind {
    match kind {
        InboundKind::Text(text) if text.is_unsupported_sticker() => IncomingKind::Sticker,
        InboundKind::Text(text) => IncomingKind::Said(Text::from(text.content.as_str())),
        InboundKind::Event(event) => match event {
            Event::Subscribe(_) => IncomingKind::Followed,
            Event::Unsubscribe(_) => IncomingKind::Unfollowed,
            Event::Click(click) => IncomingKind::Tapped(Text::from(click.key.as_str())),
            _ => IncomingKind::Other,
        },
        kind => shared::body(kind).map_or(IncomingKind::Unsupported, IncomingKind::Shared),
    }
}
