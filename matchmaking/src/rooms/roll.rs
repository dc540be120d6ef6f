//! The roll: every party, found by its key, its users, its tickets and by age; and what an open room is.

use std::collections::BTreeMap;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use super::party::{Age, PartyRecord, Seq};
use super::shape::Shape;
use super::shelves::Shelf;

/// An open room.
pub(super) struct Room {
    /// The oldest first.
    pub(super) parties: Vec<Seq>,
    /// The age of the oldest.
    pub(super) age: Age,
    pub(super) size: usize,
    pub(super) shape: Shape,
    /// When it is to be looked at.
    pub(super) due_ms: Option<i64>,
}

impl Room {
    /// Where it stands among the open rooms, which hold `max` each.
    pub(super) fn shelf(&self, max: u8) -> Shelf {
        Shelf { free: usize::from(max).saturating_sub(self.size), shape: self.shape }
    }
}

type Names = HashMap<u64, Seq, FixedState>;

/// No map of parties or names is ever iterated over.
pub(super) struct Roll {
    parties: HashMap<Seq, PartyRecord, FixedState>,
    by_id: Names,
    by_user: Names,
    by_ticket: Names,
    /// Those in open rooms.
    by_age: BTreeMap<Age, Seq>,
    people: usize,
}

impl Roll {
    pub(super) fn new() -> Self {
        Self {
            parties: HashMap::default(),
            by_id: Names::default(),
            by_user: Names::default(),
            by_ticket: Names::default(),
            by_age: BTreeMap::new(),
            people: 0,
        }
    }

    pub(super) fn party(&self, seq: Seq) -> Option<&PartyRecord> {
        self.parties.get(&seq)
    }

    pub(super) fn party_mut(&mut self, seq: Seq) -> Option<&mut PartyRecord> {
        self.parties.get_mut(&seq)
    }

    pub(super) fn seq_of(&self, party: u64) -> Option<Seq> {
        self.by_id.get(&party).copied()
    }

    pub(super) fn seq_of_user(&self, user: u64) -> Option<Seq> {
        self.by_user.get(&user).copied()
    }

    pub(super) fn seq_of_ticket(&self, ticket: u64) -> Option<Seq> {
        self.by_ticket.get(&ticket).copied()
    }

    pub(super) fn people(&self) -> usize {
        self.people
    }

    pub(super) fn insert(&mut self, seq: Seq, party: PartyRecord) {
        self.by_id.insert(party.id, seq);
        for ticket in party.tickets() {
            self.by_user.insert(ticket.user(), seq);
            self.by_ticket.insert(ticket.id(), seq);
        }
        self.people += party.size();
        self.parties.insert(seq, party);
    }

    pub(super) fn remove(&mut self, seq: Seq) -> Option<PartyRecord> {
        let party = self.parties.remove(&seq)?;
        self.by_id.remove(&party.id);
        for ticket in party.tickets() {
            self.by_user.remove(&ticket.user());
            self.by_ticket.remove(&ticket.id());
        }
        self.people -= party.size();
        self.by_age.remove(&party.age);
        Some(party)
    }

    /// Notes whether a party is in an open room.
    pub(super) fn list(&mut self, seq: Seq, listed: bool) {
        let Some(party) = self.parties.get(&seq) else { return };
        if listed {
            self.by_age.insert(party.age, seq);
        } else {
            self.by_age.remove(&party.age);
        }
    }

    /// Those in open rooms, the oldest first.
    pub(super) fn by_age(&self) -> impl Iterator<Item = Seq> + '_ {
        self.by_age.values().copied()
    }
}
