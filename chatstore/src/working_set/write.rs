//! What makes a commit durable: rows for a backend to write.

use crate::body::Body;
use crate::bottle::Bottle;
use crate::conversation::{Conversation, Message};
use crate::keys::{BottleKey, DeliveryKey, PushKey, TicketKey, UserKey};
use crate::lane::Delivery;
use crate::memo::Memo;
use crate::person::Person;
use crate::receipt::{Receipt, Stage};
use crate::ticket::Ticket;
use std::sync::Arc;

/// One row to write. Writes are idempotent puts and removals, so of several puts of one row in a batch only the last
/// needs writing. Exhaustive on purpose: a backend that does not know a row must not compile.
#[derive(Clone, Debug, PartialEq)]
pub enum Write {
    /// A person's row, without the lane's queue. It is left out where the rows of deliveries tell what changed.
    Person(Arc<Person>),
    /// A person's row goes, and with it every row of their lane.
    PersonGone(UserKey),
    /// A conversation's row.
    Conversation(Arc<Conversation>),
    /// A ticket's row.
    Ticket(Arc<Ticket>),
    /// A ticket's row goes.
    TicketGone(TicketKey),
    /// A message, always new.
    Message(Message),
    /// A delivery's row, and the version that its recipient has now. It is left out where the offer in the person's row
    /// tells what changed. [`put_in_lane`](super::put_in_lane) puts together again what was left out.
    Delivery(Arc<Delivery>, u64),
    /// A delivery's row goes.
    DeliveryGone(DeliveryKey),
    /// A receipt, always new.
    Receipt(Receipt),
    /// A receipt came further.
    ReceiptSettled(PushKey, Stage, Option<Body>),
    /// A receipt's reply content goes.
    ReplyGone(PushKey),
    /// A receipt goes.
    ReceiptGone(PushKey),
    /// A block: who, whom.
    Block(UserKey, UserKey),
    /// A bottle's row.
    Bottle(Arc<Bottle>),
    /// A bottle's row goes.
    BottleGone(BottleKey),
    /// A memo's row.
    Memo(Memo),
}

impl Write {
    /// The largest key this row brings, and the latest time in ms: what [`Boot`](crate::Boot) must not fall behind.
    #[must_use]
    pub fn high_water(&self) -> (u64, i64) {
        match self {
            Self::Person(person) => {
                let flight = person.lane.flight.as_ref();
                let key = person.key.0.max(flight.map_or(0, |f| f.key.0));
                (key, person_ms(person).max(flight.map_or(0, |f| f.charged_ms)))
            }
            Self::Conversation(conversation) => (conversation.key.0, conversation_ms(conversation)),
            Self::Ticket(ticket) => (ticket.key.0, ticket.born_ms),
            Self::Message(message) => (message.key.0, message.at_ms),
            Self::Delivery(delivery, _) => (delivery.key.0, delivery.accepted_ms),
            Self::Receipt(receipt) => (0, receipt.at_ms),
            Self::Bottle(bottle) => {
                let read = bottle.readers.iter().map(|reader| reader.read_ms);
                (bottle.key.0, read.fold(bottle.thrown_ms, i64::max))
            }
            Self::PersonGone(_)
            | Self::TicketGone(_)
            | Self::DeliveryGone(_)
            | Self::ReceiptSettled(..)
            | Self::ReplyGone(_)
            | Self::ReceiptGone(_)
            | Self::Block(..)
            | Self::BottleGone(_)
            | Self::Memo(_) => (0, 0),
        }
    }
}

fn person_ms(person: &Person) -> i64 {
    let offer = person.lane.offer.as_ref();
    let times = [
        person.unfollowed_ms,
        person.prompt.as_ref().map(|p| p.asked_ms),
        person.hand.map(|hand| hand.since_ms),
        offer.map(|o| o.opened_ms),
        offer.and_then(|o| o.written_ms),
        offer.and_then(|o| o.missed_ms),
    ];
    times
        .into_iter()
        .flatten()
        .fold(person.last_seen_ms.max(person.heard_ms).max(person.created_ms), i64::max)
}

fn conversation_ms(conversation: &Conversation) -> i64 {
    let ended = conversation.ended.map_or(conversation.started_ms, |e| e.at_ms);
    let lines = conversation.members.iter().map(|m| m.last_line_ms.max(m.asked_ms.unwrap_or(0)));
    lines.fold(ended.max(conversation.started_ms), i64::max)
}
