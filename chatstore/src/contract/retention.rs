//! Clauses about forgetting: receipts and replies after their time.

use super::Harness;
use super::world::World;
use crate::Body;
use crate::change::{Commit, Expect, Fact};
use crate::keys::PushKey;
use crate::receipt::{Receipt, Stage};
use crate::scope::Scope;

/// Receipts accepted at these times, in an order that is not that of the times.
fn recorded<H: Harness>(times: [i64; 4]) -> (World<H>, [PushKey; 4]) {
    let world = World::open();
    let pushes = times.map(|at_ms| {
        let push = world.new_push();
        let mut receipt = world.receipt(push, world.bob, at_ms);
        receipt.reply = Some(Body::from(format!("reply given at {at_ms}.")));
        world.keep([Fact::RecordPush(receipt)]);
        push
    });
    (world, pushes)
}

fn receipt<H: Harness>(world: &World<H>, push: PushKey) -> Option<Receipt> {
    world.load(&Scope { push: Some(push), ..Scope::default() }).receipt
}

fn forget<H: Harness>(world: &World<H>, receipts_ms: i64, replies_ms: i64) {
    world.run(world.store().forget(receipts_ms, replies_ms)).expect("the store is available");
}

/// Receipts accepted before the time given are gone and their pushes are new again; the others stay as they were.
pub fn old_receipts_are_forgotten<H: Harness>() {
    let (mut world, pushes) = recorded::<H>([20_000, 40_000, 10_000, 30_000]);
    forget(&world, 30_000, 0);
    for crashed in [false, true] {
        if crashed {
            world.reopen();
        }
        let known = pushes.map(|push| receipt(&world, push).map(|r| r.at_ms));
        assert_eq!(known, [None, Some(40_000), None, Some(30_000)]);
        assert!(receipt(&world, pushes[1]).is_some_and(|r| r.reply.is_some()));
        assert!(receipt(&world, world.push).is_none(), "the world's own is older still");
    }
    let again = |push| world.change().expecting(Expect::PushUnseen(push));
    let record = Fact::RecordPush(world.receipt(pushes[0], world.bob, 50_000));
    assert!(matches!(world.commit(again(pushes[0]).with(record)), Commit::Committed(_)));
    assert!(matches!(world.commit(again(pushes[1])), Commit::Repeat(_)));
    // A late word about a forgotten push is a conflict.
    world.refuse(world.change().with(Fact::SettlePush(pushes[2], Stage::Done, None)));
}

/// The content of replies to pushes accepted before the time given is gone; their receipts stay.
pub fn old_replies_are_forgotten<H: Harness>() {
    let (mut world, pushes) = recorded::<H>([20_000, 40_000, 10_000, 30_000]);
    forget(&world, 0, 30_000);
    for crashed in [false, true] {
        if crashed {
            world.reopen();
        }
        let known = pushes.map(|push| receipt(&world, push).map(|r| r.reply.is_some()));
        assert_eq!(known, [Some(false), Some(true), Some(false), Some(true)]);
    }
    // A push that goes on after that may be given a reply again.
    world.keep([Fact::SettlePush(pushes[0], Stage::Done, Some(Body::from("found somebody")))]);
    world.reopen();
    assert_eq!(receipt(&world, pushes[0]).and_then(|r| r.reply), Some(Body::from("found somebody")));
    forget(&world, 0, 30_000);
    assert_eq!(receipt(&world, pushes[0]).map(|r| (r.stage, r.reply)), Some((Stage::Done, None)));
}

/// Bottles that sank before the time given are gone; those that sank later are kept a while, for late words about them.
pub fn sunk_bottles_are_forgotten<H: Harness>() {
    let mut world = World::<H>::open();
    let bottles = [20_000, 40_000].map(|at_ms| super::bottles::bottle(&world, world.alice, at_ms));
    let keys = bottles.clone().map(|bottle| bottle.key);
    world.keep(bottles.map(Fact::ThrowBottle));
    forget(&world, 30_001, 0);
    for crashed in [false, true] {
        if crashed {
            world.reopen();
        }
        let seen = world.load(&Scope::people([world.alice])).bottles;
        assert_eq!(keys.map(|key| seen.contains_key(&key)), [false, true]);
    }
}
