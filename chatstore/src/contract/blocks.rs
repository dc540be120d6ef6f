//! Clauses about blocks.

use super::world::kept;
use super::{Harness, World};
use crate::change::{Expect, Fact};
use crate::scope::Scope;

/// [`Fact::Block`].
pub fn block<H: Harness>() {
    kept::<H>(
        |w| Fact::Block(w.alice, w.bob),
        |w| w.load(&Scope::people([w.alice])).blocks == [(w.alice, w.bob)],
    );
}

/// Blocking again changes nothing and is no conflict.
pub fn a_second_block_changes_nothing<H: Harness>() {
    let mut world = World::<H>::open();
    world.keep([Fact::Block(world.alice, world.bob)]);
    let once = world.everything();
    world.keep([Fact::Block(world.alice, world.bob)]);
    assert_eq!(world.everything(), once);
    world.reopen();
    assert_eq!(world.everything(), once);
}

/// Whoever blocked whom, the two are not to meet; others are.
pub fn blocks_hold_both_ways<H: Harness>() {
    let mut world = World::<H>::open();
    world.keep([Fact::Block(world.alice, world.bob)]);
    for crashed in [false, true] {
        if crashed {
            world.reopen();
        }
        for (one, other) in [(world.alice, world.bob), (world.bob, world.alice)] {
            world.refuse(world.change().expecting(Expect::NoBlock(one, other)).with(Fact::Heard(one, 9_000)));
        }
        let free = world.change().expecting(Expect::NoBlock(world.alice, world.carol));
        world.expect_kept(free.with(Fact::Heard(world.carol, 9_000)));
    }
}

/// A block stays when either of the two is erased.
pub fn blocks_outlive_the_blocked<H: Harness>() {
    let mut world = World::<H>::open();
    world.keep([Fact::Block(world.alice, world.bob), Fact::Block(world.carol, world.alice)]);
    world.keep([Fact::ErasePerson(world.bob), Fact::ErasePerson(world.carol)]);
    world.reopen();
    world.refuse(world.change().expecting(Expect::NoBlock(world.bob, world.alice)));
    world.refuse(world.change().expecting(Expect::NoBlock(world.alice, world.carol)));
}
