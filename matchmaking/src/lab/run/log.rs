//! The log: what was asked of the matcher, and a hash of what it did.

use std::hash::Hasher;

use siphasher::sip::SipHasher24;

use crate::{Command, Event, ExpiryCause, LapseCause, Member, RoomEvent};

/// The commands of a run with their times, the passing of time included.
#[derive(Clone, Debug)]
pub struct Log<C = Command>(pub(crate) Vec<(i64, C)>);

impl<C> Log<C> {
    /// How many commands there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing was asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The commands in order.
    pub fn iter(&self) -> impl Iterator<Item = (i64, &C)> + '_ {
        self.0.iter().map(|(at_ms, command)| (*at_ms, command))
    }
}

impl<C> Default for Log<C> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// A hash of events with their times, the same on every machine.
pub(crate) struct EventHash(SipHasher24);

impl EventHash {
    pub(crate) fn new() -> Self {
        Self(SipHasher24::new_with_keys(0x6d61_7463_6865_7273, 0))
    }

    pub(crate) fn note(&mut self, at_ms: i64, event: &Event) {
        self.number(at_ms as u64);
        match *event {
            Event::Proposed { match_id, older, newer, .. } => self.pair(1, match_id, older, newer),
            Event::Matched { match_id, older, newer } => self.pair(2, match_id, older, newer),
            Event::ReservationLapsed { match_id, older, newer, cause } => {
                let kind = match cause {
                    LapseCause::Deadline => 3,
                    LapseCause::Cancelled { .. } => 4,
                    LapseCause::Blocked => 5,
                };
                self.pair(kind, match_id, older, newer);
            }
            Event::Expired { member, cause } => {
                self.number(if cause == ExpiryCause::Wait { 6 } else { 7 });
                self.number(member.ticket);
            }
        }
    }

    pub(crate) fn note_room(&mut self, at_ms: i64, event: &RoomEvent) {
        self.number(at_ms as u64);
        let (kind, match_id, parties) = match event {
            RoomEvent::Proposed { match_id, parties, .. } => (11, *match_id, parties.as_slice()),
            RoomEvent::Matched { match_id, parties } => (12, *match_id, parties.as_slice()),
            RoomEvent::ReservationLapsed { match_id, .. } => (13, *match_id, &[][..]),
            RoomEvent::Expired { party, .. } => (14, 0, std::slice::from_ref(party)),
        };
        [kind, match_id, parties.len() as u64].into_iter().for_each(|number| self.number(number));
        parties.iter().for_each(|party| self.number(party.id));
    }

    fn pair(&mut self, kind: u64, match_id: u64, older: Member, newer: Member) {
        [kind, match_id, older.ticket, newer.ticket].into_iter().for_each(|number| self.number(number));
    }

    /// In one order of bytes, whatever the machine's.
    fn number(&mut self, number: u64) {
        self.0.write(&number.to_le_bytes());
    }

    pub(crate) fn finish(&self) -> u64 {
        self.0.finish()
    }
}
