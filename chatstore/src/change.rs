//! A change: what a decision expects and the facts it adds, all or nothing.

use crate::body::Body;
use crate::bottle::{Bottle, Hand};
use crate::conversation::{Conversation, End, Member, Message};
use crate::keys::{BottleKey, ConversationKey, DeliveryKey, Epoch, PushKey, TicketKey, UserKey};
use crate::lane::{Delivery, DeliveryState, Flight, Offer};
use crate::memo::Memo;
use crate::person::{Address, Opaque, Partner, Person, Prompt, Seat};
use crate::receipt::{Receipt, Stage};
use crate::text::Text;
use crate::ticket::Ticket;
use std::sync::Arc;

/// What a decision expects to be still true, and the facts to add. A store commits all of it or nothing.
///
/// ```
/// use chatstore::{ChangeSet, Epoch, Expect, PushKey};
/// let change = ChangeSet::new(Epoch(1)).expecting(Expect::PushUnseen(PushKey([0; 16])));
/// assert!(change.facts.is_empty());
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct ChangeSet {
    /// The lease under which the decision was made.
    pub epoch: Epoch,
    /// What must still be true.
    pub expect: Vec<Expect>,
    /// What becomes true, in this order.
    pub facts: Vec<Fact>,
}

impl ChangeSet {
    /// An empty change.
    pub fn new(epoch: Epoch) -> Self {
        Self { epoch, expect: Vec::new(), facts: Vec::new() }
    }

    /// Adds an expectation.
    pub fn expecting(mut self, expect: Expect) -> Self {
        self.expect.push(expect);
        self
    }

    /// Adds a fact.
    pub fn with(mut self, fact: Fact) -> Self {
        self.facts.push(fact);
        self
    }
}

/// Something that must still be true when the change is committed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Expect {
    /// This push has no receipt. A push that has one gives [`Commit::Repeat`], not a conflict.
    PushUnseen(PushKey),
    /// Nobody has this address.
    NoPerson(Address),
    /// The person is at this version.
    Person(UserKey, u64),
    /// The conversation is at this version.
    Conversation(ConversationKey, u64),
    /// The ticket waits in this generation.
    Ticket(TicketKey, u32),
    /// Neither has blocked the other.
    NoBlock(UserKey, UserKey),
    /// The bottle is at this version.
    Bottle(BottleKey, u64),
}

/// Something that becomes true.
///
/// A fact about a person, conversation, ticket or delivery that is not there makes the commit a conflict: nothing
/// is ever created by accident, so a push that arrives late never brings back an erased person.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Fact {
    /// A push was accepted.
    RecordPush(Receipt),
    /// A push came further; its reply replaces the one kept. The reply to a person who is not there is dropped.
    SettlePush(PushKey, Stage, Option<Body>),
    /// A person appeared.
    AddPerson(Box<Person>),
    /// A person's data, the ticket they wait with, their bottles, the replies to them and everything on its way to
    /// them are removed. Blocks stay, and so does what they said to others, under a number that leads nowhere.
    ErasePerson(UserKey),
    /// They follow, or stopped following (with the time).
    SetFollowing(UserKey, bool, i64),
    /// They chose a language (BCP 47).
    SetLanguage(UserKey, Arc<str>),
    /// They were seen at this time; an earlier time than the one kept changes nothing.
    Seen(UserKey, i64),
    /// They were heard at this time by our clock; an earlier time than the one kept changes nothing.
    Heard(UserKey, i64),
    /// When they want to be called, in ms.
    PutReminder(UserKey, Option<i64>),
    /// Their send window's data.
    PutWindow(UserKey, Opaque),
    /// What they are doing.
    PutSeat(UserKey, Seat),
    /// The question put to them.
    PutPrompt(UserKey, Option<Prompt>),
    /// What they said of themselves and whom they would like to meet.
    PutPreferences(UserKey, Opaque),
    /// Their past partners.
    PutPartners(UserKey, Vec<Partner>),
    /// What they have in hand.
    PutHand(UserKey, Option<Hand>),
    /// The exchanges of letters they are in.
    PutLetters(UserKey, Vec<ConversationKey>),
    /// Something is on its way. Its key must be larger than every key in that lane.
    AddDelivery(Delivery),
    /// A delivery came further; a final state takes it out of the lane.
    MoveDelivery(UserKey, DeliveryKey, DeliveryState),
    /// One more push of the delivery stayed without a known outcome.
    CountUnknown(UserKey, DeliveryKey),
    /// What the platform keeps of a line was given to it anew at this time, in ms: from now on the line says this.
    RenewLine(UserKey, DeliveryKey, Body, i64),
    /// The open offer of a lane.
    PutOffer(UserKey, Option<Offer>),
    /// The push under way of a lane.
    PutFlight(UserKey, Option<Flight>),
    /// A wish to meet someone. The owner's seat is a fact of its own.
    OpenTicket(Ticket),
    /// What the owner of a ticket says first.
    SetOpening(TicketKey, Text),
    /// What kind of partner the owner of a ticket asks for.
    PutWish(TicketKey, Opaque),
    /// The ticket goes to its next generation.
    TouchTicket(TicketKey),
    /// The wish was fulfilled, withdrawn or is over.
    CloseTicket(TicketKey),
    /// A conversation begins.
    BeginConversation(Conversation),
    /// A member's part changed.
    PutMember(ConversationKey, Member),
    /// A line was accepted; its `seq` must follow the conversation's last, and its key be larger. A message key is
    /// never used twice.
    AppendMessage(Message),
    /// The conversation ended. A second end is a conflict.
    EndConversation(ConversationKey, End),
    /// The first wants never to meet the second again. Repeating it changes nothing.
    Block(UserKey, UserKey),
    /// A bottle is thrown. Its owner must be there.
    ThrowBottle(Bottle),
    /// Somebody picks a bottle at this time, in ms. Whoever owns it or has picked it before cannot.
    ReadBottle(BottleKey, UserKey, i64),
    /// A reader throws it back: it may be picked by others again. Repeating it changes nothing.
    ReturnBottle(BottleKey, UserKey),
    /// One more letter answered it.
    AnswerBottle(BottleKey),
    /// It is gone.
    SinkBottle(BottleKey),
    /// Something is remembered about an account.
    PutMemo(Memo),
}

/// What a commit came to.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Commit {
    /// Everything is kept and will survive a crash.
    Committed(Changed),
    /// Something was no longer as expected. Nothing changed: load and decide again.
    Conflict,
    /// The push had been accepted before. Nothing changed.
    Repeat(Receipt),
}

/// The new state of what a commit touched.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changed {
    /// People, as they are now. An erased person is not among them.
    pub people: Vec<Arc<Person>>,
    /// Conversations, as they are now.
    pub conversations: Vec<Arc<Conversation>>,
    /// Tickets that wait, as they are now.
    pub tickets: Vec<Arc<Ticket>>,
}
