//! The roll: every live ticket, found by key, by id, by user, by age and by lot.

use hashbrown::HashTable;

use crate::PoolConfig;

use super::ages::Ages;
use super::draw::Draw;
use super::hot::{Age, Hot, Place};
use super::names::{hash_of, slot_of};
use super::record::Record;
use super::slab::{Key, Slab};
use super::ticket_ref::{TicketMut, TicketRef};
use super::wheel::Wheel;

pub(super) struct Roll {
    records: Slab,
    /// The slots by the ticket's key. Never iterated over: its order is not part of the log.
    by_id: HashTable<u32>,
    /// The slots by the user's key. Never iterated over.
    by_user: HashTable<u32>,
    draw: Draw,
    ages: Ages,
    wheel: Wheel,
}

impl Roll {
    pub(super) fn new() -> Self {
        Self {
            records: Slab::new(),
            by_id: HashTable::new(),
            by_user: HashTable::new(),
            draw: Draw::new(),
            ages: Ages::new(),
            wheel: Wheel::new(),
        }
    }

    pub(super) fn key_of(&self, id: u64) -> Option<Key> {
        self.records.key(slot_of(&self.by_id, &self.records, id, |it| it.id)?)
    }

    pub(super) fn key_of_user(&self, user: u64) -> Option<Key> {
        self.records.key(slot_of(&self.by_user, &self.records, user, |it| it.user)?)
    }

    #[inline]
    pub(super) fn in_slot(&self, slot: u32) -> Option<(Key, TicketRef<'_>)> {
        self.records.taken(slot)
    }

