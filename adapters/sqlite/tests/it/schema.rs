//! The tables: made once, kept over starts, and laid out for appending.

use crate::harness::{Sqlite, boot, keep, person};
use chatstore::contract::{Harness, World};
use chatstore::{ChatStore, Scope, UserKey};
use driftbottle_sqlite::{Options, SqliteStore};
use pollster::block_on;
use rusqlite::Connection;

#[test]
fn a_database_is_closed_cleanly_and_found_again() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("chat.db");
    for round in 1..=3 {
        let store = SqliteStore::open(&path, Options::default()).unwrap();
        let booted = block_on(store.boot([1; 32])).unwrap();
        assert_eq!((booted.epoch.0, booted.last_key), (round, round - 1));
        keep(&store, booted.epoch, [person(round, &format!("o-{round}"))]);
        drop(store);
        let left: Vec<_> =
            std::fs::read_dir(directory.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert!(left.iter().all(|name| !name.to_string_lossy().ends_with("-wal")), "{left:?}");
    }
    let store = SqliteStore::open(&path, Options::default()).unwrap();
    let people = block_on(store.load(&Scope::people((1..=3).map(UserKey)))).unwrap().people;
    assert_eq!(people.len(), 3);
}

#[test]
fn the_message_table_has_no_second_index() {
    let sqlite = Sqlite::open();
    let shell = Connection::open(&sqlite.path).unwrap();
    let sql =
        "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND tbl_name IN ('message', 'receipt')";
    let indexes: u32 = shell.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(indexes, 0);
}

/// A settled delivery and a closed ticket leave no row, and somebody without work is not marked as live.
#[test]
fn settled_things_leave_no_rows() {
    let world = World::<Sqlite>::open();
    let count = |sql: &str| -> u32 {
        let path = world.path();
        Connection::open(path).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
    };
    assert_eq!(count("SELECT count(*) FROM delivery"), 1);
    assert_eq!(count("SELECT count(*) FROM ticket"), 1);
    assert_eq!(count("SELECT count(*) FROM person WHERE live = 1"), 3);
    world.keep([
        chatstore::Fact::MoveDelivery(world.alice, world.owed, chatstore::DeliveryState::Sent),
        chatstore::Fact::CloseTicket(world.ticket),
        chatstore::Fact::PutSeat(world.carol, chatstore::Seat::Idle),
    ]);
    assert_eq!(count("SELECT count(*) FROM delivery"), 0);
    assert_eq!(count("SELECT count(*) FROM ticket"), 0);
    assert_eq!(count("SELECT count(*) FROM person WHERE live = 1"), 2);
}

trait Path {
    fn path(&self) -> std::path::PathBuf;
}

impl Path for World<Sqlite> {
    fn path(&self) -> std::path::PathBuf {
        self.harness().path.clone()
    }
}

/// The futures of the store need no runtime and may be awaited on another thread than the one that made them.
#[test]
fn futures_are_send_and_need_no_runtime() {
    let sqlite = Sqlite::open();
    let epoch = boot(&*sqlite.store);
    let store = sqlite.store.clone();
    let commit =
        async move { store.commit(chatstore::ChangeSet::new(epoch).with(person(1, "o-alice"))).await };
    std::thread::spawn(move || block_on(commit)).join().unwrap().unwrap();
    assert_eq!(block_on(sqlite.store.load(&Scope::people([UserKey(1)]))).unwrap().people.len(), 1);
}
