//! What a strategy gets to see: the open rooms in which everybody would get on.

use std::collections::BTreeMap;
use std::fmt;

use crate::TicketRef;

use super::RoomConfig;
use super::party::{PartyRecord, Seq};
use super::roll::{Roll, Room};

/// How many of the oldest rooms are looked at: what there is to do for one party stays bounded in any crowd.
pub(super) const LOOK: usize = 256;

/// The number of an open room, for a strategy's own index. Never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoomHandle(pub(super) u64);

/// People who wait together: a party, or all in a room.
#[derive(Clone, Copy)]
pub struct Group<'r> {
    pub(super) roll: &'r Roll,
    pub(super) parties: &'r [Seq],
}

impl<'r> Group<'r> {
    /// Their tickets.
    pub fn tickets(&self) -> impl Iterator<Item = TicketRef<'r>> + use<'r> {
        let roll = self.roll;
        self.parties.iter().filter_map(|seq| roll.party(*seq)).flat_map(PartyRecord::tickets)
    }

    /// How many people they are.
    #[must_use]
    pub fn size(&self) -> usize {
        self.records().map(PartyRecord::size).sum()
    }

    /// When the first of them began to wait, milliseconds.
    #[must_use]
    pub fn born_ms(&self) -> i64 {
        self.records().map(|party| party.age.0).min().unwrap_or(i64::MAX)
    }

    pub(super) fn records(&self) -> impl Iterator<Item = &'r PartyRecord> + use<'r> {
        let roll = self.roll;
        self.parties.iter().filter_map(|seq| roll.party(*seq))
    }

    pub(super) fn gets_on(&self, other: Group<'_>, config: &RoomConfig, now_ms: i64) -> bool {
        self.size() + other.size() <= usize::from(config.max())
            && self.records().all(|a| other.records().all(|b| a.gets_on(b, &config.rules, now_ms)))
    }
}

/// The open rooms for one group, seen through the hard rules: whatever is found here has room for all of them, and
/// everybody there gets on with everybody here.
#[derive(Clone, Copy)]
pub struct OpenRooms<'r> {
    pub(super) config: &'r RoomConfig,
    pub(super) rooms: &'r BTreeMap<u64, Room>,
    pub(super) now_ms: i64,
    pub(super) seekers: Group<'r>,
    pub(super) waited_ms: i64,
}

/// An open room that fits.
#[derive(Clone, Copy)]
pub struct OpenRoom<'r> {
    pub(super) number: u64,
    group: Group<'r>,
}

impl<'r> OpenRooms<'r> {
    /// Those for whom a room is sought.
    #[must_use]
    pub fn seekers(&self) -> Group<'r> {
        self.seekers
    }

    /// The time, milliseconds.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        self.now_ms
    }

    /// Only if somebody, here or there, has waited for at least `ms` milliseconds.
    #[must_use]
    pub fn waited(self, ms: i64) -> Self {
        Self { waited_ms: self.waited_ms.max(ms), ..self }
    }

    /// The room of a handle, if it is open and fits.
    #[must_use]
    pub fn get(&self, handle: RoomHandle) -> Option<OpenRoom<'r>> {
        let room = self.rooms.get(&handle.0)?;
        let group = Group { roll: self.seekers.roll, parties: &room.parties };
        let since = group.born_ms().min(self.seekers.born_ms());
        let waited = self.now_ms.saturating_sub(since) >= self.waited_ms;
        let fits = waited && self.seekers.gets_on(group, self.config, self.now_ms);
        fits.then_some(OpenRoom { number: handle.0, group })
    }

    /// The rooms that fit among the [`Rooms::LOOK`](crate::Rooms::LOOK) oldest, the oldest first.
    pub fn oldest(&self) -> impl Iterator<Item = OpenRoom<'r>> + use<'r> {
        let this = *self;
        this.seekers.roll.rooms_by_age().take(LOOK).filter_map(move |number| this.get(RoomHandle(number)))
    }
}

impl<'r> OpenRoom<'r> {
    /// Its handle.
    #[must_use]
    pub fn handle(&self) -> RoomHandle {
        RoomHandle(self.number)
    }

    /// Those who are in it.
    #[must_use]
    pub fn group(&self) -> Group<'r> {
        self.group
    }
}

impl fmt::Debug for Group<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Group").field("size", &self.size()).finish_non_exhaustive()
    }
}

impl fmt::Debug for OpenRooms<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpenRooms").field("now_ms", &self.now_ms).finish_non_exhaustive()
    }
}

impl fmt::Debug for OpenRoom<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpenRoom").field("group", &self.group).finish_non_exhaustive()
    }
}
