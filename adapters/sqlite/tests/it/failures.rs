//! When the disk says no: the caller learns it, nothing is half kept, and the store goes on.

use crate::harness::{Sqlite, boot, keep, person};
use chatstore::contract::Harness;
use chatstore::{
    Body, ChangeSet, ChatStore, Commit, Epoch, Expect, Fact, Opaque, PushKey, Receipt, Scope, Stage,
    StoreError, UserKey,
};
use driftbottle_sqlite::{Options, SqliteStore};
use pollster::block_on;
use rusqlite::Connection;
use std::time::Duration;

fn impatient() -> Options {
    let mut options = Options::default();
    options.busy_timeout = Duration::from_millis(50);
    options
}

fn seen(store: &SqliteStore, user: UserKey) -> Option<(u64, i64)> {
    let snapshot = block_on(store.load(&Scope::people([user]))).unwrap();
    snapshot.person(user).map(|p| (p.version, p.last_seen_ms))
}

fn commit_seen(store: &SqliteStore, epoch: Epoch, user: UserKey, at_ms: i64) -> Result<Commit, StoreError> {
    block_on(store.commit(ChangeSet::new(epoch).with(Fact::Seen(user, at_ms))))
}

/// Somebody else holds the write lock: a shell, a backup.
#[test]
fn a_locked_database_is_unavailable_and_comes_back() {
    let sqlite = Sqlite::with(impatient());
    let store = &*sqlite.store;
    let epoch = boot(store);
    let alice = UserKey(1);
    keep(store, epoch, [person(1, "o-alice")]);
    let shell = Connection::open(&sqlite.path).unwrap();
    shell.execute_batch("BEGIN IMMEDIATE").unwrap();
    for _ in 0..3 {
        let refused = commit_seen(store, epoch, alice, 9_000);
        assert!(matches!(refused, Err(StoreError::Unavailable { .. })), "{refused:?}");
        assert_eq!(seen(store, alice).map(|s| s.1), Some(1_000), "what failed is not shown");
    }
    let push = PushKey([7; 16]);
    let receipt = Receipt { push, user: alice, at_ms: 0, stage: Stage::Done, reply: None };
    let record = ChangeSet::new(epoch).expecting(Expect::PushUnseen(push)).with(Fact::RecordPush(receipt));
    assert!(block_on(store.commit(record.clone())).is_err());
    shell.execute_batch("ROLLBACK").unwrap();
    assert!(matches!(commit_seen(store, epoch, alice, 9_000), Ok(Commit::Committed(_))));
    assert!(matches!(block_on(store.commit(record)), Ok(Commit::Committed(_))), "the push is still new");
    assert_eq!(seen(store, alice).map(|s| s.1), Some(9_000));
}

/// A decision made from something that was shown and then lost meets no version that looks the same.
#[test]
fn a_lost_version_never_comes_back() {
    let sqlite = Sqlite::with(impatient());
    let store = &*sqlite.store;
    let epoch = boot(store);
    let alice = UserKey(1);
    keep(store, epoch, [person(1, "o-alice")]);
    let (version, _) = seen(store, alice).unwrap();
    let shell = Connection::open(&sqlite.path).unwrap();
    shell.execute_batch("BEGIN IMMEDIATE").unwrap();
    commit_seen(store, epoch, alice, 9_000).unwrap_err();
    shell.execute_batch("ROLLBACK").unwrap();
    keep(store, epoch, [Fact::Seen(alice, 5_000)]);
    for lost in [version, version + 1] {
        let stale =
            ChangeSet::new(epoch).expecting(Expect::Person(alice, lost)).with(Fact::Seen(alice, 6_000));
        assert_eq!(block_on(store.commit(stale)).unwrap(), Commit::Conflict);
    }
    assert_eq!(seen(store, alice).map(|s| s.1), Some(5_000));
}

/// The file may not grow: as on a full disk. What makes no room is refused, what needs none still works, and when room
/// was made everything works again.
#[test]
fn a_full_disk_is_unavailable_and_comes_back() {
    let mut options = Options::default();
    options.max_pages = Some(60);
    let sqlite = Sqlite::with(options);
    let store = &*sqlite.store;
    let epoch = boot(store);
    let alice = UserKey(1);
    keep(store, epoch, [person(1, "o-alice")]);
    let mut recorded = Vec::new();
    let refused = loop {
        let number = u8::try_from(recorded.len()).unwrap();
        let push = PushKey([number; 16]);
        let reply = Some(Body::from("a long answer ".repeat(400)));
        let receipt = Receipt { push, user: alice, at_ms: i64::from(number), stage: Stage::Done, reply };
        let change =
            ChangeSet::new(epoch).expecting(Expect::PushUnseen(push)).with(Fact::RecordPush(receipt));
        match block_on(store.commit(change)) {
            Ok(Commit::Committed(_)) => recorded.push(push),
            Ok(other) => panic!("{other:?}"),
            Err(error) => break (push, error),
        }
    };
    assert!(matches!(refused.1, StoreError::Unavailable { .. }), "{:?}", refused.1);
    let receipt =
        |push| block_on(store.load(&Scope { push: Some(push), ..Scope::default() })).unwrap().receipt;
    assert!(recorded.len() > 5 && recorded.iter().all(|push| receipt(*push).is_some()));
    assert!(receipt(refused.0).is_none(), "what was refused is not shown");
    block_on(store.forget(i64::MAX, i64::MAX)).unwrap();
    assert!(recorded.iter().all(|push| receipt(*push).is_none()));
    keep(store, epoch, [Fact::PutWindow(alice, Opaque("w".repeat(9_000).into()))]);
}

