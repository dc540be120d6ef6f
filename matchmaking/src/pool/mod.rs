//! The pool: a deterministic state machine of waiting tickets and open proposals.

mod advance;
mod agenda;
mod ages;
mod candidates;
mod chunk;
mod cold;
mod draw;
mod hold;
mod hot;
mod join;
mod links;
mod names;
mod pack;
mod past;
mod proposal;
mod record;
mod roll;
mod slab;
mod state;
mod ticket_ref;
mod touch;
mod wheel;

use std::fmt;

use crate::{Command, Counts, Event, PoolConfig, PoolError, Strategy};
use hold::Edge;
use proposal::Proposals;
use roll::Roll;
use slab::Key;

pub use candidates::{Candidate, Candidates, Handle};
pub(crate) use hot::Age;
pub(crate) use record::Record;
pub use state::TicketState;
pub use ticket_ref::TicketRef;

/// The waiting tickets, the open proposals, and the rules by which one becomes the other.
///
/// One thread owns a pool; everything goes through [`Pool::apply`]. After every command no two waiting tickets are
/// left that may meet, unless the strategy declined: whoever arrives is matched on arrival, and whoever becomes
/// eligible later (a recent partner is forgotten, the reach returns, a proposal fails, a wish gives way) at that
/// moment. With [`Mode::Hold`](crate::Mode::Hold) the same is done a moment later for all who arrived meanwhile.
///
/// Cost: a command touches the tickets it names and the candidates its strategy looks at, by key; cancelling scans
/// nothing.
pub struct Pool<S> {
    config: PoolConfig,
    strategy: S,
    now_ms: i64,
    roll: Roll,
    proposals: Proposals,
    counts: Counts,
    /// Tickets to look at again: before the command is done, or when those gathered are paired. Kept for its
    /// allocation.
    revisit: Vec<Key>,
    /// When those gathered are paired.
    pairing_ms: Option<i64>,
    /// Kept for its allocation.
    edges: Vec<Edge>,
}

impl<S: Strategy> Pool<S> {
    /// An empty pool.
    #[must_use]
    pub fn new(config: PoolConfig, strategy: S) -> Self {
        Self {
            config,
            strategy,
            now_ms: i64::MIN,
            roll: Roll::new(),
            proposals: Proposals::starting_at(config.first_match_id),
            counts: Counts::default(),
            revisit: Vec::new(),
            pairing_ms: None,
            edges: Vec::new(),
        }
    }

    /// Does what has become due by `now_ms` (milliseconds), then `command`, and appends what happened to `events`.
    ///
    /// Time does not run backwards here: a `now_ms` before one already seen counts as that one, so that what has
    /// expired stays expired when a clock is set back.
    ///
    /// # Errors
    ///
    /// A [`PoolError`] says why the command was refused; it then had no effect. What was due by `now_ms` has happened
    /// all the same, and `events` has it.
    ///
    /// ```
    /// # use matchmaking::{Command, Pool, PoolConfig, PoolError, Random};
    /// let mut pool = Pool::new(PoolConfig::default(), Random::from_seed([0; 32]));
    /// let refused = pool.apply(0, Command::Cancel { ticket: 9 }, &mut Vec::new());
    /// assert_eq!(refused, Err(PoolError::UnknownTicket { ticket: 9 }));
    /// ```
    pub fn apply(&mut self, now_ms: i64, command: Command, events: &mut Vec<Event>) -> Result<(), PoolError> {
        self.now_ms = self.now_ms.max(now_ms);
        self.run_due(events);
        let result = self.obey(command, events);
        self.pack_if_sparse();
        result
    }

    fn obey(&mut self, command: Command, events: &mut Vec<Event>) -> Result<(), PoolError> {
        match command {
            Command::Join(ticket) => self.join(ticket, events),
            Command::Cancel { ticket } => self.cancel(ticket, events),
            Command::Touch { ticket, reach } => self.touch(ticket, reach, events),
            Command::Confirm { match_id } => self.confirm(match_id, events),
            Command::Release { match_id, drop } => self.release(match_id, &drop, events),
            Command::Block { a, b } => self.block(a, b, events),
            Command::Advance => Ok(()),
        }
    }

    /// When to apply [`Command::Advance`] if nothing else comes first, milliseconds; `None` while nothing is due ever.
    ///
    /// Where very many tickets wait for about the same moment it may be earlier than anything happens; advancing then
    /// brings it nearer.
    #[must_use]
    pub fn next_deadline(&self) -> Option<i64> {
        let lapse_ms = self.proposals.first().map(|(_, at_ms)| at_ms);
        [self.roll.first_due_ms(), lapse_ms, self.pairing_ms].into_iter().flatten().min()
    }

    /// How many tickets are where.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// The settings the pool was made with.
    #[must_use]
    pub fn config(&self) -> &PoolConfig {
        &self.config
    }

    /// Where a live ticket stands; `None` once it has left the pool.
    #[must_use]
    pub fn state(&self, ticket: u64) -> Option<TicketState> {
        let held = self.roll.get(self.roll.key_of(ticket)?)?;
        TicketState::of(held, &self.proposals)
    }

    /// A live ticket as the pool holds it: its reach is the last one touched, its blocks include those that arrived.
    #[must_use]
    pub fn ticket(&self, ticket: u64) -> Option<TicketRef<'_>> {
        self.roll.get(self.roll.key_of(ticket)?)
    }

    /// The key of a user's live ticket.
    #[must_use]
    pub fn ticket_of(&self, user: u64) -> Option<u64> {
        Some(self.roll.get(self.roll.key_of_user(user)?)?.id())
    }

    /// The tickets that wait and can be reached, the oldest first.
    pub fn by_age(&self) -> impl Iterator<Item = TicketRef<'_>> {
        self.roll.by_age().map(|(_, ticket)| ticket)
    }
}

/// Numbers only: a pool is full of people.
impl<S> fmt::Debug for Pool<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pool")
            .field("config", &self.config)
            .field("counts", &self.counts)
            .finish_non_exhaustive()
    }
}
