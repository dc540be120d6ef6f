//! Holding: arrivals are gathered for a moment and paired together.

use std::num::NonZeroU32;

use matchmaking::{Command, Event, Keyword, KeywordConfig, Keywords, Mode, Pool, PoolConfig, Random, Ticket};

use crate::support::{NOW, having_met, join, proposal, tell, ticket};

fn holding() -> PoolConfig {
    let mut config = PoolConfig::default();
    config.mode = Mode::Hold { ms: NonZeroU32::new(500).unwrap() };
    config
}

fn interested(user: u64, words: &[u64]) -> Ticket {
    let mut ticket = ticket(user);
    ticket.interests = words.iter().copied().map(Keyword).collect();
    ticket
}

fn pairs(events: &[Event]) -> Vec<(u64, u64)> {
    let pair = |event: &Event| match event {
        Event::Proposed { older, newer, .. } => (older.user, newer.user),
        other => panic!("{other:?}"),
    };
    events.iter().map(pair).collect()
}

#[test]
fn the_weightiest_pairs_are_made_first() {
    // On arrival 2 would take 1 and leave 3 and 4 with nothing in common.
    let crowd = [interested(1, &[1, 2]), interested(2, &[1]), interested(3, &[1, 2]), interested(4, &[1])];
    let mut held = Pool::new(holding(), Keywords::new(KeywordConfig::default()));
    for ticket in &crowd {
        assert_eq!(join(&mut held, ticket.clone()), []);
    }
    assert_eq!(held.next_deadline(), Some(NOW + 500));
    assert_eq!(tell(&mut held, NOW + 499, Command::Advance), []);
    assert_eq!(pairs(&tell(&mut held, NOW + 500, Command::Advance)), [(1, 3), (2, 4)]);

    let mut immediate = Pool::new(PoolConfig::default(), Keywords::new(KeywordConfig::default()));
    let events: Vec<Event> = crowd.into_iter().flat_map(|ticket| join(&mut immediate, ticket)).collect();
    assert_eq!(pairs(&events), [(1, 2), (3, 4)]);
}

#[test]
fn the_first_arrival_sets_the_moment_and_the_next_begins_a_new_one() {
    let mut pool = Pool::new(holding(), Random::from_seed([1; 32]));
    join(&mut pool, ticket(1));
    tell(&mut pool, NOW + 400, Command::Join(ticket(2)));
    let events = tell(&mut pool, NOW + 500, Command::Join(ticket(3)));
    assert_eq!(pairs(&events), [(1, 2)]);
    assert_eq!(pool.next_deadline(), Some(NOW + 1_000));
    assert_eq!(tell(&mut pool, NOW + 1_000, Command::Join(ticket(4))), []);
    assert_eq!(
        pairs(&tell(&mut pool, NOW + 1_500, Command::Advance)),
        [(3, 4)],
        "the one left over is still there"
    );
}

#[test]
fn who_cancels_while_gathered_is_not_paired() {
    let mut pool = Pool::new(holding(), Random::from_seed([1; 32]));
    for user in [1, 2, 3] {
        join(&mut pool, ticket(user));
    }
    tell(&mut pool, NOW, Command::Cancel { ticket: 20 });
    assert_eq!(pairs(&tell(&mut pool, NOW + 500, Command::Advance)), [(1, 3)]);
}

#[test]
fn who_becomes_eligible_is_gathered_too() {
    let mut pool = Pool::new(holding(), Random::from_seed([1; 32]));
    join(&mut pool, having_met(1, &[(2, NOW + 2_000)]));
    join(&mut pool, ticket(2));
    assert_eq!(tell(&mut pool, NOW + 500, Command::Advance), []);
    assert_eq!(tell(&mut pool, NOW + 2_000, Command::Advance), []);
    let (_, older, newer) = proposal(&tell(&mut pool, NOW + 2_500, Command::Advance));
    assert_eq!((older, newer), (1, 2));
}
