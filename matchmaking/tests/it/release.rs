//! A proposal that comes to nothing: who returns, how old, and whom they may meet next.

use matchmaking::{Command, Event, LapseCause, TicketState};

use crate::support::{MINUTE, NOW, blocking, join, met, proposal, random_pool, tell, ticket, users, waiting};

#[test]
fn who_returns_stands_at_the_front_with_the_original_age() {
    let mut pool = random_pool();
    join(&mut pool, ticket(1));
    let (match_id, ..) = proposal(&join(&mut pool, ticket(2)));
    // Three who would not meet user 1 nor one another, born after but joined before the return.
    for user in [3, 4, 5] {
        let mut later = blocking(user, &[1, 3, 4, 5]);
        later.born_ms = NOW + 1;
        join(&mut pool, later);
    }
    let events = tell(&mut pool, NOW + 9, Command::Release { match_id, drop: vec![20] });
    assert_eq!(events, []);
    assert_eq!(waiting(&pool), [1, 3, 4, 5]);
    assert_eq!(pool.ticket(10).unwrap().born_ms(), NOW);
    assert_eq!((pool.counts().waiting, pool.counts().dropped), (4, 1));
    assert_eq!(pool.state(20), None);
}

#[test]
fn who_returns_is_proposed_to_others_at_once() {
    let mut pool = random_pool();
    join(&mut pool, ticket(1));
    let (match_id, ..) = proposal(&join(&mut pool, ticket(2)));
    join(&mut pool, ticket(3));
    let events = tell(&mut pool, NOW, Command::Release { match_id, drop: vec![20] });
    assert_eq!(met(&events), (1, 3));
}

#[test]
fn a_pair_that_failed_is_not_tried_again_without_pause() {
    let mut pool = random_pool();
    let retry = i64::from(pool.config().retry_ms);
    join(&mut pool, ticket(1));
    let (first, ..) = proposal(&join(&mut pool, ticket(2)));
    assert_eq!(tell(&mut pool, NOW, Command::Release { match_id: first, drop: vec![] }), []);
    assert_eq!(waiting(&pool), [1, 2]);
    assert_eq!(tell(&mut pool, NOW + retry - 1, Command::Advance), []);
    assert_eq!(pool.next_deadline(), Some(NOW + retry));
    let (second, ..) = proposal(&tell(&mut pool, NOW + retry, Command::Advance));
    assert!(second > first);
}

#[test]
fn dropping_both_empties_the_pool() {
    let mut pool = random_pool();
    join(&mut pool, ticket(1));
    let (match_id, ..) = proposal(&join(&mut pool, ticket(2)));
    assert_eq!(tell(&mut pool, NOW, Command::Release { match_id, drop: vec![20, 10, 20] }), []);
    assert_eq!((pool.counts().dropped, pool.counts().waiting, pool.next_deadline()), (2, 0, None));
    join(&mut pool, ticket(1));
}

#[test]
fn silence_lets_a_reservation_lapse() {
    let mut pool = random_pool();
    join(&mut pool, ticket(1));
    let events = join(&mut pool, ticket(2));
    let [Event::Proposed { match_id, deadline_ms, .. }] = events[..] else { panic!("{events:?}") };
    assert_eq!(pool.state(10), Some(TicketState::Reserved { match_id, deadline_ms }));
    assert_eq!(pool.next_deadline(), Some(deadline_ms));
    let events = tell(&mut pool, deadline_ms, Command::Advance);
    let [Event::ReservationLapsed { older, newer, cause: LapseCause::Deadline, .. }] = events[..] else {
        panic!("{events:?}")
    };
    assert_eq!(users(&[older, newer]), [1, 2]);
    assert_eq!(waiting(&pool), [1, 2]);
}

#[test]
fn cancelling_a_reserved_ticket_frees_the_other() {
    let mut pool = random_pool();
    join(&mut pool, ticket(1));
    join(&mut pool, ticket(2));
    join(&mut pool, ticket(3));
    let events = tell(&mut pool, NOW, Command::Cancel { ticket: 10 });
    let [Event::ReservationLapsed { cause, .. }, Event::Proposed { older, newer, .. }] = events[..] else {
        panic!("{events:?}")
    };
    assert_eq!(cause, LapseCause::Cancelled { ticket: 10 });
    assert_eq!(users(&[older, newer]), [2, 3]);
    assert_eq!(pool.counts().cancelled, 1);
}

#[test]
fn a_block_between_two_reserved_parts_them_for_good() {
    let mut pool = random_pool();
    join(&mut pool, ticket(1));
    let (match_id, ..) = proposal(&join(&mut pool, ticket(2)));
    let events = tell(&mut pool, NOW, Command::Block { a: 2, b: 1 });
    assert!(
        matches!(events[..], [Event::ReservationLapsed { cause: LapseCause::Blocked, .. }]),
        "{events:?}"
    );
    assert!(pool.apply(NOW, Command::Confirm { match_id }, &mut Vec::new()).is_err());
    assert_eq!(tell(&mut pool, NOW + 9 * MINUTE, Command::Advance), [], "they never meet again");
}

#[test]
fn who_returns_too_late_expires() {
    let mut pool = random_pool();
    let mut short = ticket(1);
    short.expires_ms = NOW + 5;
    join(&mut pool, short);
    let (match_id, ..) = proposal(&join(&mut pool, ticket(2)));
    assert_eq!(tell(&mut pool, NOW + 6, Command::Advance), [], "reserved tickets do not expire");
    let events = tell(&mut pool, NOW + 6, Command::Release { match_id, drop: vec![] });
    assert!(matches!(events[..], [Event::Expired { .. }]), "{events:?}");
    assert_eq!(waiting(&pool), [2]);
}
