//! A process that is killed while it commits loses nothing that it acknowledged.

use crate::harness::{boot, keep, person};
use chatstore::contract::Harness;
use chatstore::{ChatStore, Fact, Opaque, Scope, UserKey};
use driftbottle_sqlite::{Options, SqliteStore};
use pollster::block_on;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};

const PATH: &str = "DRIFTBOTTLE_TEST_COMMIT_INTO";

/// Not a test by itself: the program that the test below runs and kills. It tells each commit that was acknowledged.
#[test]
#[ignore = "run by the test below"]
fn commit_until_killed() {
    let Some(path) = std::env::var_os(PATH).map(PathBuf::from) else { return };
    let mut options = Options::default();
    options.checkpoint_pages = 50; // so that some are killed while the log moves into the database
    let store = SqliteStore::open(&path, options).unwrap();
    let booted = block_on(store.boot([1; 32])).unwrap();
    let next = AtomicU64::new(booted.last_key);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                loop {
                    let key = next.fetch_add(1, Ordering::Relaxed) + 1;
                    let window = Fact::PutWindow(UserKey(key), Opaque("w".repeat(700).into()));
                    keep(&store, booted.epoch, [person(key, &format!("o-{key}")), window]);
                    writeln!(std::io::stdout(), "acknowledged {key}").unwrap();
                }
            });
        }
    });
}

/// Runs the program until it has told `commits`, kills it, and gives what it told, to its last word.
fn run_and_kill(path: &Path, commits: usize) -> Vec<u64> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "killed::commit_until_killed", "--ignored", "--nocapture", "--test-threads=1"])
        .env(PATH, path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut told = Vec::new();
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        let line = line.unwrap();
        if let Some((_, key)) = line.split_once("acknowledged ") {
            told.push(key.parse().unwrap());
            if told.len() == commits {
                child.kill().unwrap();
            }
        }
    }
    assert!(!child.wait().unwrap().success(), "it was killed");
    assert!(told.len() >= commits, "it ended before it was killed: {}", told.len());
    told
}

#[test]
fn every_acknowledged_commit_survives_sigkill() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("chat.db");
    let mut told = Vec::new();
    for commits in [1, 40, 150, 333] {
        told.extend(run_and_kill(&path, commits));
        let store = SqliteStore::open(&path, Options::default()).unwrap();
        boot(&store);
        let seen = block_on(store.load(&Scope::people(told.iter().copied().map(UserKey)))).unwrap();
        assert_eq!(seen.people.len(), told.len(), "acknowledged commits are missing");
        assert!(seen.people.values().all(|p| p.window.0.len() == 700), "half a commit was kept");
    }
}

/// The contract's crash is a copy of the files; a store whose files are copied and which is then dropped leaves the copy
/// alone.
#[test]
fn a_copy_is_independent_of_what_it_was_copied_from() {
    let mut sqlite = crate::harness::Sqlite::open();
    let epoch = boot(&*sqlite.store);
    keep(&*sqlite.store, epoch, [person(1, "o-alice")]);
    let first = sqlite.store.clone();
    sqlite.crash_and_reopen();
    keep(&*first, epoch, [person(2, "o-bob")]);
    let seen = block_on(sqlite.store.load(&Scope::people([UserKey(1), UserKey(2)]))).unwrap();
    assert_eq!(seen.people.keys().copied().collect::<Vec<_>>(), [UserKey(1)]);
}
