//! What was erased cannot be read from the files' bytes, also where rows have moved between pages.

use crate::harness::{Sqlite, boot, keep, person};
use chatstore::contract::Harness;
use chatstore::{ChatStore, Fact, Opaque, UserKey};
use driftbottle_sqlite::{Durability, Options};
use pollster::block_on;
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

/// Openids as WeChat makes them: of one length, in no order.
fn openid(key: u64) -> String {
    let scattered = key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    format!("o{scattered:016x}{:011x}", scattered.rotate_left(29) & 0xFFF_FFFF_FFFF)
}

/// Numbers that look like chance and are the same in each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// A town in motion: people come, their rows grow and shrink, some are erased.
fn busy_town(options: Options) -> (Sqlite, Vec<u64>) {
    let sqlite = Sqlite::with(options);
    let store = &*sqlite.store;
    let epoch = boot(store);
    let (mut dice, mut there, mut erased) = (Dice(7), Vec::new(), Vec::new());
    for round in 0..150_u64 {
        let new = round * 25 + 1..=round * 25 + 25;
        there.extend(new.clone());
        keep(store, epoch, new.map(|key| person(key, &openid(key))));
        let facts = (0..60).map(|_| {
            let window = Opaque("x".repeat(50 + dice.roll(550)).into());
            Fact::PutWindow(UserKey(there[dice.roll(there.len())]), window)
        });
        keep(store, epoch, facts.collect::<Vec<_>>());
        let leaving: Vec<u64> = (0..5).map(|_| there.swap_remove(dice.roll(there.len()))).collect();
        keep(store, epoch, leaving.iter().map(|key| Fact::ErasePerson(UserKey(*key))));
        erased.extend(leaving);
    }
    (sqlite, erased)
}

fn found(sqlite: &Sqlite, erased: &[u64]) -> usize {
    let names: BTreeSet<_> = erased.iter().map(|key| openid(*key).into_bytes()).collect();
    let bytes = sqlite.raw_scan();
    let starts = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'o').map(|(at, _)| at);
    let shown = starts.filter_map(|at| bytes.get(at..at + 28)).filter(|name| names.contains(*name));
    shown.collect::<BTreeSet<_>>().len()
}

fn quick() -> Options {
    let mut options = Options::default();
    options.durability = Durability::Process;
    options
}

#[test]
fn a_small_file_shows_none_of_the_erased() {
    let (sqlite, erased) = busy_town(quick());
    assert!(erased.len() > 300);
    assert_eq!(found(&sqlite, &erased), 0);
}

#[test]
fn a_large_file_shows_none_of_the_erased_once_it_is_scrubbed() {
    let mut options = quick();
    options.scrub_limit = 0;
    let (sqlite, erased) = busy_town(options);
    // Rows left where they were before they moved: this is what scrubbing is for.
    assert!(found(&sqlite, &erased) < erased.len() / 20);
    block_on(sqlite.store.scrub()).unwrap();
    assert_eq!(found(&sqlite, &erased), 0);
    let epoch = boot(&*sqlite.store);
    keep(&*sqlite.store, epoch, [person(1_000_000, "o-after")]);
    assert_eq!(block_on(sqlite.store.live()).unwrap().people.len(), 0);
}

/// Somebody reads the log (a backup) while a person is erased: the commit returns soon, and the traces go when the reader
/// has gone, although nothing else happens.
#[test]
fn a_reader_only_delays_the_removal() {
    let sqlite = Sqlite::with(quick());
    let store = &*sqlite.store;
    let epoch = boot(store);
    keep(store, epoch, [person(1, &openid(1))]);
    let backup = Connection::open(&sqlite.path).unwrap();
    backup.execute_batch("BEGIN; SELECT count(*) FROM person;").unwrap();
    let began = Instant::now();
    keep(store, epoch, [Fact::ErasePerson(UserKey(1))]);
    keep(store, epoch, [person(2, &openid(2))]);
    assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
    assert_eq!(found(&sqlite, &[1]), 1, "the reader's state is still in the log");
    backup.execute_batch("ROLLBACK").unwrap();
    let patience = Instant::now() + Duration::from_secs(20);
    while found(&sqlite, &[1]) > 0 {
        assert!(Instant::now() < patience, "the traces were never removed");
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(found(&sqlite, &[2]), 1);
}
