//! Rooms: more than two who meet at once, with the same rules between any two of them.
//!
//! Nobody searches the subsets of those who wait: a party that arrives tops up an open room in which everybody gets on
//! with everybody, or opens one. A room is proposed once it is full, or has enough people and its oldest has waited for
//! [`RoomConfig::fill_ms`]; one that then still has too few is tried to be put together anew around its oldest, taking
//! in whoever fits from other such rooms by age.

mod command;
mod config;
mod due;
mod event;
mod gather;
mod join;
mod open;
mod party;
mod place;
mod proposal;
mod roll;
mod shape;
mod shelves;
mod strategy;
mod topics;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::{Counts, PoolError};

pub use command::{Party, RoomCommand};
pub use config::RoomConfig;
use due::Due;
pub use event::{PartyMembers, RoomEvent, RoomLapse};
pub use open::{Group, OpenRoom, OpenRooms, RoomHandle};
use party::Place;
use proposal::Proposal;
use roll::{Roll, Room};
use shelves::Shelves;
pub use strategy::{OldestRoom, RoomStrategy};
pub use topics::{TopicConfig, Topics};

/// The parties that wait, the rooms that are open, and those that are proposed: the same machine as
/// [`Pool`](crate::Pool), for more than two.
///
/// After every command no two open rooms are left that could be one, unless the strategy declined, or more than
/// [`Rooms::LOOK`] older ones are open that are kept apart by more than places, sexes and coming of age. Its promises
/// beyond that are the pool's: hard rules between any two of different parties, one live ticket per user, a party in at most
/// one room, and the same events for the same seed and log.
///
/// ```
/// use matchmaking::{OldestRoom, Party, PoolConfig, Reachability, RoomCommand, RoomConfig, RoomEvent, Rooms, Ticket};
///
/// let mut rooms = Rooms::new(RoomConfig::new(3, 4, PoolConfig::default())?, OldestRoom);
/// let reach = Reachability::Pull { last_seen_ms: 0 };
/// let ticket = |user| Ticket::new(user, user, 0, 600_000, reach);
/// let mut events = Vec::new();
/// rooms.apply(0, RoomCommand::Join(Party::new(1, vec![ticket(1), ticket(2)])), &mut events)?;
/// rooms.apply(0, RoomCommand::Join(Party::new(2, vec![ticket(3)])), &mut events)?;
/// assert!(events.is_empty(), "there is still a place");
/// rooms.apply(20_000, RoomCommand::Advance, &mut events)?;
/// let [RoomEvent::Proposed { match_id, ref parties, .. }] = events[..] else { panic!("{events:?}") };
/// assert_eq!(parties.len(), 2);
/// rooms.apply(20_000, RoomCommand::Confirm { match_id }, &mut events)?;
/// # Ok::<(), matchmaking::PoolError>(())
/// ```
pub struct Rooms<S> {
    config: RoomConfig,
    strategy: S,
    now_ms: i64,
    roll: Roll,
    /// The open ones.
    rooms: BTreeMap<u64, Room>,
    shelves: Shelves,
    next_room: u64,
    proposals: BTreeMap<u64, Proposal>,
    due: BTreeSet<(i64, Due)>,
    counts: Counts,
    next_seq: u64,
    next_match: u64,
}

impl<S> Rooms<S> {
    /// How many of the oldest open rooms are looked at for those who seek one by age; those that are too small, or of
    /// another sex or generation than is firmly asked for, are not counted.
    pub const LOOK: usize = open::LOOK;
}

impl<S: RoomStrategy> Rooms<S> {
    /// No parties yet.
    #[must_use]
    pub fn new(config: RoomConfig, strategy: S) -> Self {
        Self {
            config,
            strategy,
            now_ms: i64::MIN,
            roll: Roll::new(),
            rooms: BTreeMap::new(),
            shelves: Shelves::default(),
            next_room: 0,
            proposals: BTreeMap::new(),
            due: BTreeSet::new(),
            counts: Counts::default(),
            next_seq: 0,
            next_match: config.rules.first_match_id,
        }
    }

    /// Does what has become due by `now_ms` (milliseconds), then `command`, and appends what happened to `events`.
    ///
    /// A `now_ms` before one already seen counts as that one.
    ///
    /// # Errors
    ///
    /// A [`PoolError`] says why the command was refused; it then had no effect. What was due by `now_ms` has happened
    /// all the same, and `events` has it.
    pub fn apply(
        &mut self,
        now_ms: i64,
        command: RoomCommand,
        events: &mut Vec<RoomEvent>,
    ) -> Result<(), PoolError> {
        self.now_ms = self.now_ms.max(now_ms);
        self.run_due(events);
        match command {
            RoomCommand::Join(party) => self.join(party, events),
            RoomCommand::Cancel { party } => self.cancel(party, events),
            RoomCommand::Touch { ticket, reach } => self.touch(ticket, reach, events),
            RoomCommand::Confirm { match_id } => self.confirm(match_id, events),
            RoomCommand::Release { match_id, drop } => self.release(match_id, &drop, events),
            RoomCommand::Block { a, b } => self.block(a, b, events),
            RoomCommand::Advance => Ok(()),
        }
    }

    /// When to apply [`RoomCommand::Advance`] if nothing else comes first, milliseconds.
    #[must_use]
    pub fn next_deadline(&self) -> Option<i64> {
        self.due.first().map(|&(at_ms, _)| at_ms)
    }

    /// How many parties are where.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// The settings.
    #[must_use]
    pub fn config(&self) -> &RoomConfig {
        &self.config
    }

    /// The open rooms, those opened first first: the keys of the parties in each, the oldest first.
    pub fn open_rooms(&self) -> impl Iterator<Item = Vec<u64>> + '_ {
        let id = |seq: &u64| self.roll.party(*seq).map(|party| party.id);
        self.rooms.values().map(move |room| room.parties.iter().filter_map(id).collect())
    }

    /// The proposal a live party is part of, if any; `None` for a party that is not here.
    #[must_use]
    pub fn proposal_of(&self, party: u64) -> Option<Option<u64>> {
        let place = self.roll.party(self.roll.seq_of(party)?)?.place;
        Some(if let Place::Reserved { match_id } = place { Some(match_id) } else { None })
    }
}

/// Numbers only.
impl<S> fmt::Debug for Rooms<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rooms")
            .field("config", &self.config)
            .field("counts", &self.counts)
            .finish_non_exhaustive()
    }
}
