//! Clauses about expectations: where one fails, nothing happens.

use super::world::World;
use super::{Harness, Scene};
use crate::change::{Commit, Expect, Fact};
use crate::person::Address;

/// With `holding` the change is kept, with `failing` it is a conflict that leaves nothing behind; before a crash and
/// after it.
fn guards<H: Harness>(
    prepare: impl Fn(&World<H>),
    holding: impl Fn(&World<H>) -> Expect,
    failing: impl Fn(&World<H>) -> Vec<Expect>,
) {
    for crashed in [false, true] {
        let mut world = World::<H>::open();
        prepare(&world);
        if crashed {
            world.reopen();
        }
        let before = world.everything();
        for expect in failing(&world) {
            let change = world.change().expecting(expect.clone()).with(Fact::Seen(world.carol, 50_000));
            assert_eq!(world.commit(change), Commit::Conflict, "{expect:?}");
        }
        assert_eq!(world.everything(), before);
        let change = world.change().expecting(holding(&world));
        world.expect_kept(change.with(Fact::Seen(world.carol, 50_000)));
        assert_eq!(world.see(world.carol).last_seen_ms, 50_000);
    }
}

/// [`Expect::PushUnseen`] holds for a new push; a seen one is a repeat and no conflict.
pub fn push_unseen<H: Harness>() {
    guards::<H>(|_| (), |w| Expect::PushUnseen(w.new_push()), |_| Vec::new());
    let world = World::<H>::open();
    let seen = world.change().expecting(Expect::PushUnseen(world.push));
    assert!(matches!(world.commit(seen), Commit::Repeat(_)));
}

/// [`Expect::NoPerson`].
pub fn no_person<H: Harness>() {
    let at = |name: &str| Address::official_account(super::scene::APP, name);
    guards::<H>(|_| (), |_| Expect::NoPerson(at("o-nobody")), |_| vec![Expect::NoPerson(at("o-alice"))]);
    let scene = Scene::<H>::open();
    scene.person("o-alice");
    let elsewhere = Address::official_account("wx-another-app", "o-alice");
    let there = scene.change().expecting(Expect::NoPerson(elsewhere));
    scene.expect_kept(there);
}

/// [`Expect::Person`]: exactly this version of somebody who is there.
pub fn person_version<H: Harness>() {
    guards::<H>(
        |w| drop(w.keep([Fact::Heard(w.alice, 9_000)])),
        |w| Expect::Person(w.alice, w.see(w.alice).version),
        |w| {
            let version = w.see(w.alice).version;
            let nobody = crate::UserKey(w.key());
            vec![
                Expect::Person(w.alice, version - 1),
                Expect::Person(w.alice, version + 1),
                Expect::Person(nobody, 0),
            ]
        },
    );
}

/// [`Expect::Conversation`]: exactly this version of a conversation that is there.
pub fn conversation_version<H: Harness>() {
    let version = |w: &World<H>| w.live().conversations[0].version;
    guards::<H>(
        |w| {
            w.say(w.alice, "and to you");
        },
        |w| Expect::Conversation(w.talk, version(w)),
        |w| {
            let nowhere = crate::ConversationKey(w.key());
            vec![
                Expect::Conversation(w.talk, version(w) - 1),
                Expect::Conversation(w.talk, version(w) + 1),
                Expect::Conversation(nowhere, 0),
            ]
        },
    );
}

/// [`Expect::Ticket`]: it waits, in this generation.
pub fn ticket_generation<H: Harness>() {
    guards::<H>(
        |w| drop(w.keep([Fact::TouchTicket(w.ticket)])),
        |w| Expect::Ticket(w.ticket, 1),
        |w| {
            let nobodys = crate::TicketKey(w.key());
            vec![Expect::Ticket(w.ticket, 0), Expect::Ticket(w.ticket, 2), Expect::Ticket(nobodys, 0)]
        },
    );
}

/// [`Expect::Bottle`]: it is afloat, at this version.
pub fn bottle_version<H: Harness>() {
    let key = crate::BottleKey(1_000);
    guards::<H>(
        |w| {
            let bottle = crate::Bottle { key, ..super::bottles::bottle(w, w.alice, 3_000) };
            w.keep([Fact::ThrowBottle(bottle)]);
            w.keep([Fact::ReadBottle(key, w.bob, 4_000)]);
        },
        |_| Expect::Bottle(key, 1),
        |w| {
            let nobodys = crate::BottleKey(w.key());
            vec![Expect::Bottle(key, 0), Expect::Bottle(key, 2), Expect::Bottle(nobodys, 0)]
        },
    );
}

/// [`Expect::NoBlock`].
pub fn no_block<H: Harness>() {
    guards::<H>(
        |w| drop(w.keep([Fact::Block(w.bob, w.alice)])),
        |w| Expect::NoBlock(w.bob, w.carol),
        |w| vec![Expect::NoBlock(w.alice, w.bob), Expect::NoBlock(w.bob, w.alice)],
    );
}
