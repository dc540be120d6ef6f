//! What a strategy gets to see: the open rooms in which everybody would get on.

use std::collections::BTreeMap;
use std::fmt;

use crate::TicketRef;

use super::RoomConfig;
use super::party::{PartyRecord, Seq};
use super::roll::{Roll, Room};
use super::shape::Shape;
use super::shelves::Shelves;

/// How many of the oldest rooms that may do are looked at: what there is to do for one party stays bounded in any crowd.
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

    pub(super) fn shape(&self) -> Shape {
        self.records().map(|party| party.shape).fold(Shape::NOBODY, Shape::with)
    }

    pub(super) fn records(&self) -> impl Iterator<Item = &'r PartyRecord> + use<'r> {
        let roll = self.roll;
        self.parties.iter().filter_map(|seq| roll.party(*seq))
    }

    pub(super) fn gets_on(&self, other: Group<'_>, config: &RoomConfig, now_ms: i64) -> bool {
        self.shape().matches(other.shape())
            && self.size() + other.size() <= usize::from(config.max())
            && self.may_all_meet(other, config, now_ms)
    }

    /// The rules alone.
    fn may_all_meet(&self, other: Group<'_>, config: &RoomConfig, now_ms: i64) -> bool {
        self.records().all(|a| other.records().all(|b| a.gets_on(b, &config.rules, now_ms)))
    }
}

/// The open rooms for one group, seen through the hard rules: whatever is found here has room for all of them, and
/// everybody there gets on with everybody here.
#[derive(Clone, Copy)]
pub struct OpenRooms<'r> {
    pub(super) config: &'r RoomConfig,
    pub(super) rooms: &'r BTreeMap<u64, Room>,
    pub(super) shelves: &'r Shelves,
    pub(super) now_ms: i64,
    pub(super) seekers: Group<'r>,
    /// How many the seekers are, what they are like, and since when the first of them waits.
    pub(super) size: usize,
    pub(super) shape: Shape,
    pub(super) born_ms: i64,
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
        let room = self.rooms.get(&handle.0).filter(|room| self.may_fit(room))?;
        let group = Group { roll: self.seekers.roll, parties: &room.parties };
        let fits = self.seekers.may_all_meet(group, self.config, self.now_ms);
        fits.then_some(OpenRoom { number: handle.0, group })
    }

    /// Whether a room is open and may fit, as far as a look in passing tells.
    pub(super) fn is_promising(&self, handle: RoomHandle) -> bool {
        self.rooms.get(&handle.0).is_some_and(|room| self.may_fit(room))
    }

    fn may_fit(&self, room: &Room) -> bool {
        room.size + self.size <= usize::from(self.config.max())
            && room.shape.matches(self.shape)
            && self.has_waited(room.age.0)
    }

    /// The rooms that fit among the [`Rooms::LOOK`](crate::Rooms::LOOK) oldest with enough places and without a firm
    /// wish, here or there, for another sex; the oldest first.
    pub fn oldest(&self) -> impl Iterator<Item = OpenRoom<'r>> + use<'r> {
        let this = *self;
        // Once a room is too young, so are all after it.
        let rooms =
            this.shelves.fitting(this.size, this.shape).take_while(move |(age, _)| this.has_waited(age.0));
        rooms.take(LOOK).filter_map(move |(_, number)| this.get(RoomHandle(number)))
    }

    /// Whether those born then, or those who seek, have waited for long enough.
    fn has_waited(&self, born_ms: i64) -> bool {
        self.now_ms.saturating_sub(born_ms.min(self.born_ms)) >= self.waited_ms
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
