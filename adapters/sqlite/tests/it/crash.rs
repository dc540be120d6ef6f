//! What is on disk at any moment is a state that can be opened, with every commit that was acknowledged by then.

use crate::harness::{boot, copy_as_left, keep, person};
use chatstore::{ChatStore, Fact, Opaque, Scope, UserKey};
use driftbottle_sqlite::{Options, SqliteStore};
use pollster::block_on;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// While four threads commit, the files are copied again and again, as a crash would leave them. The log is not moved
/// into the database meanwhile: copying two files is not one moment, which a crash is.
#[test]
fn every_copy_has_what_was_acknowledged() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("chat.db");
    let mut options = Options::default();
    options.checkpoint_pages = 1_000_000;
    let store = SqliteStore::open(&path, options).unwrap();
    let epoch = boot(&store);
    let (acknowledged, done, next) = (Mutex::new(Vec::new()), AtomicBool::new(false), AtomicU64::new(0));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while !done.load(Ordering::Acquire) {
                    let key = next.fetch_add(1, Ordering::Relaxed) + 1;
                    let window = Fact::PutWindow(UserKey(key), Opaque("w".repeat(700).into()));
                    keep(&store, epoch, [person(key, &format!("o-{key}")), window]);
                    acknowledged.lock().unwrap().push(key);
                }
            });
        }
        let mut sizes = Vec::new();
        for copy in 0..6 {
            std::thread::sleep(std::time::Duration::from_millis(60));
            let told = acknowledged.lock().unwrap().clone();
            let left = directory.path().join(copy.to_string()).join("chat.db");
            copy_as_left(&path, &left);
            let reopened = SqliteStore::open(&left, Options::default()).unwrap();
            let booted = block_on(reopened.boot([1; 32])).unwrap();
            let seen = block_on(reopened.load(&Scope::people((1..=booted.last_key).map(UserKey)))).unwrap();
            for key in &told {
                assert!(seen.people.contains_key(&UserKey(*key)), "{key} was acknowledged");
            }
            assert!(seen.people.values().all(|p| p.window.0.len() == 700), "half a commit was kept");
            sizes.push(told.len());
        }
        done.store(true, Ordering::Release);
        assert!(sizes.windows(2).all(|pair| pair[0] < pair[1]), "nothing happened meanwhile: {sizes:?}");
    });
}
