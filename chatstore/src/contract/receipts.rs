//! Clauses about receipts: what makes a push happen once.

use super::world::kept;
use super::{Harness, Scene, World};
use crate::Body;
use crate::change::{Commit, Expect, Fact};
use crate::keys::PushKey;
use crate::receipt::{Receipt, Stage};
use crate::scope::Scope;

fn receipt<H: Harness>(world: &World<H>, push: PushKey) -> Option<Receipt> {
    world.load(&Scope { push: Some(push), ..Scope::default() }).receipt
}

/// [`Fact::RecordPush`], with and without a reply.
pub fn record_push<H: Harness>() {
    let push = Scene::<H>::push(1_000);
    for reply in [None, Some(Body::from("here you are"))] {
        let recorded = |w: &World<H>| Receipt {
            stage: Stage::Done,
            reply: reply.clone(),
            ..w.receipt(push, w.bob, 5_000)
        };
        kept::<H>(|w| Fact::RecordPush(recorded(w)), |w| receipt(w, push) == Some(recorded(w)));
    }
}

/// [`Fact::SettlePush`]: stage and reply are replaced, the rest stays; also in the commit that records the push.
pub fn settle_push<H: Harness>() {
    for reply in [None, Some(Body::from("found somebody"))] {
        kept::<H>(
            |w| Fact::SettlePush(w.push, Stage::Done, reply.clone()),
            |w| {
                let settled =
                    Receipt { stage: Stage::Done, reply: reply.clone(), ..w.receipt(w.push, w.alice, 2_000) };
                receipt(w, w.push) == Some(settled)
            },
        );
    }
    let mut world = World::<H>::open();
    let push = world.new_push();
    world.keep([
        Fact::RecordPush(world.receipt(push, world.bob, 5_000)),
        Fact::SettlePush(push, Stage::Done, None),
    ]);
    world.refuse(world.change().with(Fact::SettlePush(world.new_push(), Stage::Done, None)));
    world.reopen();
    assert_eq!(receipt(&world, push).map(|r| (r.stage, r.reply)), Some((Stage::Done, None)));
}

/// A push that was accepted before is answered with its receipt, and the change leaves nothing behind.
pub fn a_repeat_gives_the_receipt<H: Harness>() {
    let mut world = World::<H>::open();
    for crashed in [false, true] {
        if crashed {
            world.reopen();
        }
        let before = world.everything();
        let again = Receipt { at_ms: 9_000, reply: None, ..world.receipt(world.push, world.alice, 9_000) };
        let change = world
            .change()
            .expecting(Expect::PushUnseen(world.push))
            .with(Fact::RecordPush(again))
            .with(Fact::Seen(world.alice, 9_000));
        let first = world.receipt(world.push, world.alice, 2_000);
        assert_eq!(world.commit(change), Commit::Repeat(first));
        assert_eq!(world.everything(), before);
    }
}

/// A repeat is a repeat also where other expectations would fail, in any order, and where a fact is impossible.
pub fn a_repeat_wins<H: Harness>() {
    let world = World::<H>::open();
    let first = Commit::Repeat(world.receipt(world.push, world.alice, 2_000));
    let unseen = Expect::PushUnseen(world.push);
    let stale = Expect::Person(world.alice, 999);
    let change = world.change().expecting(stale.clone()).expecting(unseen.clone());
    assert_eq!(world.commit(change.with(Scene::<H>::impossible())), first);
    assert_eq!(world.commit(world.change().expecting(unseen).expecting(stale)), first);
}

/// Without the expectation a second record of a push is a conflict.
pub fn a_push_is_recorded_once<H: Harness>() {
    let mut world = World::<H>::open();
    let again = world.receipt(world.push, world.bob, 9_000);
    world.refuse(world.change().with(Fact::RecordPush(again.clone())));
    world.reopen();
    world.refuse(world.change().with(Fact::RecordPush(again)));
    let push = world.new_push();
    let twice = Fact::RecordPush(world.receipt(push, world.bob, 9_000));
    world.refuse(world.change().with(twice.clone()).with(twice));
    assert_eq!(receipt(&world, push), None);
}
