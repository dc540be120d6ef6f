//! Waiting: expiry, reach that comes and goes, blocks that arrive, memories that fade.

use matchmaking::{Command, Event, ExpiryCause, Reachability, TicketState};

use crate::support::{
    MINUTE, NOW, having_met, join, met, proposal, random_pool, refused, tell, ticket, waiting,
};

#[test]
fn a_confirmed_pair_leaves_and_may_join_again() {
    let mut pool = random_pool();
    let mut first = ticket(1);
    first.generation = 7;
    join(&mut pool, first);
    let (match_id, ..) = proposal(&join(&mut pool, ticket(2)));
    let events = tell(&mut pool, NOW, Command::Confirm { match_id });
    let [Event::Matched { older, newer, .. }] = events[..] else { panic!("{events:?}") };
    assert_eq!((older.ticket, older.user, older.generation), (10, 1, 7));
    assert_eq!((newer.ticket, newer.user, newer.generation), (20, 2, 0));
    assert_eq!((pool.state(10), pool.ticket_of(1), pool.next_deadline()), (None, None, None));
    join(&mut pool, ticket(1));
    assert_eq!(pool.ticket_of(1), Some(10));
}

#[test]
fn a_wait_ends_when_it_was_to_end() {
    let mut pool = random_pool();
    join(&mut pool, ticket(1));
    let end = NOW + 10 * MINUTE;
    assert_eq!(pool.next_deadline(), Some(end));
    assert_eq!(tell(&mut pool, end - 1, Command::Advance), []);
    let events = tell(&mut pool, end, Command::Advance);
    assert!(matches!(events[..], [Event::Expired { cause: ExpiryCause::Wait, .. }]), "{events:?}");
    assert_eq!((pool.counts().expired, pool.next_deadline()), (1, None));
}

#[test]
fn a_wait_never_outlives_the_reach() {
    let mut pool = random_pool();
    let mut brief = ticket(1);
    brief.reach = Reachability::Push { until_ms: NOW + 3 * MINUTE, left: 2 };
    join(&mut pool, brief);
    // For the last minute the grant is too short to be told of a match …
    assert_eq!(tell(&mut pool, NOW + 2 * MINUTE, Command::Join(ticket(2))), []);
    assert_eq!(pool.state(10), Some(TicketState::Waiting { reachable: false }));
    // … and then it is over.
    let events = tell(&mut pool, NOW + 3 * MINUTE, Command::Advance);
    assert!(matches!(events[..], [Event::Expired { cause: ExpiryCause::Reach, .. }]), "{events:?}");
}

#[test]
fn one_line_from_the_user_brings_them_back() {
    let mut pool = random_pool();
    join(&mut pool, ticket(1));
    let touch = |left| Command::Touch {
        ticket: 10,
        reach: Reachability::Push { until_ms: NOW + 100 * MINUTE, left },
    };
    assert_eq!(tell(&mut pool, NOW, touch(1)), []);
    assert_eq!(pool.state(10), Some(TicketState::Waiting { reachable: false }));
    assert_eq!(join(&mut pool, ticket(2)), [], "one push left is not enough");
    assert_eq!(met(&tell(&mut pool, NOW, touch(5))), (1, 2));
}

#[test]
fn a_touch_may_prolong_or_end_the_wait() {
    let mut pool = random_pool();
    let mut fetching = ticket(1);
    fetching.reach = Reachability::Pull { last_seen_ms: NOW - 5 * MINUTE };
    join(&mut pool, fetching);
    assert_eq!(pool.next_deadline(), Some(NOW + 5 * MINUTE));
    let touch = |last_seen_ms| Command::Touch { ticket: 10, reach: Reachability::Pull { last_seen_ms } };
    tell(&mut pool, NOW + MINUTE, touch(NOW + MINUTE));
    assert_eq!(pool.next_deadline(), Some(NOW + 10 * MINUTE), "the wait itself now ends first");
    let events = tell(&mut pool, NOW + 2 * MINUTE, touch(NOW - 8 * MINUTE));
    assert!(matches!(events[..], [Event::Expired { cause: ExpiryCause::Reach, .. }]), "{events:?}");
}

#[test]
fn a_block_during_the_wait_counts() {
    let mut pool = random_pool();
    join(&mut pool, ticket(1));
    tell(&mut pool, NOW, Command::Block { a: 2, b: 1 });
    assert_eq!(join(&mut pool, ticket(2)), []);
    assert_eq!(met(&join(&mut pool, ticket(3))).1, 3);
}

#[test]
fn two_who_met_wait_side_by_side_until_the_memory_fades() {
    let mut pool = random_pool();
    join(&mut pool, having_met(1, &[(2, NOW + 500)]));
    assert_eq!(join(&mut pool, having_met(2, &[(1, NOW + 700)])), []);
    assert_eq!(pool.next_deadline(), Some(NOW + 500));
    assert_eq!(tell(&mut pool, NOW + 500, Command::Advance), [], "the other still remembers");
    assert_eq!(pool.next_deadline(), Some(NOW + 700));
    assert_eq!(met(&tell(&mut pool, NOW + 700, Command::Advance)), (1, 2));
}

#[test]
fn of_two_whose_memory_fades_at_once_the_older_goes_first() {
    let mut pool = random_pool();
    let mut younger = having_met(1, &[(3, NOW + 500)]);
    younger.blocks = vec![2];
    join(&mut pool, younger);
    let mut older = having_met(2, &[(3, NOW + 500)]);
    older.born_ms = NOW - 1;
    join(&mut pool, older);
    join(&mut pool, ticket(3));
    assert_eq!(met(&tell(&mut pool, NOW + 500, Command::Advance)), (2, 3));
}

#[test]
fn a_clock_set_back_revives_nothing() {
    let mut pool = random_pool();
    join(&mut pool, ticket(1));
    tell(&mut pool, NOW + 10 * MINUTE, Command::Advance);
    refused(&mut pool, NOW, Command::Join(ticket(2)));
}

#[test]
fn whoever_was_born_first_is_older_whoever_joined_first() {
    let mut pool = random_pool();
    join(&mut pool, ticket(1));
    let mut elder = ticket(2);
    elder.born_ms = NOW - 1;
    assert_eq!(proposal(&join(&mut pool, elder)).1, 2);
    let mut alone = ticket(3);
    alone.blocks = vec![4];
    join(&mut pool, alone);
    join(&mut pool, ticket(4));
    assert_eq!(waiting(&pool), [3, 4], "born together: the order of joining decides");
}

#[test]
fn a_jump_of_the_clock_runs_every_deadline_in_between() {
    let mut pool = random_pool();
    join(&mut pool, ticket(1));
    join(&mut pool, ticket(2));
    let events = tell(&mut pool, NOW + 2_880 * MINUTE, Command::Advance);
    assert!(
        matches!(events[..], [Event::ReservationLapsed { .. }, Event::Expired { .. }, Event::Expired { .. }]),
        "{events:?}"
    );
}

#[test]
fn nothing_printed_says_whom_a_user_blocked_or_met() {
    let mut private = having_met(1, &[(424_242, 9)]);
    private.blocks = vec![737_373];
    let printed = format!("{private:?} {:?}", Command::Join(private.clone()));
    assert!(!printed.contains("424242") && !printed.contains("737373"), "{printed}");
    let mut pool = random_pool();
    join(&mut pool, private);
    let printed = format!("{pool:?}");
    assert!(!printed.contains("user") && printed.contains("waiting: 1"), "{printed}");
}
