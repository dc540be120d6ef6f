//! Every command that is refused says why, with the value at fault, and changes nothing.

use matchmaking::{Command, Pool, PoolConfig, PoolError, Random, Reachability};

use crate::support::{MINUTE, NOW, join, proposal, random_pool, refused, ticket};

#[test]
fn a_ticket_key_and_a_user_are_live_once() {
    let mut pool = random_pool();
    join(&mut pool, ticket(1));
    let mut same_key = ticket(2);
    same_key.id = 10;
    assert_eq!(refused(&mut pool, NOW, Command::Join(same_key)), PoolError::DuplicateTicket { ticket: 10 });
    let mut same_user = ticket(1);
    same_user.id = 11;
    let error = refused(&mut pool, NOW, Command::Join(same_user.clone()));
    assert_eq!(error, PoolError::AlreadyWaiting { user: 1, ticket: 10 });

    join(&mut pool, ticket(3));
    let error = refused(&mut pool, NOW, Command::Join(same_user));
    assert_eq!(error, PoolError::AlreadyWaiting { user: 1, ticket: 10 }, "reserved counts as live");
}

#[test]
fn nobody_joins_whose_time_is_up() {
    let mut late = ticket(1);
    late.expires_ms = NOW;
    let error = refused(&mut random_pool(), NOW, Command::Join(late));
    assert_eq!(error, PoolError::AlreadyExpired { ticket: 10, expires_ms: NOW, now_ms: NOW });
}

#[test]
fn nobody_joins_who_could_not_be_told() {
    for reach in [
        Reachability::Push { until_ms: NOW + 60 * MINUTE, left: 1 },
        Reachability::Push { until_ms: NOW + MINUTE, left: 5 },
        Reachability::Pull { last_seen_ms: NOW - 10 * MINUTE },
    ] {
        let mut mute = ticket(1);
        mute.reach = reach;
        let error = refused(&mut random_pool(), NOW, Command::Join(mute));
        assert_eq!(error, PoolError::Unreachable { ticket: 10, reach, now_ms: NOW });
    }
}

#[test]
fn a_full_pool_says_so_until_someone_leaves() {
    let mut config = PoolConfig::default();
    config.capacity = 1;
    let mut pool = Pool::new(config, Random::from_seed([1; 32]));
    join(&mut pool, ticket(1));
    assert_eq!(refused(&mut pool, NOW, Command::Join(ticket(2))), PoolError::Full { capacity: 1 });
    pool.apply(NOW, Command::Cancel { ticket: 10 }, &mut Vec::new()).unwrap();
    join(&mut pool, ticket(2));
}

#[test]
fn what_is_not_there_cannot_be_named() {
    let mut pool = random_pool();
    let reach = Reachability::Pull { last_seen_ms: NOW };
    let unknown = PoolError::UnknownTicket { ticket: 4 };
    assert_eq!(refused(&mut pool, NOW, Command::Cancel { ticket: 4 }), unknown);
    assert_eq!(refused(&mut pool, NOW, Command::Touch { ticket: 4, reach }), unknown);
    let unknown = PoolError::UnknownMatch { match_id: 4 };
    assert_eq!(refused(&mut pool, NOW, Command::Confirm { match_id: 4 }), unknown);
    assert_eq!(refused(&mut pool, NOW, Command::Release { match_id: 4, drop: vec![] }), unknown);
    assert_eq!(refused(&mut pool, NOW, Command::Block { a: 4, b: 4 }), PoolError::SelfBlock { user: 4 });
}

#[test]
fn a_release_drops_only_its_own() {
    let mut pool = random_pool();
    join(&mut pool, ticket(1));
    let (match_id, ..) = proposal(&join(&mut pool, ticket(2)));
    let error = refused(&mut pool, NOW, Command::Release { match_id, drop: vec![10, 30] });
    assert_eq!(error, PoolError::NotInMatch { match_id, ticket: 30 });
}

#[test]
fn a_refusal_does_not_hide_what_time_has_done() {
    let mut pool = random_pool();
    join(&mut pool, ticket(1));
    let mut events = Vec::new();
    let result = pool.apply(NOW + 10 * MINUTE, Command::Cancel { ticket: 10 }, &mut events);
    assert_eq!(result, Err(PoolError::UnknownTicket { ticket: 10 }));
    assert_eq!(events.len(), 1, "it expired: {events:?}");
}