/// Many commits fail together; each of their callers learns it, and nothing of any is kept.
#[test]
fn a_failed_group_fails_for_everybody() {
    let sqlite = Sqlite::with(impatient());
    let store = &*sqlite.store;
    let epoch = boot(store);
    keep(store, epoch, (1..=16).map(|n| person(n, &format!("o-{n}"))));
    let shell = Connection::open(&sqlite.path).unwrap();
    shell.execute_batch("BEGIN IMMEDIATE").unwrap();
    std::thread::scope(|scope| {
        for user in (1..=16).map(UserKey) {
            scope.spawn(move || commit_seen(store, epoch, user, 9_000).unwrap_err());
        }
    });
    shell.execute_batch("ROLLBACK").unwrap();
    for user in (1..=16).map(UserKey) {
        assert_eq!(seen(store, user).map(|s| s.1), Some(1_000));
        assert!(matches!(commit_seen(store, epoch, user, 8_000), Ok(Commit::Committed(_))));
    }
}

/// A repeat acknowledges the first push. So it waits until that one is on disk, and where it never gets there the
/// repeat fails as well.
#[test]
fn a_repeat_waits_for_the_first() {
    let mut options = Options::default();
    options.busy_timeout = Duration::from_millis(600);
    let sqlite = Sqlite::with(options);
    let store = &*sqlite.store;
    let epoch = boot(store);
    let push = PushKey([7; 16]);
    let receipt = Receipt { push, user: UserKey(1), at_ms: 0, stage: Stage::Done, reply: None };
    let record = ChangeSet::new(epoch).expecting(Expect::PushUnseen(push)).with(Fact::RecordPush(receipt));
    let shell = Connection::open(&sqlite.path).unwrap();
    for released in [false, true] {
        shell.execute_batch("BEGIN IMMEDIATE").unwrap();
        let (first, repeat) = std::thread::scope(|scope| {
            let first = scope.spawn(|| block_on(store.commit(record.clone())));
            while block_on(store.load(&Scope { push: Some(push), ..Scope::default() }))
                .unwrap()
                .receipt
                .is_none()
            {
                std::thread::yield_now();
            }
            let repeat = scope.spawn(|| block_on(store.commit(record.clone())));
            std::thread::sleep(Duration::from_millis(100));
            assert!(!first.is_finished() && !repeat.is_finished(), "somebody was told too early");
            if released {
                shell.execute_batch("ROLLBACK").unwrap();
            }
            (first.join().unwrap(), repeat.join().unwrap())
        });
        if released {
            assert!(matches!(first, Ok(Commit::Committed(_))), "{first:?}");
            assert!(matches!(repeat, Ok(Commit::Repeat(_))), "{repeat:?}");
        } else {
            assert!(matches!(first, Err(StoreError::Unavailable { .. })), "{first:?}");
            assert!(matches!(repeat, Err(StoreError::Unavailable { .. })), "{repeat:?}");
            shell.execute_batch("ROLLBACK").unwrap();
        }
    }
}

/// A boot that could not be written has not happened: the lease in force stays in force.
#[test]
fn a_failed_boot_leaves_the_lease() {
    let sqlite = Sqlite::with(impatient());
    let store = &*sqlite.store;
    let epoch = boot(store);
    let shell = Connection::open(&sqlite.path).unwrap();
    shell.execute_batch("BEGIN IMMEDIATE").unwrap();
    block_on(store.boot([9; 32])).unwrap_err();
    shell.execute_batch("ROLLBACK").unwrap();
    keep(store, epoch, [person(1, "o-alice")]);
    assert!(boot(store) > epoch);
}

/// A row that cannot be read is said to be so, without its content; and nothing else suffers.
#[test]
fn a_corrupt_row_is_named_but_not_shown() {
    let mut sqlite = Sqlite::open();
    let epoch = boot(&*sqlite.store);
    keep(&*sqlite.store, epoch, [person(1, "o-alice"), person(2, "o-bob")]);
    let shell = Connection::open(&sqlite.path).unwrap();
    shell.execute("UPDATE person SET state = '{\"key\": \"o-secret\"}' WHERE key = 1", []).unwrap();
    drop(shell);
    sqlite.crash_and_reopen();
    let error = block_on(sqlite.store.load(&Scope::people([UserKey(1)]))).unwrap_err();
    let StoreError::Corrupt { table, .. } = &error else { panic!("{error:?}") };
    assert_eq!(*table, "person");
    assert!(!format!("{error} {error:?}").contains("secret"));
    assert!(seen(&sqlite.store, UserKey(2)).is_some());
}

#[test]
fn what_is_no_database_is_not_opened() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("letter.txt");
    std::fs::write(&path, "this is a letter and no database ".repeat(200)).unwrap();
    let refused = SqliteStore::open(&path, Options::default());
    assert!(matches!(refused, Err(StoreError::Unavailable { .. })), "{refused:?}");
    let refused = SqliteStore::open(&directory.path().join("no/such/directory/chat.db"), Options::default());
    assert!(matches!(refused, Err(StoreError::Unavailable { .. })), "{refused:?}");
}
