//! Clauses about changes as a whole: all or nothing.

use super::world::World;
use super::{Harness, Scene};
use crate::Body;
use crate::change::{Commit, Expect, Fact};
use crate::conversation::{End, EndReason, Member, Message};
use crate::keys::{ConversationKey, DeliveryKey, FlightKey, MessageKey, TicketKey, UserKey};
use crate::lane::{Delivery, DeliveryState, Flight};
use crate::person::{Opaque, Seat};
use crate::receipt::Stage;
use crate::text::Text;

/// A long change whose last fact is impossible leaves nothing behind, not for the next start either.
pub fn the_last_fact_undoes_the_first<H: Harness>() {
    let mut world = World::<H>::open();
    let before = world.everything();
    let (push, ticket) = (world.new_push(), TicketKey(world.key()));
    let dora = world.stranger("o-dora");
    let facts = [
        Fact::RecordPush(world.receipt(push, world.alice, 9_000)),
        Fact::SettlePush(world.push, Stage::Done, None),
        Fact::AddPerson(Box::new(dora.clone())),
        Fact::Seen(world.alice, 9_000),
        Fact::AppendMessage(world.next_message(world.talk, world.alice, "and to you")),
        Fact::AddDelivery(world.delivery(world.bob, world.line, "and to you")),
        Fact::MoveDelivery(world.alice, world.owed, DeliveryState::Sent),
        Fact::OpenTicket(world.wish(ticket, dora.key)),
        Fact::CloseTicket(world.ticket),
        Fact::EndConversation(world.talk, End { at_ms: 9_000, reason: EndReason::Left, by: None }),
        Fact::Block(world.alice, world.bob),
        Fact::ErasePerson(world.carol),
        Fact::ThrowBottle(super::bottles::bottle(&world, world.alice, 3_000)),
        Fact::PutMemo(crate::Memo { app: "wx1".into(), name: "menu".into(), value: Opaque::default() }),
    ];
    let change = facts.into_iter().fold(world.change(), crate::ChangeSet::with);
    world.refuse(change.clone().with(Scene::<H>::impossible()));
    for crashed in [false, true] {
        if crashed {
            world.reopen();
        }
        assert_eq!(world.everything(), before);
        let arrival = crate::Scope::arrival(push, dora.address.clone());
        assert_eq!(world.load(&arrival), crate::Snapshot::default());
    }
    // The same facts without the impossible one are possible.
    let change = crate::ChangeSet { epoch: world.boot.epoch, ..change };
    world.expect_kept(change);
}

/// The version of whatever a commit touches grows by one, however many facts it has; nothing else's version changes.
pub fn versions_grow_by_one<H: Harness>() {
    let mut world = World::<H>::open();
    let versions = |w: &World<H>| {
        let talk = w.live().conversations[0].version;
        (w.see(w.alice).version, w.see(w.bob).version, w.see(w.carol).version, talk)
    };
    let (alice, bob, carol, talk) = versions(&world);
    world.keep([
        Fact::Seen(world.alice, 9_000),
        Fact::Heard(world.alice, 9_000),
        Fact::AddDelivery(world.delivery(world.alice, world.line, "once more")),
        Fact::MoveDelivery(world.alice, world.owed, DeliveryState::Sent),
    ]);
    assert_eq!(versions(&world), (alice + 1, bob, carol, talk));
    let said = world.next_message(world.talk, world.bob, "still there?");
    let part = Member { lines: 2, ..Member::new(world.bob, "deer", 900, 1_000) };
    world.keep([Fact::AppendMessage(said), Fact::PutMember(world.talk, part), Fact::Seen(world.bob, 9_000)]);
    assert_eq!(versions(&world), (alice + 1, bob + 1, carol, talk + 1));
    world.reopen();
    assert_eq!(versions(&world), (alice + 1, bob + 1, carol, talk + 1));
    let changed = world.keep([Fact::Seen(world.alice, 9_500)]);
    assert_eq!(changed.people[0].version, alice + 2, "a commit tells the new version");
    assert_eq!(versions(&world), (alice + 2, bob + 1, carol, talk + 1));
}

/// Facts apply in their order, and a later one sees the earlier ones of its change.
pub fn facts_apply_in_order<H: Harness>() {
    let mut world = World::<H>::open();
    let (first, second) = (Opaque("first".into()), Opaque("second".into()));
    let one = world.next_message(world.talk, world.alice, "one");
    let two = Message {
        key: MessageKey(world.key()),
        seq: one.seq + 1,
        previous: Some(one.key),
        body: Body::from("two"),
        ..one.clone()
    };
    let dora = world.stranger("o-dora");
    let hello = world.notice(dora.key, "hello");
    world.keep([
        Fact::PutWindow(world.alice, first),
        Fact::PutWindow(world.alice, second.clone()),
        Fact::AppendMessage(one),
        Fact::AppendMessage(two),
        Fact::AddPerson(Box::new(dora.clone())),
        Fact::AddDelivery(hello.clone()),
        Fact::MoveDelivery(dora.key, hello.key, DeliveryState::Sent),
        Fact::AddDelivery(Delivery { key: DeliveryKey(world.key()), ..hello }),
    ]);
    for crashed in [false, true] {
        if crashed {
            world.reopen();
        }
        assert_eq!(world.see(world.alice).window, second);
        let said: Vec<_> = world.messages(world.talk).into_iter().map(|m| m.body).collect();
        assert_eq!(said, ["two", "one", "good evening"].map(Body::from));
        assert_eq!(world.see(dora.key).lane.queue.len(), 1);
    }
}

