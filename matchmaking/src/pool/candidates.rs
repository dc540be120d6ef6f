//! What a strategy gets to see: the candidates the hard rules allow for one seeker.

use std::fmt;

use crate::{PoolConfig, Ticket};

use super::hard_rules::may_meet;
use super::record::{Key, Place, Record};
use super::roll::Roll;

/// The name of a live ticket inside one pool, for a strategy's own index. Cheap to keep and compare; once its ticket
/// has left the pool it finds nothing, though the slot be used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Handle(pub(super) Key);

/// The candidates for one seeker, seen through the hard rules.
///
/// Whatever is looked up here is eligible or is not shown; so a strategy cannot choose anybody it must not.
#[derive(Clone, Copy)]
pub struct Candidates<'p> {
    config: &'p PoolConfig,
    roll: &'p Roll,
    now_ms: i64,
    seeker: &'p Record,
}

/// A ticket that the seeker may meet.
#[derive(Clone, Copy)]
pub struct Candidate<'p> {
    pub(crate) handle: Handle,
    ticket: &'p Ticket,
}

impl<'p> Candidates<'p> {
    pub(super) fn new(config: &'p PoolConfig, roll: &'p Roll, now_ms: i64, seeker: &'p Record) -> Self {
        Self { config, roll, now_ms, seeker }
    }

    /// The ticket a partner is wanted for.
    #[must_use]
    pub fn seeker(&self) -> &'p Ticket {
        &self.seeker.ticket
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
        self.eligible(self.roll.candidate_at(position)?)
    }

    /// The ticket of a handle, if it is a candidate and eligible.
    #[must_use]
    pub fn get(&self, handle: Handle) -> Option<Candidate<'p>> {
        self.eligible(handle.0)
    }

    /// The eligible candidates, the oldest first. Walking past many that are not eligible takes as many steps.
    pub fn oldest(&self) -> impl Iterator<Item = Candidate<'p>> + use<'p> {
        let this = *self;
        this.roll.by_age().filter_map(move |key| this.eligible(key))
    }

    fn own_position(&self) -> Option<u32> {
        match self.seeker.place {
            Place::Candidate { position } => Some(position),
            Place::Aside | Place::Reserved { .. } => None,
        }
    }

    fn eligible(&self, key: Key) -> Option<Candidate<'p>> {
        let record = self.roll.get(key)?;
        let listed = matches!(record.place, Place::Candidate { .. });
        (listed && may_meet(self.config, self.now_ms, self.seeker, record))
            .then_some(Candidate { handle: Handle(key), ticket: &record.ticket })
    }
}

impl<'p> Candidate<'p> {
    /// Its ticket.
    #[must_use]
    pub fn ticket(&self) -> &'p Ticket {
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
        f.debug_struct("Candidate").field("ticket", &self.ticket.id).finish_non_exhaustive()
    }
}
