//! What a strategy gets to see: the candidates the hard rules allow for one seeker.

use std::fmt;

use crate::PoolConfig;

use super::roll::Roll;
use super::slab::Key;
use super::ticket_ref::TicketRef;

/// The name of a live ticket inside one pool, for a strategy's own index. Cheap to keep and compare; once its ticket
/// has left the pool it finds nothing, though the slot be used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Handle(pub(super) Key);

impl Handle {
    /// A small number that no other live ticket has: fit to index an array. Used again once the ticket has left.
    #[must_use]
    pub const fn slot(self) -> u32 {
        self.0.slot
    }
}

/// The candidates for one seeker, seen through the hard rules.
///
/// Whatever is looked up here is eligible or is not shown; so a strategy cannot choose anybody it must not.
#[derive(Clone, Copy)]
pub struct Candidates<'p> {
    config: &'p PoolConfig,
    roll: &'p Roll,
    now_ms: i64,
    seeker: TicketRef<'p>,
    slot: u32,
    /// How long the older of two must have waited.
    waited_ms: i64,
}

/// A ticket that the seeker may meet.
#[derive(Clone, Copy)]
pub struct Candidate<'p> {
    pub(crate) handle: Handle,
    ticket: TicketRef<'p>,
}

impl<'p> Candidates<'p> {
    /// The candidates for a live ticket.
    pub(super) fn of(config: &'p PoolConfig, roll: &'p Roll, now_ms: i64, seeker: Key) -> Option<Self> {
        let (ticket, slot) = (roll.get(seeker)?, seeker.slot);
        Some(Self { config, roll, now_ms, seeker: ticket, slot, waited_ms: i64::MIN })
    }

    /// The ticket a partner is wanted for.
    #[must_use]
    pub fn seeker(&self) -> TicketRef<'p> {
        self.seeker
    }

    /// The slot of the ticket a partner is wanted for: an index may have it under what it seeks.
    pub(crate) fn seeker_slot(&self) -> u32 {
        self.slot
    }

    /// Only those pairs of which one has waited for at least `ms` milliseconds: for strategies that ask for less after
    /// a while, whoever of the two it was that waited.
    #[must_use]
    pub fn waited(self, ms: i64) -> Self {
        Self { waited_ms: self.waited_ms.max(ms), ..self }
    }

    /// The time, milliseconds.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        self.now_ms
    }

    /// How many positions there are to draw from: everyone who waits and can be reached, but for the seeker.
    /// Not all of them need be eligible.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.roll.candidates() - u32::from(self.own_position().is_some())
    }

    /// Whether nobody else waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The candidate at a position below [`Candidates::len`], if eligible. Positions have no meaning and change with
    /// every command.
    #[must_use]
    pub fn at(&self, position: u32) -> Option<Candidate<'p>> {
        let skipped = self.own_position().is_some_and(|own| own <= position);
        let position = position.checked_add(u32::from(skipped))?;
        let (key, ticket) = self.roll.candidate_at(position)?;
        self.eligible(key, ticket)
    }

    /// The ticket of a handle, if it is a candidate and eligible.
    #[must_use]
    pub fn get(&self, handle: Handle) -> Option<Candidate<'p>> {
        self.eligible(handle.0, self.roll.get(handle.0)?)
    }

    /// The candidate in a [slot](Handle::slot), if eligible.
    #[must_use]
    pub fn in_slot(&self, slot: u32) -> Option<Candidate<'p>> {
        let (key, ticket) = self.roll.in_slot(slot)?;
        self.eligible(key, ticket)
    }

    /// The eligible candidates, the oldest first. Walking past many that are not eligible takes as many steps.
    pub fn oldest(&self) -> impl Iterator<Item = Candidate<'p>> + use<'p> {
        self.oldest_of(usize::MAX)
    }

    /// The eligible among the `look` oldest candidates, the oldest first.
    pub fn oldest_of(&self, look: usize) -> impl Iterator<Item = Candidate<'p>> + use<'p> {
        let this = *self;
        let seeker_waited = this.has_waited(this.seeker);
        let may_be = move |it: &(Key, TicketRef<'_>)| seeker_waited || this.has_waited(it.1);
        this.roll
            .by_age()
            .take(look)
            .take_while(may_be)
            .filter_map(move |(key, ticket)| this.eligible(key, ticket))
    }

    fn has_waited(&self, ticket: TicketRef<'_>) -> bool {
        self.now_ms.saturating_sub(ticket.born_ms()) >= self.waited_ms
    }

    fn own_position(&self) -> Option<u32> {
        self.roll.position(self.slot)
    }

    fn eligible(&self, key: Key, ticket: TicketRef<'p>) -> Option<Candidate<'p>> {
        let waited = self.has_waited(self.seeker) || self.has_waited(ticket);
        (ticket.hot.is_candidate() && waited && self.seeker.may_meet(ticket, self.config, self.now_ms))
            .then_some(Candidate { handle: Handle(key), ticket })
    }
}

impl<'p> Candidate<'p> {
    /// Its ticket.
    #[must_use]
    pub fn ticket(&self) -> TicketRef<'p> {
        self.ticket
    }

    /// Its handle.
    #[must_use]
    pub fn handle(&self) -> Handle {
        self.handle
    }
}

impl fmt::Debug for Candidates<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Candidates")
            .field("len", &self.len())
            .field("now_ms", &self.now_ms)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Candidate<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Candidate").field("ticket", &self.ticket.id()).finish_non_exhaustive()
    }
}
