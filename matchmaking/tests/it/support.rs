//! Short words for the scenes.

use matchmaking::{
    Command, Event, Member, Pool, PoolConfig, PoolError, Random, Reachability, Recent, Strategy, Ticket,
};

pub(crate) const MINUTE: i64 = 60_000;
pub(crate) const NOW: i64 = 1_700_000_000_000;

/// A reach that no test outlives by accident.
pub(crate) const REACH: Reachability = Reachability::Push { until_ms: NOW + 2_880 * MINUTE, left: 20 };

pub(crate) fn random_pool() -> Pool<Random> {
    Pool::new(PoolConfig::default(), Random::from_seed([1; 32]))
}

/// A ticket of `user`, whose key is the user's times ten, that waits ten minutes from `NOW`.
pub(crate) fn ticket(user: u64) -> Ticket {
    Ticket::new(user * 10, user, NOW, NOW + 10 * MINUTE, REACH)
}

pub(crate) fn blocking(user: u64, blocks: &[u64]) -> Ticket {
    let mut ticket = ticket(user);
    ticket.blocks = blocks.to_vec();
    ticket
}

pub(crate) fn having_met(user: u64, recents: &[(u64, i64)]) -> Ticket {
    let mut ticket = ticket(user);
    ticket.recents = recents.iter().map(|&(user, until)| Recent::new(user, until)).collect();
    ticket
}

/// Applies and returns what happened; the command must be accepted.
pub(crate) fn tell<S: Strategy>(pool: &mut Pool<S>, now: i64, command: Command) -> Vec<Event> {
    let mut events = Vec::new();
    pool.apply(now, command, &mut events).expect("the command is accepted");
    events
}

/// Applies a command that must be refused and have no effect.
pub(crate) fn refused<S: Strategy>(pool: &mut Pool<S>, now: i64, command: Command) -> PoolError {
    let before = (pool.counts(), pool.next_deadline());
    let mut events = Vec::new();
    let error = pool.apply(now, command, &mut events).expect_err("the command is refused");
    assert_eq!((events, pool.counts(), pool.next_deadline()), (vec![], before.0, before.1));
    error
}

pub(crate) fn join<S: Strategy>(pool: &mut Pool<S>, ticket: Ticket) -> Vec<Event> {
    tell(pool, NOW, Command::Join(ticket))
}

/// The only event, which must be a proposal: its id and the users, the older first.
#[track_caller]
pub(crate) fn proposal(events: &[Event]) -> (u64, u64, u64) {
    let [Event::Proposed { match_id, older, newer, .. }] = events else {
        panic!("one proposal and nothing else: {events:?}")
    };
    (*match_id, older.user, newer.user)
}

/// The users of the only event, which must be a proposal, the lower first.
#[track_caller]
pub(crate) fn met(events: &[Event]) -> (u64, u64) {
    let (_, a, b) = proposal(events);
    (a.min(b), a.max(b))
}

pub(crate) fn users<'a>(members: impl IntoIterator<Item = &'a Member>) -> Vec<u64> {
    members.into_iter().map(|member| member.user).collect()
}

pub(crate) fn waiting<S: Strategy>(pool: &Pool<S>) -> Vec<u64> {
    pool.by_age().map(|ticket| ticket.user()).collect()
}
