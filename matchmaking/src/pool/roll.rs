//! The roll: every live ticket, found by key, by id, by user, by age and by lot.

use std::collections::BTreeSet;

use foldhash::fast::FixedState;
use hashbrown::HashMap;
use slotmap::SlotMap;

use crate::{PoolConfig, Ticket};

use super::record::{Age, Key, Place, Record};

/// A map that is only ever asked for a key. Never iterate over it: its order is not part of the log.
pub(super) type IdMap<V> = HashMap<u64, V, FixedState>;

#[derive(Default)]
pub(super) struct Roll {
    records: SlotMap<Key, Record>,
    by_id: IdMap<Key>,
    by_user: IdMap<Key>,
    /// The candidates without gaps, in no order: a partner is drawn by index.
    drawn: Vec<Key>,
    /// The candidates by age.
    aged: BTreeSet<(Age, Key)>,
    next_seq: u64,
}

impl Roll {
    pub(super) fn key_of(&self, id: u64) -> Option<Key> {
        self.by_id.get(&id).copied()
    }

    pub(super) fn key_of_user(&self, user: u64) -> Option<Key> {
        self.by_user.get(&user).copied()
    }

    pub(super) fn get(&self, key: Key) -> Option<&Record> {
        self.records.get(key)
    }

    pub(super) fn get_mut(&mut self, key: Key) -> Option<&mut Record> {
        self.records.get_mut(key)
    }

    /// How many candidates there are.
    pub(super) fn candidates(&self) -> u32 {
        u32::try_from(self.drawn.len()).unwrap_or(u32::MAX)
    }

    pub(super) fn candidate_at(&self, position: u32) -> Option<Key> {
        self.drawn.get(usize::try_from(position).ok()?).copied()
    }

    pub(super) fn by_age(&self) -> impl Iterator<Item = Key> + use<'_> {
        self.aged.iter().map(|&(_, key)| key)
    }

    /// Whether one more ticket fits; the slab itself ends just below 2³².
    pub(super) fn has_room(&self, config: &PoolConfig) -> bool {
        let limit = config.capacity.min(u32::MAX - 2);
        u32::try_from(self.records.len()).is_ok_and(|len| len < limit)
    }

    /// Enters a ticket, not yet as a candidate.
    pub(super) fn insert(&mut self, ticket: Ticket) -> Key {
        let (id, user) = (ticket.id, ticket.user);
        let key = self.records.insert(Record::new(ticket, self.next_seq));
        self.next_seq = self.next_seq.wrapping_add(1);
        self.by_id.insert(id, key);
        self.by_user.insert(user, key);
        key
    }

    /// Strikes a ticket off; it must no longer be a candidate.
    pub(super) fn remove(&mut self, key: Key) -> Option<Record> {
        let record = self.records.remove(key)?;
        self.by_id.remove(&record.ticket.id);
        self.by_user.remove(&record.ticket.user);
        Some(record)
    }

    /// Makes a ticket a candidate; says whether it was none before.
    pub(super) fn list(&mut self, key: Key) -> bool {
        let position = self.candidates();
        let Some(record) = self.records.get_mut(key) else { return false };
        if matches!(record.place, Place::Candidate { .. }) {
            return false;
        }
        record.place = Place::Candidate { position };
        self.aged.insert((record.age(), key));
        self.drawn.push(key);
        true
    }

    /// Sets a ticket aside; says whether it was a candidate before.
    pub(super) fn unlist(&mut self, key: Key) -> bool {
        let Some(record) = self.records.get_mut(key) else { return false };
        let Place::Candidate { position } = record.place else { return false };
        record.place = Place::Aside;
        self.aged.remove(&(record.age(), key));
        self.close_gap(position);
        true
    }

    /// Moves the last of the draw to `position`, whose ticket goes.
    fn close_gap(&mut self, position: u32) {
        let Some(last) = self.drawn.pop() else { return };
        let Some(gap) = usize::try_from(position).ok().and_then(|at| self.drawn.get_mut(at)) else { return };
        *gap = last;
        if let Some(moved) = self.records.get_mut(last) {
            moved.place = Place::Candidate { position };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Reachability;

    fn roll_of(users: u64) -> (Roll, Vec<Key>) {
        let mut roll = Roll::default();
        let reach = Reachability::Pull { last_seen_ms: 0 };
        let keys = (0..users).map(|user| roll.insert(Ticket::new(user, user, 0, 9, reach))).collect();
        (roll, keys)
    }

    #[test]
    fn positions_stay_true_when_gaps_close() {
        let (mut roll, keys) = roll_of(5);
        for &key in &keys {
            assert!(roll.list(key) && !roll.list(key));
        }
        for gone in [keys[1], keys[4], keys[0]] {
            assert!(roll.unlist(gone) && !roll.unlist(gone));
            for (at, &key) in (0..).zip(&roll.drawn) {
                assert_eq!(roll.get(key).unwrap().place, Place::Candidate { position: at });
            }
        }
        assert_eq!(roll.by_age().collect::<Vec<_>>(), [keys[2], keys[3]]);
    }

    #[test]
    fn nothing_is_kept_of_who_has_left() {
        let (mut roll, keys) = roll_of(3);
        for key in keys {
            roll.remove(key);
        }
        assert!(roll.records.is_empty() && roll.by_id.is_empty() && roll.by_user.is_empty());
        assert!(roll.drawn.is_empty() && roll.aged.is_empty());
    }
}
