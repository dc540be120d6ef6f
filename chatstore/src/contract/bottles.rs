//! Clauses about bottles.

use super::world::{World, kept};
use super::{Harness, Scene};
use crate::bottle::{Bottle, Hand, InHand, Reader};
use crate::change::Fact;
use crate::keys::{BottleKey, ConversationKey, UserKey};
use crate::scope::{Scope, Sea};
use std::sync::Arc;

/// A bottle of somebody's.
pub(super) fn bottle<H: Harness>(scene: &Scene<H>, owner: UserKey, thrown_ms: i64) -> Bottle {
    let key = BottleKey(scene.key());
    Bottle::new(key, super::scene::APP, owner, "is anybody there?", thrown_ms, thrown_ms + 10_000)
}

/// Alice's bottle, thrown.
fn thrown<H: Harness>(world: &World<H>) -> BottleKey {
    let bottle = bottle(world, world.alice, 3_000);
    let key = bottle.key;
    world.keep([Fact::ThrowBottle(bottle)]);
    key
}

fn see<H: Harness>(scene: &Scene<H>, owner: UserKey, key: BottleKey) -> Option<Arc<Bottle>> {
    scene.load(&Scope::people([owner])).bottles.get(&key).cloned()
}

fn sea(at_ms: i64, readers: usize, limit: usize) -> Option<Sea> {
    Some(Sea { app: super::scene::APP.into(), at_ms, readers, limit })
}

fn afloat<H: Harness>(scene: &Scene<H>, user: UserKey, at_ms: i64, readers: usize) -> Vec<BottleKey> {
    let seen = scene.load(&Scope { sea: sea(at_ms, readers, 9), ..Scope::people([user]) });
    assert!(seen.afloat.iter().all(|key| seen.bottles.contains_key(key)), "what is afloat is shown");
    seen.afloat
}

/// [`Fact::ThrowBottle`]: once, and by somebody who is there.
pub fn throw_bottle<H: Harness>() {
    let key = BottleKey(1_000);
    let throw = |w: &World<H>| Bottle { key, ..bottle(w, w.alice, 3_000) };
    kept::<H>(|w| Fact::ThrowBottle(throw(w)), |w| see(w, w.alice, key).as_deref() == Some(&throw(w)));
    let mut world = World::<H>::open();
    let again = Bottle { key: thrown(&world), ..bottle(&world, world.bob, 4_000) };
    let nobodys = bottle(&world, UserKey(world.key()), 3_000);
    for crashed in [false, true] {
        if crashed {
            world.reopen();
        }
        world.refuse(world.change().with(Fact::ThrowBottle(again.clone())));
        world.refuse(world.change().with(Fact::ThrowBottle(nobodys.clone())));
    }
}

/// [`Fact::ReadBottle`]: not by its owner, and by nobody twice.
pub fn read_bottle<H: Harness>() {
    let mut world = World::<H>::open();
    let key = thrown(&world);
    world.keep([Fact::ReadBottle(key, world.bob, 5_000)]);
    for crashed in [false, true] {
        if crashed {
            world.reopen();
        }
        let readers = see(&world, world.alice, key).expect("it is afloat").readers.clone();
        assert_eq!(readers, [Reader { user: world.bob, read_ms: 5_000, returned: false }]);
        for reader in [world.alice, world.bob] {
            world.refuse(world.change().with(Fact::ReadBottle(key, reader, 6_000)));
        }
    }
    world.keep([Fact::ReadBottle(key, world.carol, 6_000), Fact::ReturnBottle(key, world.carol)]);
    world.reopen();
    world.refuse(world.change().with(Fact::ReadBottle(key, world.carol, 7_000)));
    assert_eq!(see(&world, world.alice, key).expect("it is afloat").kept_by(), 1);
}

/// [`Fact::ReturnBottle`]: by a reader; it counts no longer as kept, and doing it again changes nothing.
pub fn return_bottle<H: Harness>() {
    let mut world = World::<H>::open();
    let key = thrown(&world);
    world.refuse(world.change().with(Fact::ReturnBottle(key, world.bob)));
    world.keep([Fact::ReadBottle(key, world.bob, 5_000)]);
    for _ in 0..2 {
        world.keep([Fact::ReturnBottle(key, world.bob)]);
        world.reopen();
        let bottle = see(&world, world.alice, key).expect("it is afloat");
        assert!(bottle.kept_by() == 0 && bottle.is_read_by(world.bob));
    }
}

/// [`Fact::AnswerBottle`].
pub fn answer_bottle<H: Harness>() {
    let mut world = World::<H>::open();
    let key = thrown(&world);
    world.keep([Fact::AnswerBottle(key), Fact::AnswerBottle(key)]);
    world.reopen();
    assert_eq!(see(&world, world.alice, key).expect("it is afloat").letters, 2);
}

/// [`Fact::SinkBottle`]: it is gone, for whoever still speaks of it too.
pub fn sink_bottle<H: Harness>() {
    let mut world = World::<H>::open();
    let key = thrown(&world);
    world.keep([Fact::SinkBottle(key)]);
    for crashed in [false, true] {
        if crashed {
            world.reopen();
        }
        assert!(see(&world, world.alice, key).is_none() && afloat(&world, world.bob, 5_000, 9).is_empty());
        let late = [
            Fact::SinkBottle(key),
            Fact::AnswerBottle(key),
            Fact::ReadBottle(key, world.bob, 5_000),
            Fact::ReturnBottle(key, world.bob),
        ];
        for fact in late {
            world.refuse(world.change().with(fact));
        }
    }
}

