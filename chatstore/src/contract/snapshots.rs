//! Clauses about snapshots: what a [`Scope`] shows.

use super::Harness;
use super::world::{World, talk};
use crate::change::Fact;
use crate::conversation::{End, EndReason};
use crate::keys::{ConversationKey, UserKey};
use crate::lane::{Content, Delivery, DeliveryState};
use crate::person::{Address, Seat};
use crate::scope::{Scope, Snapshot};

/// An empty scope, unknown keys and unknown addresses show nothing.
pub fn of_nobody<H: Harness>() {
    let mut world = World::<H>::open();
    for crashed in [false, true] {
        if crashed {
            world.reopen();
        }
        assert_eq!(world.load(&Scope::default()), Snapshot::default());
        assert_eq!(world.load(&Scope::people([UserKey(world.key())])), Snapshot::default());
        let address = Address::official_account(super::scene::APP, "o-nobody");
        assert_eq!(world.load(&Scope::arrival(world.new_push(), address)), Snapshot::default());
    }
}

/// A person is found by their whole address: app, channel and name.
pub fn by_address<H: Harness>() {
    let mut world = World::<H>::open();
    let app = super::scene::APP;
    for crashed in [false, true] {
        if crashed {
            world.reopen();
        }
        let find = |app, name| {
            let address = Some(Address::official_account(app, name));
            world.load(&Scope { address, ..Scope::default() })
        };
        let seen = find(app, "o-carol");
        assert_eq!(seen.addressee, Some(world.carol));
        assert_eq!(seen.ticket_of(world.carol).map(|t| t.key), Some(world.ticket));
        assert_eq!(find("wx-another-app", "o-carol").addressee, None);
        assert_eq!(find(app, "O-CAROL").addressee, None, "names in WeChat are told apart by case");
        assert_eq!(find(app, "o-caro").addressee, None);
    }
}

/// A push that was seen shows its receipt, beside whatever else is asked for.
pub fn by_push<H: Harness>() {
    let mut world = World::<H>::open();
    let scope = Scope::arrival(world.push, Address::official_account(super::scene::APP, "o-bob"));
    for crashed in [false, true] {
        if crashed {
            world.reopen();
        }
        let seen = world.load(&scope);
        assert_eq!(seen.receipt, Some(world.receipt(world.push, world.alice, 2_000)));
        assert_eq!(seen.addressee, Some(world.bob));
    }
}

/// A conversation that is asked for is shown with its members, and these with their own neighbourhood; also when it has
/// ended and nobody sits in it any more.
pub fn by_conversation<H: Harness>() {
    let mut world = World::<H>::open();
    let dora = world.person("o-dora");
    let end = End { at_ms: 7_000, reason: EndReason::Next, by: Some(world.alice) };
    world.keep([
        Fact::EndConversation(world.talk, end),
        Fact::PutSeat(world.alice, Seat::Idle),
        Fact::MoveDelivery(world.alice, world.owed, DeliveryState::Sent),
    ]);
    let second = talk(&world, world.bob, dora);
    let scope = Scope { conversations: vec![world.talk], ..Scope::default() };
    for crashed in [false, true] {
        if crashed {
            world.reopen();
        }
        let seen = world.load(&scope);
        assert_eq!(seen.conversations.get(&world.talk).and_then(|c| c.ended), Some(end));
        assert_eq!(seen.conversations.keys().copied().collect::<Vec<_>>(), [world.talk, second]);
        assert_eq!(seen.people.keys().copied().collect::<Vec<_>>(), [world.alice, world.bob, dora]);
    }
    let nowhere = Scope { conversations: vec![ConversationKey(world.key())], ..Scope::default() };
    assert_eq!(world.load(&nowhere), Snapshot::default());
}

/// Whom those asked for have blocked, and who has blocked them.
pub fn blocks_by_and_of_those_asked_for<H: Harness>() {
    let mut world = World::<H>::open();
    world.keep([
        Fact::Block(world.alice, world.carol),
        Fact::Block(world.bob, world.alice),
        Fact::Block(world.bob, world.carol),
    ]);
    for crashed in [false, true] {
        if crashed {
            world.reopen();
        }
        let mut blocks = world.load(&Scope::people([world.alice])).blocks;
        blocks.sort_unstable();
        assert_eq!(blocks, [(world.alice, world.carol), (world.bob, world.alice)]);
    }
}

