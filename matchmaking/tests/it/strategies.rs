//! Strategies written outside the crate: one with an index of its own, one that declines.

use std::collections::{BTreeMap, BTreeSet};

use matchmaking::{
    Candidates, Choice, Command, Handle, Pool, PoolConfig, Reason, Reasons, Strategy, TicketRef, TicketState,
};

use crate::support::{NOW, blocking, join, met, proposal, tell, ticket, waiting};

/// Prefers whoever became a candidate last, by an index of its own; and holds the views of the candidates to one
/// another: by position, by age and by handle there must be the same ones.
#[derive(Default)]
pub(crate) struct Newest {
    index: BTreeMap<u64, Handle>,
    serials: BTreeMap<Handle, u64>,
    next: u64,
}

impl Strategy for Newest {
    fn choose<'p>(&mut self, candidates: Candidates<'p>) -> Option<Choice<'p>> {
        let by_handle = || self.index.values().rev().filter_map(|&handle| candidates.get(handle));
        let by_position = (0..candidates.len()).filter_map(|position| candidates.at(position));
        let drawn: Vec<Handle> = by_position.map(|it| it.handle()).collect();
        let eligible: BTreeSet<Handle> = by_handle().map(|it| it.handle()).collect();
        assert_eq!(drawn.len(), eligible.len(), "everyone can be drawn once");
        assert_eq!(drawn.into_iter().collect::<BTreeSet<_>>(), eligible);
        assert_eq!(candidates.oldest().map(|it| it.handle()).collect::<BTreeSet<_>>(), eligible);
        assert!(candidates.at(candidates.len()).is_none());
        Some(Choice::new(by_handle().next()?, Reasons::one(Reason::Random)))
    }

    fn entered(&mut self, handle: Handle, _: TicketRef<'_>) {
        self.next += 1;
        self.index.insert(self.next, handle);
        assert_eq!(self.serials.insert(handle, self.next), None, "entered twice");
    }

    fn left(&mut self, handle: Handle, _: TicketRef<'_>) {
        let serial = self.serials.remove(&handle).expect("left without having entered");
        self.index.remove(&serial);
    }
}

/// Lets two meet only when one of them has waited for a while.
pub(crate) struct Patient {
    pub(crate) patience_ms: i64,
}

impl Strategy for Patient {
    fn choose<'p>(&mut self, candidates: Candidates<'p>) -> Option<Choice<'p>> {
        let patient = |ticket: TicketRef<'_>| candidates.now_ms() - ticket.born_ms() >= self.patience_ms;
        let chosen = candidates.oldest().find(|it| patient(it.ticket()) || patient(candidates.seeker()))?;
        Some(Choice::new(chosen, Reasons::one(Reason::Random)))
    }

    fn next_look_ms(&self, seeker: TicketRef<'_>, _: i64) -> Option<i64> {
        Some(seeker.born_ms() + self.patience_ms)
    }
}

#[test]
fn an_index_of_its_own_is_kept_up_to_date() {
    let mut pool = Pool::new(PoolConfig::default(), Newest::default());
    for user in [1, 2, 3] {
        join(&mut pool, blocking(user, &[1, 2, 3]));
    }
    assert_eq!(met(&join(&mut pool, ticket(4))), (3, 4));
    tell(&mut pool, NOW, Command::Cancel { ticket: 20 });
    assert_eq!(met(&join(&mut pool, ticket(5))), (1, 5));
    assert_eq!(waiting(&pool), [] as [u64; 0]);
}

/// Remembers whom it saw and never lets go.
#[derive(Default)]
struct Clinging(Vec<Handle>);

impl Strategy for Clinging {
    fn choose<'p>(&mut self, candidates: Candidates<'p>) -> Option<Choice<'p>> {
        let chosen = self.0.iter().find_map(|&handle| candidates.get(handle))?;
        Some(Choice::new(chosen, Reasons::one(Reason::Random)))
    }

    fn entered(&mut self, handle: Handle, _: TicketRef<'_>) {
        self.0.push(handle);
    }
}

#[test]
fn a_handle_finds_nobody_who_is_reserved_or_gone() {
    let mut pool = Pool::new(PoolConfig::default(), Clinging::default());
    join(&mut pool, ticket(1));
    let (match_id, ..) = proposal(&join(&mut pool, ticket(2)));
    assert_eq!(join(&mut pool, ticket(3)), [], "the other two are reserved");
    tell(&mut pool, NOW, Command::Confirm { match_id });
    tell(&mut pool, NOW, Command::Cancel { ticket: 30 });
    assert_eq!(join(&mut pool, ticket(4)), [], "all are gone, whoever has their slots");
    assert_eq!(met(&join(&mut pool, ticket(5))), (4, 5));
}

#[test]
fn a_strategy_that_declines_is_asked_again_when_it_said() {
    let mut pool = Pool::new(PoolConfig::default(), Patient { patience_ms: 50 });
    join(&mut pool, ticket(1));
    assert_eq!(join(&mut pool, ticket(2)), []);
    assert_eq!(pool.next_deadline(), Some(NOW + 50));
    assert_eq!(tell(&mut pool, NOW + 49, Command::Advance), []);
    assert_eq!(proposal(&tell(&mut pool, NOW + 50, Command::Advance)).1, 1);
    assert!(matches!(pool.state(20), Some(TicketState::Reserved { .. })));
}

#[test]
fn a_pool_can_move_to_the_thread_that_owns_it() {
    fn send<T: Send>(_: &T) {}
    send(&Pool::new(PoolConfig::default(), Newest::default()));
    let boxed: Box<dyn Strategy + Send> = Box::new(Newest::default());
    send(&Pool::new(PoolConfig::default(), boxed));
}