    #[inline]
    pub(super) fn get(&self, key: Key) -> Option<TicketRef<'_>> {
        self.records.get(key)
    }

    #[inline]
    pub(super) fn get_mut(&mut self, key: Key) -> Option<TicketMut<'_>> {
        self.records.get_mut(key)
    }

    #[inline]
    pub(super) fn is_candidate(&self, key: Key) -> bool {
        self.records.hot(key).is_some_and(Hot::is_candidate)
    }

    #[inline]
    pub(super) fn age(&self, key: Key) -> Option<Age> {
        self.records.hot(key).map(Hot::age)
    }

    /// How many candidates there are.
    #[inline]
    pub(super) fn candidates(&self) -> u32 {
        self.draw.len()
    }

    #[inline]
    pub(super) fn candidate_at(&self, position: u32) -> Option<(Key, TicketRef<'_>)> {
        self.records.taken(self.draw.at(position)?)
    }

    /// The candidates, the oldest first.
    pub(super) fn by_age(&self) -> impl Iterator<Item = (Key, TicketRef<'_>)> + use<'_> {
        self.ages.iter(&self.records).filter(|(_, it)| it.hot.is_candidate())
    }

    /// Whether one more ticket fits; the slab itself ends just below 2³².
    pub(super) fn has_room(&self, config: &PoolConfig) -> bool {
        let limit = config.capacity.min(u32::MAX - 2);
        self.records.len() < limit
    }

    /// Enters a ticket, not yet as a candidate.
    pub(super) fn insert(&mut self, record: Record) -> Key {
        let (id, user) = (record.hot.id, record.hot.user);
        let key = self.records.insert(record);
        let records = &self.records;
        self.by_id.insert_unique(hash_of(id), key.slot, |&slot| {
            records.hot_in(slot).map_or(0, |it| hash_of(it.id))
        });
        self.by_user.insert_unique(hash_of(user), key.slot, |&slot| {
            records.hot_in(slot).map_or(0, |it| hash_of(it.user))
        });
        self.ages.insert(&mut self.records, key.slot);
        key
    }

    /// Strikes a ticket off; it must no longer be a candidate.
    pub(super) fn remove(&mut self, key: Key) -> bool {
        let Some(hot) = self.records.hot(key) else { return false };
        let (id, user, reserved) = (hot.id, hot.user, hot.is_reserved());
        self.set_due(key, None);
        if !reserved {
            self.ages.remove(&mut self.records, key.slot);
        }
        if let Ok(entry) = self.by_id.find_entry(hash_of(id), |&slot| slot == key.slot) {
            entry.remove();
        }
        if let Ok(entry) = self.by_user.find_entry(hash_of(user), |&slot| slot == key.slot) {
            entry.remove();
        }
        self.records.remove(key)
    }

    /// Notes when a ticket is to be looked at, in place of what was noted before.
    pub(super) fn set_due(&mut self, key: Key, due_ms: Option<i64>) {
        let Some(ticket) = self.records.get_mut(key) else { return };
        let before = ticket.agenda.set_due(due_ms);
        if before == due_ms {
            return;
        }
        if let Some(at_ms) = before {
            self.wheel.remove(&mut self.records, key.slot, at_ms);
        }
        if let Some(at_ms) = due_ms {
            self.wheel.insert(&mut self.records, key.slot, at_ms);
        }
    }

    /// A ticket that was to be looked at by `now_ms`, the earliest first; it is no longer noted.
    pub(super) fn pop_due(&mut self, now_ms: i64) -> Option<Key> {
        let slot = self.wheel.pop(&mut self.records, now_ms)?;
        self.records.agenda_in_mut(slot)?.set_due(None);
        self.records.key(slot)
    }

    /// When the next ticket is to be looked at, at the latest.
    pub(super) fn first_due_ms(&self) -> Option<i64> {
        self.wheel.first(&self.records)
    }

    /// Takes a ticket out of all in which others look for partners; it must no longer be a candidate.
    pub(super) fn reserve(&mut self, key: Key, match_id: u64) {
        if self.records.get(key).is_some_and(|it| it.agenda.due_ms().is_some()) {
            self.set_due(key, None);
        }
        let Some(TicketMut { hot, agenda, .. }) = self.records.get_mut(key) else { return };
        let was_reserved = hot.is_reserved();
        hot.place = Place::Reserved;
        agenda.set_match(match_id);
        if !was_reserved {
            self.ages.remove(&mut self.records, key.slot);
        }
    }

    /// Has a reserved ticket wait again, as old as it was; says whether it was one.
    pub(super) fn put_back(&mut self, key: Key) -> bool {
        let Some(TicketMut { hot, agenda, .. }) = self.records.get_mut(key) else { return false };
        if !hot.is_reserved() {
            return false;
        }
        hot.place = Place::Aside;
        agenda.set_due(None);
        self.ages.insert(&mut self.records, key.slot);
        true
    }

    /// Makes a ticket a candidate; says whether it was none before.
    pub(super) fn list(&mut self, key: Key) -> bool {
        let Some(hot) = self.records.hot_mut(key).filter(|hot| !hot.is_candidate()) else { return false };
        hot.place = Place::Candidate;
        self.draw.add(key.slot);
        true
    }

    /// Sets a ticket aside; says whether it was a candidate before.
    pub(super) fn unlist(&mut self, key: Key) -> bool {
        let Some(hot) = self.records.hot_mut(key).filter(|hot| hot.is_candidate()) else { return false };
        hot.place = Place::Aside;
        self.draw.remove(key.slot);
        true
    }

    /// The position of a candidate in the draw.
    #[inline]
    pub(super) fn position(&self, slot: u32) -> Option<u32> {
        self.draw.position(slot)
    }

    pub(super) fn is_sparse(&self) -> bool {
        self.records.is_sparse()
    }

    /// A record to be moved, and the slot for it, from `start` on.
    pub(super) fn next_move(&mut self, start: u32) -> Option<(Key, u32)> {
        self.records.next_move(start)
    }

    /// Moves a record to a free slot; it must then be [shrunk](Roll::shrink).
    pub(super) fn relocate(&mut self, from: Key, to: u32) -> Key {
        let key = self.records.relocate(from, to);
        let Some(ticket) = self.records.get(key) else { return key };
        let (id, user, due_ms, place) =
            (ticket.hot.id, ticket.hot.user, ticket.agenda.due_ms(), ticket.hot.place);
        self.draw.moved(from.slot, to);
        for (table, name) in [(&mut self.by_id, id), (&mut self.by_user, user)] {
            if let Some(slot) = table.find_mut(hash_of(name), |&slot| slot == from.slot) {
                *slot = to;
            }
        }
        if place != Place::Reserved {
            self.ages.moved(&mut self.records, to);
        }
        if let Some(at_ms) = due_ms {
            self.wheel.moved(&mut self.records, to, at_ms);
        }
        key
    }

    /// Gives back the memory that nobody needs any more.
    pub(super) fn shrink(&mut self) {
        self.records.shrink();
        self.draw.shrink(self.records.slots());
        let records = &self.records;
        self.by_id.shrink_to_fit(|&slot| records.hot_in(slot).map_or(0, |it| hash_of(it.id)));
        self.by_user.shrink_to_fit(|&slot| records.hot_in(slot).map_or(0, |it| hash_of(it.user)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Reachability, Ticket};

    fn roll_of(users: u64) -> (Roll, Vec<Key>) {
        let mut roll = Roll::new();
        let reach = Reachability::Pull { last_seen_ms: 0 };
        let keys = (0..users)
            .map(|user| {
                let ticket = Ticket::new(user, user, 0, 9, reach);
                roll.insert(Record::new(&PoolConfig::default(), ticket))
            })
            .collect();
        (roll, keys)
    }

    #[test]
    fn candidates_are_listed_once_and_by_age() {
        let (mut roll, keys) = roll_of(5);
        for &key in &keys {
            assert!(roll.list(key) && !roll.list(key));
        }
        for gone in [keys[1], keys[4], keys[0]] {
            assert!(roll.unlist(gone) && !roll.unlist(gone));
        }
        assert_eq!(roll.by_age().map(|(key, _)| key).collect::<Vec<_>>(), [keys[2], keys[3]]);
        assert_eq!(roll.candidates(), 2);
    }

    #[test]
    fn nothing_is_kept_of_who_has_left() {
        let (mut roll, keys) = roll_of(3);
        for key in keys {
            roll.set_due(key, Some(7));
            roll.remove(key);
        }
        assert!(roll.records.len() == 0 && roll.by_id.is_empty() && roll.by_user.is_empty());
        assert!(roll.draw.len() == 0 && roll.ages.iter(&roll.records).next().is_none());
        assert_eq!((roll.first_due_ms(), roll.pop_due(i64::MAX)), (None, None));
    }
}