/// Somebody is shown with the conversation they are in, those their undelivered lines and notices come from, and the
/// members of all of them.
pub fn shows_the_neighbourhood<H: Harness>() {
    let mut world = World::<H>::open();
    let (dora, emil) = (world.person("o-dora"), world.person("o-emil"));
    let end = End { at_ms: 7_000, reason: EndReason::Next, by: Some(world.alice) };
    world.keep([
        Fact::EndConversation(world.talk, end),
        Fact::PutSeat(world.alice, Seat::Idle),
        Fact::PutSeat(world.bob, Seat::Idle),
    ]);
    let second = talk(&world, world.alice, dora);
    let third = talk(&world, dora, emil);
    let mut notice = world.notice(world.alice, "they left");
    if let Content::Notice(notice) = &mut notice.content {
        notice.conversation = Some(third);
    }
    world.keep([
        Fact::AddDelivery(notice),
        Fact::Block(world.bob, world.alice),
        Fact::Block(world.alice, emil),
    ]);
    for crashed in [false, true] {
        if crashed {
            world.reopen();
        }
        let seen = world.load(&Scope::people([world.alice]));
        let conversations: Vec<_> = seen.conversations.keys().copied().collect();
        assert_eq!(conversations, [world.talk, second, third]);
        let people: Vec<_> = seen.people.keys().copied().collect();
        assert_eq!(people, [world.alice, world.bob, dora, emil]);
        assert_eq!(seen.conversation_of(world.alice).map(|c| c.key), Some(second));
        assert_eq!(seen.person(world.alice).expect("she is there").lane.queue.len(), 2);
        assert!(seen.blocks.contains(&(world.alice, emil)));
        let both = world.load(&Scope::people([world.alice, world.bob]));
        assert!(
            both.blocks.contains(&(world.bob, world.alice)) && both.blocks.contains(&(world.alice, emil))
        );
    }
}

/// The neighbours' own neighbourhood is not shown: a snapshot does not grow over the whole town.
pub fn shows_no_more_than_that<H: Harness>() {
    let mut world = World::<H>::open();
    let dora = world.person("o-dora");
    let second = talk(&world, world.bob, dora);
    let to_bob = Delivery { to: world.bob, ..world.notice(world.bob, "hello") };
    world.keep([Fact::AddDelivery(to_bob)]);
    for crashed in [false, true] {
        if crashed {
            world.reopen();
        }
        let seen = world.load(&Scope::people([world.alice]));
        assert!(seen.person(world.bob).is_some_and(|bob| bob.seat == Seat::Talking(second)));
        assert!(!seen.conversations.contains_key(&second) && seen.person(dora).is_none());
        assert!(seen.tickets.is_empty() && seen.person(world.carol).is_none());
    }
}

/// After a crash also those are found who had nothing left to do, and a change about them needs no load before it.
pub fn untouched_people_are_found_after_a_crash<H: Harness>() {
    let mut world = World::<H>::open();
    let people: Vec<_> = (0..20).map(|n| world.person(&format!("o-{n}"))).collect();
    world.reopen();
    world.keep([Fact::Seen(people[7], 9_000)]);
    assert_eq!(world.see(people[7]).last_seen_ms, 9_000);
    let seen = world.load(&Scope::people(people.clone()));
    assert_eq!(seen.people.keys().copied().collect::<Vec<_>>(), people);
    let end = End { at_ms: 7_000, reason: EndReason::Idle, by: None };
    world.keep([
        Fact::EndConversation(world.talk, end),
        Fact::PutSeat(world.alice, Seat::Idle),
        Fact::PutSeat(world.bob, Seat::Idle),
    ]);
    world.reopen();
    world.refuse(world.change().with(Fact::EndConversation(world.talk, end)));
}