/// A fact about somebody or something that is not there is a conflict: nothing appears by accident.
pub fn nothing_appears_by_accident<H: Harness>() {
    let mut world = World::<H>::open();
    let nobody = UserKey(world.key());
    let nowhere = ConversationKey(world.key());
    for crashed in [false, true] {
        if crashed {
            world.reopen();
        }
        let before = world.everything();
        let mut facts = facts_about(&world, nobody);
        facts.extend([
            Fact::SettlePush(world.new_push(), Stage::Done, None),
            Fact::TouchTicket(TicketKey(world.key())),
            Fact::SetOpening(TicketKey(world.key()), Text::from("hello")),
            Fact::CloseTicket(TicketKey(world.key())),
            Fact::PutMember(nowhere, Member::new(world.alice, "fox", 900, 1_000)),
            Fact::AppendMessage(Message {
                conversation: nowhere,
                ..world.next_message(world.talk, world.alice, "hello?")
            }),
            Fact::EndConversation(nowhere, End { at_ms: 9_000, reason: EndReason::Idle, by: None }),
            Fact::MoveDelivery(world.alice, DeliveryKey(world.key()), DeliveryState::Sent),
            Fact::MoveDelivery(world.bob, world.owed, DeliveryState::Sent),
            Fact::CountUnknown(world.bob, world.owed),
            Fact::ReadBottle(crate::BottleKey(world.key()), world.bob, 9_000),
        ]);
        for fact in facts {
            world.refuse(world.change().with(fact));
        }
        assert_eq!(world.everything(), before);
    }
}

/// Every fact that speaks of one person.
pub(super) fn facts_about<H: Harness>(world: &World<H>, user: UserKey) -> Vec<Fact> {
    vec![
        Fact::ErasePerson(user),
        Fact::SetFollowing(user, true, 9_000),
        Fact::SetLanguage(user, "en".into()),
        Fact::Seen(user, 9_000),
        Fact::Heard(user, 9_000),
        Fact::PutReminder(user, Some(9_000)),
        Fact::PutWindow(user, Opaque::default()),
        Fact::PutSeat(user, Seat::Idle),
        Fact::PutPrompt(user, None),
        Fact::PutPartners(user, Vec::new()),
        Fact::PutHand(user, None),
        Fact::PutLetters(user, Vec::new()),
        Fact::RenewLine(user, world.owed, Body::from("late"), 9_000),
        Fact::ThrowBottle(super::bottles::bottle(world, user, 9_000)),
        Fact::AddDelivery(world.delivery(user, world.line, "late")),
        Fact::AddDelivery(world.notice(user, "late")),
        Fact::MoveDelivery(user, world.owed, DeliveryState::Sent),
        Fact::CountUnknown(user, world.owed),
        Fact::PutOffer(user, None),
        Fact::PutFlight(user, None),
    ]
}

/// A change without facts is kept when its expectations hold.
pub fn an_empty_change_commits<H: Harness>() {
    let world = World::<H>::open();
    let before = world.everything();
    let version = world.see(world.alice).version;
    let changed = world.expect_kept(world.change().expecting(Expect::Person(world.alice, version)));
    assert_eq!(changed, crate::Changed::default());
    let stale = world.change().expecting(Expect::Person(world.alice, version + 1));
    assert_eq!(world.commit(stale), Commit::Conflict);
    assert_eq!(world.everything(), before);
}

/// Keys up to [`MAX_KEY`](crate::MAX_KEY) are kept, larger ones are a conflict.
pub fn keys_have_a_limit<H: Harness>() {
    let mut world = World::<H>::open();
    let facts = |key: u64| {
        let mut dora = world.stranger("o-dora");
        dora.key = UserKey(key);
        let said = world.next_message(world.talk, world.alice, "far away");
        let owed = world.delivery(world.alice, world.line, "far away");
        let flight = Flight { key: FlightKey(key), deliveries: vec![], charged_ms: 4_000 };
        let pair = super::world::pair(ConversationKey(key), world.alice, world.bob);
        [
            Fact::AddPerson(Box::new(dora)),
            Fact::AppendMessage(Message { key: MessageKey(key), ..said }),
            Fact::AddDelivery(Delivery { key: DeliveryKey(key), ..owed }),
            Fact::PutFlight(world.bob, Some(flight)),
            Fact::OpenTicket(world.wish(TicketKey(key), world.bob)),
            Fact::BeginConversation(pair),
            Fact::Block(UserKey(key), world.bob),
            Fact::ThrowBottle(crate::Bottle {
                key: crate::BottleKey(key),
                ..super::bottles::bottle(&world, world.alice, 4_000)
            }),
            Fact::RecordPush(world.receipt(world.new_push(), UserKey(key), 4_000)),
        ]
    };
    let before = world.everything();
    for fact in facts(crate::MAX_KEY + 1).into_iter().chain(facts(u64::MAX)) {
        world.refuse(world.change().with(fact));
    }
    assert_eq!(world.everything(), before);
    let largest = facts(crate::MAX_KEY);
    world.keep(largest);
    let after = world.everything();
    world.reopen();
    assert_eq!(world.everything(), after);
    assert_eq!(world.boot.last_key, crate::MAX_KEY);
}
