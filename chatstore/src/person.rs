//! A person: who they are to the app, where they sit, and their lane.

use crate::bottle::Hand;
use crate::keys::{ConversationKey, TicketKey, UserId, UserKey};
use crate::lane::Lane;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// How a person is reached: the app they use, the channel, and their name there (an openid, a socket's user, a
/// gateway contact). `Debug` shows the app and the channel only.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Address {
    /// The account the person uses, such as an AppID. Several apps may live in one database.
    pub app: Arc<str>,
    /// The kind of channel.
    pub channel: Channel,
    /// The person's name in that channel; for WeChat the openid.
    pub peer: Arc<str>,
}

impl Address {
    /// An address in an official account.
    #[must_use]
    pub fn official_account(app: &str, openid: &str) -> Self {
        Self { app: app.into(), channel: Channel::OfficialAccount, peer: openid.into() }
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Address")
            .field("app", &self.app)
            .field("channel", &self.channel)
            .finish_non_exhaustive()
    }
}

/// A way to reach a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Channel {
    /// A WeChat official account (公众号, 服务号).
    OfficialAccount,
}

/// One person, with everything a decision about them needs. One version guards all of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// The key inside this database.
    pub key: UserKey,
    /// The opaque name that may leave the server.
    pub id: UserId,
    /// How to reach them.
    pub address: Address,
    /// Grows by one with each commit that touches this person.
    pub version: u64,
    /// When they first appeared, in ms.
    pub created_ms: i64,
    /// Whether they follow the account now.
    pub following: bool,
    /// When they stopped following, in ms; the start of the time to erasure.
    pub unfollowed_ms: Option<i64>,
    /// BCP 47 tag of the language they chose; `None` until they choose.
    pub language: Option<Arc<str>>,
    /// The largest time of a push from them by the platform's clock, in ms.
    pub last_seen_ms: i64,
    /// When they were last heard by our clock, in ms: what was accepted for them earlier they did not have yet.
    pub heard_ms: i64,
    /// When they asked to be called, in ms.
    pub reminder_ms: Option<i64>,
    /// The send window's data. Its arithmetic lives with the protocol, the store only keeps it.
    pub window: Opaque,
    /// What they are doing.
    pub seat: Seat,
    /// A question that was put to them and may be answered by a short word.
    pub prompt: Option<Prompt>,
    /// What they said of themselves and whom they would like to meet. The service reads it, the store only keeps it.
    #[serde(default)]
    pub preferences: Opaque,
    /// The last people they talked with, oldest first.
    pub partners: Vec<Partner>,
    /// What they have in hand, to answer it by letter.
    #[serde(default)]
    pub hand: Option<Hand>,
    /// The exchanges of letters they are in, oldest first.
    #[serde(default)]
    pub letters: Vec<ConversationKey>,
    /// What is on its way to them.
    pub lane: Lane,
}

impl Person {
    /// A person who has just appeared: following nobody's rules yet, idle, nothing on the way.
    #[must_use]
    pub fn new(key: UserKey, id: UserId, address: Address, created_ms: i64) -> Self {
        Self {
            key,
            id,
            address,
            version: 0,
            created_ms,
            following: true,
            unfollowed_ms: None,
            language: None,
            last_seen_ms: created_ms,
            heard_ms: created_ms,
            reminder_ms: None,
            window: Opaque::default(),
            seat: Seat::Idle,
            prompt: None,
            preferences: Opaque::default(),
            partners: Vec::new(),
            hand: None,
            letters: Vec::new(),
            lane: Lane::default(),
        }
    }
}

/// Data of a higher floor that the store keeps without looking inside (serialised by its owner).
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Opaque(pub Arc<str>);

/// Its owner knows whether it may be printed; here it may not.
impl fmt::Debug for Opaque {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Opaque({} bytes)", self.0.len())
    }
}

/// What a person is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Seat {
    /// Neither waiting nor talking.
    #[default]
    Idle,
    /// In the queue with this ticket.
    Waiting(TicketKey),
    /// In this conversation.
    Talking(ConversationKey),
}

/// A question that was put to a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prompt {
    /// Which question, named by the service.
    pub kind: Box<str>,
    /// When it was asked, in ms. An answer counts for a few minutes only.
    pub asked_ms: i64,
}

/// A past partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partner {
    /// Who.
    pub user: UserKey,
    /// When the conversation began, in ms.
    pub met_ms: i64,
}
