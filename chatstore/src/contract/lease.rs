//! Clauses about the lease, the server's key, and the marks that keys and times must not fall behind.

use super::world::World;
use super::{Harness, Scene};
use crate::change::{ChangeSet, Fact};
use crate::conversation::{End, EndReason};
use crate::error::StoreError;
use crate::keys::{DeliveryKey, FlightKey, TicketKey};
use crate::lane::{DeliveryState, Flight};

/// After a second boot the first one's changes are refused, whatever they say, and leave nothing behind.
pub fn a_second_boot_fences_the_first<H: Harness>() {
    let mut world = World::<H>::open();
    let old = world.boot.epoch;
    let new = world.run(world.store().boot([9; 32])).expect("a second boot").epoch;
    assert!(new > old);
    let before = world.everything();
    for crashed in [false, true] {
        let current = if crashed {
            world.reopen();
            world.boot.epoch
        } else {
            new
        };
        let late = ChangeSet::new(old).with(Fact::Seen(world.alice, 9_000));
        match world.run(world.store().commit(late)) {
            Err(StoreError::Fenced { ours, current: now }) => assert_eq!((ours, now), (old, current)),
            other => panic!("not fenced: {other:?}"),
        }
        assert_eq!(world.everything(), before);
    }
    world.keep([Fact::Seen(world.alice, 9_000)]);
}

/// Every boot takes a larger epoch, also over crashes.
pub fn epochs_survive<H: Harness>() {
    let mut scene = Scene::<H>::open();
    let mut last = scene.boot.epoch;
    for _ in 0..3 {
        scene.reopen();
        assert!(scene.boot.epoch > last);
        last = scene.boot.epoch;
    }
}

/// The first candidate becomes the server's key and stays it.
pub fn the_server_key_is_stable<H: Harness>() {
    let mut scene = Scene::<H>::open();
    assert_eq!(scene.boot.server_key.0, [1; 32]);
    let again = scene.run(scene.store().boot([9; 32])).expect("a second boot");
    assert_eq!(again.server_key.0, [1; 32]);
    scene.reopen();
    assert_eq!(scene.boot.server_key.0, [1; 32]);
}

/// A boot tells the largest key and time of each kind of row; in an empty store both are 0.
pub fn high_water<H: Harness>() {
    let empty = Scene::<H>::open();
    assert_eq!((empty.boot.last_key, empty.boot.last_ms), (0, 0));
    type Make<H> = fn(&World<H>, u64, i64) -> Fact;
    let rows: [Make<H>; 9] = [
        |w, key, at| {
            let mut dora = w.stranger("o-dora");
            (dora.key.0, dora.last_seen_ms) = (key, at);
            Fact::AddPerson(Box::new(dora))
        },
        |w, key, at| {
            let mut pair = super::world::pair(crate::ConversationKey(key), w.alice, w.bob);
            pair.started_ms = at;
            Fact::BeginConversation(pair)
        },
        |w, key, at| {
            let mut said = w.next_message(w.talk, w.alice, "and to you");
            (said.key.0, said.at_ms) = (key, at);
            Fact::AppendMessage(said)
        },
        |w, key, at| {
            let mut owed = w.delivery(w.alice, w.line, "once more");
            (owed.key.0, owed.accepted_ms) = (key, at);
            Fact::AddDelivery(owed)
        },
        |w, key, at| {
            let mut wish = w.wish(TicketKey(key), w.bob);
            wish.born_ms = at;
            Fact::OpenTicket(wish)
        },
        |w, key, at| {
            Fact::PutFlight(w.bob, Some(Flight { key: FlightKey(key), deliveries: vec![], charged_ms: at }))
        },
        |w, key, at| {
            let mut bottle = super::bottles::bottle(w, w.alice, at);
            bottle.key.0 = key;
            Fact::ThrowBottle(bottle)
        },
        |w, _, at| {
            let what = crate::InHand::Letter(w.talk);
            Fact::PutHand(w.bob, Some(crate::Hand { what, since_ms: at }))
        },
        |w, _, at| Fact::RecordPush(w.receipt(w.new_push(), w.bob, at)),
    ];
    for (number, row) in rows.into_iter().enumerate() {
        let mut world = World::<H>::open();
        let (key, at_ms) = (5_000, 88_000);
        let fact = row(&world, key, at_ms);
        let has_key = !matches!(fact, Fact::RecordPush(_) | Fact::PutHand(..));
        world.keep([fact]);
        world.reopen();
        assert!(!has_key || world.boot.last_key == key, "row {number}: {}", world.boot.last_key);
        assert_eq!(world.boot.last_ms, at_ms, "row {number}");
    }
}

/// A key whose row was removed is never given out again: what still speaks of it must not meet somebody else.
pub fn removed_keys_are_not_given_out_again<H: Harness>() {
    let mut world = World::<H>::open();
    let dora = world.person("o-dora");
    let ticket = TicketKey(world.key());
    world.keep([Fact::OpenTicket(world.wish(ticket, dora))]);
    let notice = world.notice(dora, "nobody came");
    let last: DeliveryKey = notice.key;
    world.keep([Fact::AddDelivery(notice)]);
    world.keep([Fact::MoveDelivery(dora, last, DeliveryState::Sent), Fact::CloseTicket(ticket)]);
    world.keep([Fact::ErasePerson(dora)]);
    let end = End { at_ms: 9_000, reason: EndReason::Idle, by: None };
    world.keep([Fact::EndConversation(world.talk, end)]);
    world.reopen();
    assert!(world.boot.last_key >= last.0);
}
