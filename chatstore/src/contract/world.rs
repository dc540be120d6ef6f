//! A world: a store in the middle of an evening, for clauses about single facts.

use super::{Harness, Scene};
use crate::Body;
use crate::change::Fact;
use crate::conversation::{Conversation, Member, Message};
use crate::keys::{ConversationKey, DeliveryKey, MessageKey, PushKey, TicketKey, UserKey};
use crate::lane::{Content, Delivery, DeliveryState, Line, Notice, Rank};
use crate::person::{Opaque, Seat};
use crate::receipt::{Receipt, Stage};
use crate::scope::{Scope, Snapshot};
use crate::store::Live;
use crate::text::Text;
use crate::ticket::Ticket;
use std::ops::{Deref, DerefMut};

/// Alice and Bob talk; Bob wrote a line that is on its way to Alice; Carol waits; Alice's push has a receipt.
#[derive(Debug)]
pub struct World<H> {
    scene: Scene<H>,
    /// Talks with Bob, and is owed his line.
    pub alice: UserKey,
    /// Talks with Alice.
    pub bob: UserKey,
    /// Waits.
    pub carol: UserKey,
    /// Where Alice and Bob talk.
    pub talk: ConversationKey,
    /// What Bob said.
    pub line: MessageKey,
    /// Bob's line on its way to Alice.
    pub owed: DeliveryKey,
    /// Carol's wish.
    pub ticket: TicketKey,
    /// Alice's push.
    pub push: PushKey,
}

impl<H> Deref for World<H> {
    type Target = Scene<H>;
    fn deref(&self) -> &Scene<H> {
        &self.scene
    }
}

impl<H> DerefMut for World<H> {
    fn deref_mut(&mut self) -> &mut Scene<H> {
        &mut self.scene
    }
}

/// Everything a store shows of a world.
pub(super) type Everything = (Snapshot, Live, Vec<Message>);

impl<H: Harness> World<H> {
    /// The world, in a fresh store.
    pub fn open() -> Self {
        let scene = Scene::<H>::open();
        let (alice, bob, carol) = (scene.person("o-alice"), scene.person("o-bob"), scene.person("o-carol"));
        let talk = talk(&scene, alice, bob);
        let mut world = Self {
            alice,
            bob,
            carol,
            talk,
            line: MessageKey(0),
            owed: DeliveryKey(0),
            ticket: TicketKey(scene.key()),
            push: Scene::<H>::push(scene.key()),
            scene,
        };
        world.line = world.say(bob, "good evening");
        world.owed = world.owe(alice, world.line, "good evening");
        world.keep([
            Fact::OpenTicket(world.wish(world.ticket, carol)),
            Fact::PutSeat(carol, Seat::Waiting(world.ticket)),
            Fact::RecordPush(world.receipt(world.push, alice, 2_000)),
        ]);
        world
    }

    /// Everything the store shows.
    pub(super) fn everything(&self) -> Everything {
        let mut scope = Scope::people([self.alice, self.bob, self.carol]);
        scope.push = Some(self.push);
        (self.load(&scope), self.live(), self.messages(self.talk))
    }

    /// Somebody's line in the talk.
    pub fn say(&self, sender: UserKey, text: &str) -> MessageKey {
        let message = self.next_message(self.talk, sender, text);
        let key = message.key;
        self.keep([Fact::AppendMessage(message)]);
        key
    }

    /// A line that follows the last one.
    pub fn next_message(&self, conversation: ConversationKey, sender: UserKey, text: &str) -> Message {
        let snapshot = self.load(&Scope::people([self.alice, self.bob, self.carol]));
        let talk = snapshot.conversations.get(&conversation).expect("it goes on");
        Message {
            key: MessageKey(self.key()),
            conversation,
            seq: talk.seq + 1,
            previous: talk.last_message,
            sender,
            at_ms: 3_000,
            body: Body::from(text),
        }
    }

    /// A new delivery of a line of the talk.
    pub fn delivery(&self, to: UserKey, message: MessageKey, text: &str) -> Delivery {
        let line = Line {
            message,
            conversation: self.talk,
            sender: self.bob,
            alias: "deer".into(),
            body: Body::from(text),
            part: 0,
            parts: 1,
            renewed_ms: None,
        };
        Delivery {
            key: DeliveryKey(self.key()),
            to,
            accepted_ms: 3_000,
            content: Content::Line(line),
            state: DeliveryState::Pending,
            unknown: 0,
        }
    }

    /// A new notice.
    pub fn notice(&self, to: UserKey, text: &str) -> Delivery {
        let kind = "partner-left".into();
        let notice = Notice { kind, rank: Rank::Essential, text: Text::from(text), conversation: None };
        Delivery { content: Content::Notice(notice), ..self.delivery(to, self.line, "") }
    }

    /// Puts a line on its way.
    pub fn owe(&self, to: UserKey, message: MessageKey, text: &str) -> DeliveryKey {
        let delivery = self.delivery(to, message, text);
        let key = delivery.key;
        self.keep([Fact::AddDelivery(delivery)]);
        key
    }

    /// A receipt with a reply.
    pub fn receipt(&self, push: PushKey, user: UserKey, at_ms: i64) -> Receipt {
        Receipt { push, user, at_ms, stage: Stage::Accepted, reply: Some(Body::from("looking for somebody")) }
    }

    /// A ticket.
    pub fn wish(&self, key: TicketKey, user: UserKey) -> Ticket {
        Ticket {
            key,
            user,
            app: super::scene::APP.into(),
            generation: 0,
            born_ms: 2_500,
            expires_ms: 600_000,
            opening: Some(Text::from("tired today")),
            wish: Opaque::default(),
        }
    }

    /// A push that has no receipt.
    pub fn new_push(&self) -> PushKey {
        Scene::<H>::push(self.key())
    }
}

/// Begins a conversation of two and seats them.
pub(super) fn talk<H: Harness>(scene: &Scene<H>, one: UserKey, other: UserKey) -> ConversationKey {
    let key = ConversationKey(scene.key());
    scene.keep([
        Fact::BeginConversation(pair(key, one, other)),
        Fact::PutSeat(one, Seat::Talking(key)),
        Fact::PutSeat(other, Seat::Talking(key)),
    ]);
    key
}

/// A conversation of two.
pub(super) fn pair(key: ConversationKey, one: UserKey, other: UserKey) -> Conversation {
    let members = vec![Member::new(one, "fox", 900, 1_000), Member::new(other, "deer", 900, 1_000)];
    Conversation::new(key, members, 1_000)
}

/// The fact is seen once it is committed, also after a crash; where its change is refused, nothing of it is seen.
pub(super) fn kept<H: Harness>(fact: impl Fn(&World<H>) -> Fact, seen: impl Fn(&World<H>) -> bool) {
    let mut world = World::<H>::open();
    let fact = fact(&world);
    let before = world.everything();
    assert!(!seen(&world), "seen before it happened");

    world.refuse(world.change().with(fact.clone()).with(Scene::<H>::impossible()));
    assert_eq!(world.everything(), before, "a refused change left something behind");
    world.reopen();
    assert_eq!(world.everything(), before, "a refused change left something behind for the next start");

    world.keep([fact]);
    assert!(seen(&world), "not seen after the commit");
    let after = world.everything();
    world.reopen();
    assert!(seen(&world), "not seen after a crash");
    assert_eq!(world.everything(), after, "the crash changed something else");
}
