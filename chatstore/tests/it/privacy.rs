//! What no `Debug` may show.

use crate::memory::Memory;
use chatstore::contract::World;
use chatstore::{Fact, Scope};

#[test]
fn debug_shows_neither_openids_nor_texts_nor_keys() {
    let world = World::<Memory>::open();
    let store = world.store();
    let mut scope = Scope::people([world.alice, world.carol]);
    scope.push = Some(world.push);
    let snapshot = pollster::block_on(store.load(&scope)).unwrap();
    let live = pollster::block_on(store.live()).unwrap();
    let messages = pollster::block_on(store.messages(world.talk, None, 9)).unwrap();
    let boot = pollster::block_on(store.boot([0xA7; 32])).unwrap();
    let bottle = chatstore::Bottle::new(chatstore::BottleKey(9), "wx1", world.alice, "in a bottle", 0, 1);
    let change = world.change().with(Fact::AddPerson(Box::new(world.stranger("o-dora"))));
    let change = change.with(Fact::ThrowBottle(bottle));
    let shown = format!("{store:?} {snapshot:?} {live:?} {messages:?} {boot:?} {change:?} {scope:?}");
    for secret in
        ["o-alice", "o-carol", "o-dora", "good evening", "tired today", "looking for somebody", "in a bottle"]
    {
        assert!(!shown.contains(secret), "shown: {secret}");
    }
    assert!(!shown.contains("[1, 1, 1"), "the server's key is shown");
    assert!(shown.contains("Text(12 bytes)"), "texts are shown by their length");
}