/// A commit that touches a bottle raises its version by one; other bottles' stay.
pub fn bottle_versions<H: Harness>() {
    let mut world = World::<H>::open();
    let (one, other) = (thrown(&world), thrown(&world));
    world.keep([Fact::ReadBottle(one, world.bob, 5_000), Fact::AnswerBottle(one)]);
    for crashed in [false, true] {
        if crashed {
            world.reopen();
        }
        let version = |key| see(&world, world.alice, key).map(|bottle| bottle.version);
        assert_eq!((version(one), version(other)), (Some(1), Some(0)));
    }
}

/// What may be picked: of the app, not one's own, not read before, across no block either way, not sunk, not kept by too
/// many; the least read first, then the oldest; no more than asked for. A stranger may pick any of the app.
pub fn what_is_afloat<H: Harness>() {
    let mut world = World::<H>::open();
    let (dora, emil) = (world.person("o-dora"), world.person("o-emil"));
    let (first, second, third) = (thrown(&world), thrown(&world), thrown(&world));
    let elsewhere = Bottle { app: "wx-another-app".into(), ..bottle(&world, world.alice, 3_000) };
    let old = Bottle { expires_ms: 4_000, ..bottle(&world, world.alice, 3_000) };
    let (blocked, blocking) = (bottle(&world, emil, 3_000), bottle(&world, world.carol, 3_000));
    let (from_emil, from_carol) = (blocked.key, blocking.key);
    world.keep([elsewhere, old, blocked, blocking].map(Fact::ThrowBottle));
    world.keep([Fact::Block(dora, emil), Fact::Block(world.carol, dora)]);
    world.keep([
        Fact::ReadBottle(first, world.bob, 5_000),
        Fact::ReadBottle(second, emil, 5_000),
        Fact::ReturnBottle(second, emil),
        Fact::ReadBottle(third, dora, 5_000),
    ]);
    for crashed in [false, true] {
        if crashed {
            world.reopen();
        }
        assert_eq!(afloat(&world, dora, 5_000, 9), [second, first], "dora has read the third");
        assert_eq!(afloat(&world, dora, 5_000, 1), [second], "bob has kept the first");
        assert_eq!(afloat(&world, world.alice, 5_000, 9), [from_emil, from_carol]);
        assert!(afloat(&world, dora, 13_000, 9).is_empty(), "they have sunk");
        let address = crate::Address::official_account(super::scene::APP, "o-stranger");
        let stranger = Scope { sea: sea(5_000, 9, 3), ..Scope::arrival(world.new_push(), address) };
        assert_eq!(world.load(&stranger).afloat, [second, from_emil, from_carol]);
    }
}

/// A snapshot shows somebody's own bottles, and the one in their hand with its owner; not everybody's.
pub fn bottles_of_the_neighbourhood<H: Harness>() {
    let mut world = World::<H>::open();
    let dora = world.person("o-dora");
    let key = thrown(&world);
    for crashed in [false, true] {
        if crashed {
            world.reopen();
        }
        assert!(world.load(&Scope::people([world.alice])).bottles.contains_key(&key));
        assert!(world.load(&Scope::people([dora])).bottles.is_empty());
        assert!(world.load(&Scope::people([world.bob])).bottles.is_empty(), "not those of whom one talks to");
    }
    let hand = Hand { what: InHand::Bottle(key), since_ms: 5_000 };
    world.keep([Fact::PutHand(dora, Some(hand))]);
    for crashed in [false, true] {
        if crashed {
            world.reopen();
        }
        let seen = world.load(&Scope::people([dora]));
        assert!(seen.bottles.contains_key(&key) && seen.person(world.alice).is_some());
    }
    world.keep([Fact::SinkBottle(key)]);
    assert!(world.load(&Scope::people([dora])).bottles.is_empty(), "a sunk bottle in hand is no harm");
}

/// A snapshot shows the letters somebody writes with their members, also where nothing is on its way.
pub fn letters_of_the_neighbourhood<H: Harness>() {
    let mut world = World::<H>::open();
    let (dora, emil) = (world.person("o-dora"), world.person("o-emil"));
    let letter = ConversationKey(world.key());
    let members = super::world::pair(letter, dora, emil).members;
    let letters = crate::Conversation::letter(letter, members, 4_000);
    world.keep([Fact::BeginConversation(letters), Fact::PutLetters(dora, vec![letter])]);
    for crashed in [false, true] {
        if crashed {
            world.reopen();
        }
        let seen = world.load(&Scope::people([dora]));
        assert!(seen.conversations.get(&letter).is_some_and(|c| c.is_letter()));
        assert!(seen.person(emil).is_some());
        assert!(world.live().people.iter().any(|p| p.key == dora), "whoever writes letters is live");
        assert!(world.load(&Scope::people([emil])).conversations.is_empty());
    }
}
