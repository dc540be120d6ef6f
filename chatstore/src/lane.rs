//! A lane: the deliveries on their way to one person, in the order they were accepted.

use crate::body::Body;
use crate::keys::{ConversationKey, DeliveryKey, FlightKey, MessageKey, PushKey, UserKey};
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What is on its way to one person. Part of [`Person`](crate::Person) and guarded by its version.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Lane {
    /// The passive reply that may or may not have been seen. At most one is open.
    pub offer: Option<Offer>,
    /// The push that is under way. At most one is.
    pub flight: Option<Flight>,
    /// Deliveries that are not settled, by key. Kept in rows of their own.
    #[serde(skip)]
    pub queue: Vec<Arc<Delivery>>,
}

impl Lane {
    /// The delivery with this key, if it is still owed.
    #[must_use]
    pub fn get(&self, key: DeliveryKey) -> Option<&Arc<Delivery>> {
        self.queue.binary_search_by_key(&key, |d| d.key).ok().and_then(|at| self.queue.get(at))
    }
}

/// Lines and notices that were put into a passive reply: nobody tells us whether it was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The push it answers.
    pub push: PushKey,
    /// What it carries.
    pub deliveries: Vec<DeliveryKey>,
    /// When the offer was made, in ms.
    pub opened_ms: i64,
    /// When the response body of an attempt had been written to its end, in ms.
    pub written_ms: Option<i64>,
    /// When an attempt was last seen to fail, in ms.
    pub missed_ms: Option<i64>,
}

/// A push that was decided, charged and handed to the channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flight {
    /// Its name; an outcome must carry the same one.
    pub key: FlightKey,
    /// What it carries.
    pub deliveries: Vec<DeliveryKey>,
    /// When it was decided and charged to the window, in ms.
    pub charged_ms: i64,
}

/// One line or notice on its way to one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// Its place in the lane.
    pub key: DeliveryKey,
    /// The recipient.
    pub to: UserKey,
    /// When it was accepted, in ms.
    pub accepted_ms: i64,
    /// What it says.
    pub content: Content,
    /// How far it came.
    pub state: DeliveryState,
    /// Pushes of it whose outcome stayed unknown.
    pub unknown: u8,
}

/// What a delivery says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Content {
    /// A partner's line, or a part of one that was too long for a message.
    Line(Line),
    /// Something the system says.
    Notice(Notice),
}

/// A partner's line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The message it shows.
    pub message: MessageKey,
    /// The conversation it belongs to.
    pub conversation: ConversationKey,
    /// Who wrote it.
    pub sender: UserKey,
    /// The name the recipient knows the sender by.
    pub alias: Arc<str>,
    /// What it says, or this part of it where a text is too long for one message.
    pub body: Body,
    /// Which part, from 0.
    pub part: u16,
    /// How many parts the line has.
    pub parts: u16,
    /// When what the platform keeps of it was given to the platform anew, in ms; `None` until it was.
    #[serde(default)]
    pub renewed_ms: Option<i64>,
}

/// Something the system says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Which notice, named by the service.
    pub kind: Box<str>,
    /// What it may cost.
    pub rank: Rank,
    /// The text in the recipient's language.
    pub text: Text,
    /// The conversation it speaks of.
    pub conversation: Option<ConversationKey>,
}

/// What a notice may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Rank {
    /// Only ever rides on a free reply or beside a partner's line.
    Rider,
    /// The answer to the person's own word: leads the reply to it, else it is pushed like a line.
    Answer,
    /// Must be known: may spend the slot that lines leave free.
    Essential,
}

/// How far a delivery came. A settled one leaves the lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum DeliveryState {
    /// Waits for its turn.
    Pending,
    /// Cannot go now.
    Held(Hold),
    /// In the passive reply to this push.
    Offered(PushKey),
    /// In the push under way.
    InFlight(FlightKey),
    /// Shown, as far as the platform lets us know. Final.
    Sent,
    /// Will never be shown. Final.
    Undeliverable(Why),
}

impl DeliveryState {
    /// Whether the delivery is settled and leaves the lane.
    #[must_use]
    pub fn is_final(self) -> bool {
        matches!(self, Self::Sent | Self::Undeliverable(_))
    }
}

/// Why a delivery cannot go now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Hold {
    /// The send window is closed or used up.
    Window,
    /// The outcome of two pushes stayed unknown: it waits for the next free reply.
    Unknown,
}

/// Why a delivery will never be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Why {
    /// The recipient no longer follows the account, or has blocked the sender.
    Left,
    /// It waited too long.
    Expired,
    /// The sender was erased.
    Withdrawn,
    /// A notice whose moment has passed.
    Stale,
}
