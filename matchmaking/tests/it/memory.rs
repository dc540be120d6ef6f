//! Memory: what a waiting ticket costs, that a crowd's memory comes back, and that nothing is allocated on the way.

use std::num::NonZeroU32;

use allocation_counter::measure;
use matchmaking::{
    Blend, BlendConfig, Command, Event, Keyword, KeywordConfig, Keywords, MoodConfig, Moods, Pool,
    PoolConfig, Random, Reachability, Recent, Strategy, Ticket,
};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

const WORDS: u64 = 1_000;
const RECENTS: u64 = 8;

fn config() -> PoolConfig {
    let mut config = PoolConfig::default();
    config.reservation_ms = NonZeroU32::new(50).unwrap();
    config
}

fn keywords() -> Keywords {
    let mut config = KeywordConfig::default();
    config.anyone_after_ms = None;
    Keywords::new(config)
}

/// A ticket with three interests and eight recent partners, of a user whose number is its key.
fn person(rng: &mut ChaCha8Rng, id: u64, now: i64, until: i64) -> Ticket {
    let reach = Reachability::Push { until_ms: now + 90_000_000, left: 5 };
    let mut ticket = Ticket::new(id, id, now, now + 600_000, reach);
    ticket.recents = (0..RECENTS).map(|nth| Recent::new(u64::MAX - nth, until)).collect();
    // About as skewed as Zipf's law: the square of an even draw.
    let mut word = || Keyword(rng.random_range(0..WORDS) * rng.random_range(0..WORDS) / WORDS);
    ticket.interests = vec![word(), word(), word()];
    ticket
}

/// Somebody who finds nobody: each of them is somewhere else, and wants to meet people from there.
fn lonely(rng: &mut ChaCha8Rng, id: u64, now: i64) -> Ticket {
    let mut ticket = person(rng, id, now, now + 500_000);
    ticket.profile.region = Some(matchmaking::Region::new(u32::try_from(id).unwrap(), 0));
    ticket.wishes.nearness = Some(matchmaking::Wish::firm(matchmaking::Nearness::SamePlace));
    ticket
}

fn apply<S: Strategy>(pool: &mut Pool<S>, now: i64, command: Command, events: &mut Vec<Event>) {
    events.clear();
    pool.apply(now, command, events).unwrap();
}

#[test]
fn a_waiting_ticket_costs_little_and_a_crowd_gives_its_memory_back() {
    for (crowd, per_left_at_most) in [(10_000_u64, 3), (100_000, 2)] {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let mut pool = Pool::new(config(), keywords());
        let mut events = Vec::new();
        let full = measure(|| {
            for id in 0..crowd {
                apply(&mut pool, 0, Command::Join(lonely(&mut rng, id, 0)), &mut events);
            }
        });
        assert_eq!(pool.counts().waiting, crowd);
        let per_ticket = full.bytes_current / i64::try_from(crowd).unwrap();
        let left = crowd / 100;
        let gone = measure(|| {
            for id in (0..crowd).filter(|id| id % 100 != 7) {
                apply(&mut pool, 0, Command::Cancel { ticket: id }, &mut events);
            }
        });
        assert_eq!(pool.counts().waiting, left);
        let kept = full.bytes_current + gone.bytes_current;
        let per_left = kept / i64::try_from(left).unwrap();
        println!("{crowd} waiting: {per_ticket} bytes each; {left} left of them: {per_left}");
        assert!(per_ticket <= 420 && per_left <= per_left_at_most * per_ticket, "{per_ticket} {per_left}");
    }
}

/// How many allocations a pool makes for arrivals, matches, departures and time, once it has its size.
fn allocations<S: Strategy>(strategy: S) -> u64 {
    let mut rng = ChaCha8Rng::seed_from_u64(2);
    let mut pool = Pool::new(config(), strategy);
    let mut events = Vec::with_capacity(64);
    let (mut total, mut matched) = (0, 0);
    for id in 0..24_000_u64 {
        let now = i64::try_from(id).unwrap() * 5;
        let mut ticket = if id % 2 == 0 { person(&mut rng, id, now, now) } else { lonely(&mut rng, id, now) };
        // Before it is measured the pool has been somewhat larger: no new record is to be set.
        ticket.expires_ms = now + rng.random_range(1..if id < 12_000 { 20_000 } else { 18_000 });
        let cancelled = rng.random_range(0..=id);
        let measured = measure(|| {
            apply(&mut pool, now, Command::Join(ticket), &mut events);
            if let Some(Event::Proposed { match_id, .. }) = events.last() {
                let match_id = *match_id;
                matched += 1;
                apply(&mut pool, now, Command::Confirm { match_id }, &mut events);
            }
            if pool.state(cancelled).is_some() {
                apply(&mut pool, now, Command::Cancel { ticket: cancelled }, &mut events);
            }
        });
        if id > 17_000 {
            total += measured.count_total;
        }
    }
    assert!(matched > 2_000, "{matched}");
    total
}

/// No operation allocates of itself; a crowd that sets a new record by chance may take another page of memory.
const PAGES: u64 = 3;

#[test]
fn nothing_is_allocated_in_a_steady_state() {
    let counted = [
        allocations(Random::from_seed([1; 32])),
        allocations(keywords()),
        allocations(Moods::new(MoodConfig::default())),
        allocations(Blend::new(BlendConfig::default())),
    ];
    assert!(counted.iter().all(|&count| count <= PAGES), "{counted:?} in 7 000 arrivals");
}
