//! One process at a time serves a database.

use crate::harness::{Sqlite, boot, keep, person};
use chatstore::contract::Harness;
use chatstore::{ChangeSet, ChatStore, Epoch, StoreError};
use driftbottle_sqlite::{Options, SqliteStore};
use pollster::block_on;

#[test]
fn a_second_handle_is_refused_until_the_first_is_closed() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("chat.db");
    let first = SqliteStore::open(&path, Options::default()).unwrap();
    match SqliteStore::open(&path, Options::default()) {
        Err(StoreError::Busy { place }) => assert!(place.ends_with("chat.db.lock"), "{place}"),
        other => panic!("not refused: {other:?}"),
    }
    drop(first);
    SqliteStore::open(&path, Options::default()).unwrap();
}

/// Where the lock file does not help (removed by a tidy hand), the lease does: the first process is stopped for good.
#[test]
fn whoever_lost_the_lease_is_fenced() {
    let sqlite = Sqlite::open();
    let epoch = boot(&*sqlite.store);
    keep(&*sqlite.store, epoch, [person(1, "o-alice")]);
    std::fs::remove_file(format!("{}.lock", sqlite.path.display())).unwrap();
    let thief = SqliteStore::open(&sqlite.path, Options::default()).unwrap();
    let stolen = boot(&thief);
    assert!(stolen > epoch);
    for _ in 0..2 {
        let late = ChangeSet::new(epoch).with(person(2, "o-bob"));
        match block_on(sqlite.store.commit(late)) {
            Err(StoreError::Fenced { ours, current }) => assert_eq!((ours, current), (epoch, stolen)),
            other => panic!("not fenced: {other:?}"),
        }
    }
    let again = block_on(sqlite.store.boot([1; 32]));
    assert!(matches!(again, Err(StoreError::Fenced { .. })), "{again:?}");
    keep(&thief, stolen, [person(2, "o-bob")]);
}

#[test]
fn an_epoch_that_was_never_given_out_is_fenced() {
    let sqlite = Sqlite::open();
    boot(&*sqlite.store);
    let early = block_on(sqlite.store.commit(ChangeSet::new(Epoch(77))));
    assert!(matches!(early, Err(StoreError::Fenced { .. })), "{early:?}");
}
