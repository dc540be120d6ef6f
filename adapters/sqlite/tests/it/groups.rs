//! Many commits share a transaction, and a lone one does not wait.

use crate::harness::{Sqlite, boot, keep, person};
use chatstore::contract::Harness;
use chatstore::{ChangeSet, ChatStore, Commit, Expect, Fact, PushKey, Receipt, Stage, UserKey};
use driftbottle_sqlite::Options;
use pollster::block_on;
use std::sync::Barrier;

const THREADS: u64 = 64;
const EACH: u64 = 20;

#[test]
fn sixty_four_committers_share_transactions() {
    let sqlite = Sqlite::open();
    let store = &*sqlite.store;
    let epoch = boot(store);
    keep(store, epoch, (1..=THREADS).map(|n| person(n, &format!("o-{n}"))));
    let before = store.counts();
    let barrier = &Barrier::new(usize::try_from(THREADS).unwrap());
    std::thread::scope(|scope| {
        for user in (1..=THREADS).map(UserKey) {
            scope.spawn(move || {
                barrier.wait();
                for round in 0..EACH {
                    keep(store, epoch, [Fact::Seen(user, 10_000 + i64::try_from(round).unwrap())]);
                }
            });
        }
    });
    let after = store.counts();
    let (commits, transactions) = (after.commits - before.commits, after.transactions - before.transactions);
    assert_eq!(commits, THREADS * EACH);
    assert!(transactions * 4 <= commits, "{commits} commits took {transactions} transactions");
}

#[test]
fn the_largest_group_is_bounded() {
    let mut options = Options::default();
    options.max_batch = 1;
    let sqlite = Sqlite::with(options);
    let store = &*sqlite.store;
    let epoch = boot(store);
    std::thread::scope(|scope| {
        for n in 1..=8 {
            scope.spawn(move || keep(store, epoch, [person(n, &format!("o-{n}"))]));
        }
    });
    assert_eq!((store.counts().commits, store.counts().transactions), (8, 8));
}

/// A conflict, a repeat and a change without facts write nothing.
#[test]
fn what_changes_nothing_writes_nothing() {
    let sqlite = Sqlite::open();
    let store = &*sqlite.store;
    let epoch = boot(store);
    let push = PushKey([7; 16]);
    let receipt = Receipt { push, user: UserKey(1), at_ms: 0, stage: Stage::Done, reply: None };
    let record = ChangeSet::new(epoch).expecting(Expect::PushUnseen(push)).with(Fact::RecordPush(receipt));
    assert!(matches!(block_on(store.commit(record.clone())).unwrap(), Commit::Committed(_)));
    let written = store.counts();
    assert!(matches!(block_on(store.commit(record)).unwrap(), Commit::Repeat(_)));
    let nobody = ChangeSet::new(epoch).with(Fact::Seen(UserKey(1), 0));
    assert_eq!(block_on(store.commit(nobody)).unwrap(), Commit::Conflict);
    keep(store, epoch, []);
    block_on(store.forget(0, 0)).unwrap();
    assert_eq!(store.counts(), written);
}
