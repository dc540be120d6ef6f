//! Which party is in which open room.

use super::event::RoomEvent;
use super::open::{Group, OpenRooms, RoomHandle};
use super::party::{PartyRecord, Place, Seq};
use super::roll::Room;
use super::{RoomStrategy, Rooms};

impl<S: RoomStrategy> Rooms<S> {
    /// Puts parties that get on with each other and are in no room into one: into an open one with others, or into one
    /// of their own. Begins it if it is full, or has enough and has waited.
    pub(super) fn place(&mut self, mut parties: Vec<Seq>, events: &mut Vec<RoomEvent>) {
        // One whose time is up at this very moment is still to be told so.
        parties.retain(|&seq| {
            let party = self.roll.party(seq);
            party.is_some_and(|party| party.is_proposable(self.now_ms))
        });
        if parties.is_empty() {
            return;
        }
        // With those of a room they may fit yet another: the strategy had kept the two apart before.
        while let Some(number) = self.choose(&parties) {
            parties.extend(self.close_room(number));
        }
        self.open_room(parties, events);
    }

    /// The room the strategy chooses for parties that are in none; none if they are as many as a room holds.
    fn choose(&mut self, parties: &[Seq]) -> Option<u64> {
        let seekers = Group { roll: &self.roll, parties };
        let size = seekers.size();
        if size >= usize::from(self.config.max()) {
            return None;
        }
        let chosen = self.strategy.choose(OpenRooms {
            config: &self.config,
            rooms: &self.rooms,
            shelves: &self.shelves,
            now_ms: self.now_ms,
            seekers,
            size,
            shape: seekers.shape(),
            born_ms: seekers.born_ms(),
            waited_ms: i64::MIN,
        });
        chosen.map(|room| room.number)
    }

    /// Opens a room with these parties, or proposes it at once.
    fn open_room(&mut self, mut parties: Vec<Seq>, events: &mut Vec<RoomEvent>) {
        parties.sort_by_key(|&seq| self.roll.party(seq).map(|party| party.age));
        let oldest = parties.first().and_then(|&seq| self.roll.party(seq));
        let Some(age) = oldest.map(|party| party.age) else { return };
        let group = Group { roll: &self.roll, parties: &parties };
        let (size, shape) = (group.size(), group.shape());
        let full_ms = age.0.saturating_add(i64::from(self.config.fill_ms.get()));
        let ready = size >= usize::from(self.config.min()) && full_ms <= self.now_ms;
        if ready || size >= usize::from(self.config.max()) {
            self.propose(parties, events);
            return;
        }
        let number = self.next_room;
        self.next_room += 1;
        for &seq in &parties {
            if let Some(party) = self.roll.party_mut(seq) {
                party.place = Place::Open { room: number };
            }
            self.roll.list(seq, true);
        }
        self.strategy.opened(RoomHandle(number), Group { roll: &self.roll, parties: &parties });
        let room = Room { parties, age, size, shape, due_ms: None };
        self.shelves.put(room.shelf(self.config.max()), age, number);
        self.rooms.insert(number, room);
        // One that is overdue is looked at again after as long a time.
        let again_ms = self.now_ms.saturating_add(i64::from(self.config.fill_ms.get()));
        self.set_room_due(number, if full_ms > self.now_ms { full_ms } else { again_ms });
    }

    /// Closes an open room; its parties are then in none.
    pub(super) fn close_room(&mut self, number: u64) -> Vec<Seq> {
        let Some(room) = self.rooms.remove(&number) else { return Vec::new() };
        self.forget_room_due(number, room.due_ms);
        self.shelves.take(room.shelf(self.config.max()), room.age);
        self.strategy.closed(RoomHandle(number), Group { roll: &self.roll, parties: &room.parties });
        for &seq in &room.parties {
            self.roll.list(seq, false);
            if let Some(party) = self.roll.party_mut(seq) {
                party.place = Place::Aside;
            }
        }
        room.parties
    }

    /// Takes a party out of its open room, if it is in one; those left are placed anew, as they now fit elsewhere.
    pub(super) fn leave(&mut self, seq: Seq, events: &mut Vec<RoomEvent>) {
        let Some(Place::Open { room }) = self.roll.party(seq).map(|party| party.place) else { return };
        let mut left = self.close_room(room);
        left.retain(|&other| other != seq);
        self.place(left, events);
    }

    /// Strikes a party off; the counts are the caller's.
    pub(super) fn depart(&mut self, seq: Seq, events: &mut Vec<RoomEvent>) -> Option<PartyRecord> {
        self.set_party_due(seq, None);
        self.leave(seq, events);
        self.roll.remove(seq)
    }
}
