//! The slab: records in numbered slots that are used again.
//!
//! Own code because the pool gives memory back (`slotmap` and `slab` never shrink) and threads its lists through the
//! slots by number.

use super::record::Record;
use crate::pages::Pages;

/// A slot and the generation of its use: the key of a record that is gone finds nothing, though the slot be used
/// again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key {
    pub(super) slot: u32,
    generation: u32,
}

/// Below this there is nothing worth giving back.
const SMALL: usize = 256;

/// No slot.
pub(super) const NONE: u32 = u32::MAX;

pub(super) struct Slab {
    slots: Pages<Slot>,
    /// The first of the free slots, each of which names the next.
    free: u32,
    len: u32,
    /// One count for all slots, so that a slot cut off and grown again does not repeat itself.
    generation: u32,
}

#[expect(
    clippy::large_enum_variant,
    reason = "a free slot is soon used again; a box would allocate for each ticket"
)]
enum Slot {
    Taken { generation: u32, record: Record },
    Free { next: u32 },
}

impl Slab {
    pub(super) fn new() -> Self {
        Self { slots: Pages::new(), free: NONE, len: 0, generation: 0 }
    }

    pub(super) fn len(&self) -> u32 {
        self.len
    }

    pub(super) fn insert(&mut self, record: Record) -> Key {
        self.generation = self.generation.wrapping_add(1);
        self.len += 1;
        let generation = self.generation;
        let taken = Slot::Taken { generation, record };
        let slot = self.free;
        if let Some(place) = self.slots.get_mut(slot) {
            if let Slot::Free { next } = *place {
                self.free = next;
            }
            *place = taken;
            return Key { slot, generation };
        }
        Key { slot: self.slots.push(taken), generation }
    }

    /// Empties a slot; says whether there was a record.
    pub(super) fn remove(&mut self, key: Key) -> bool {
        let Some(place) = self.slots.get_mut(key.slot) else { return false };
        if !matches!(place, Slot::Taken { generation, .. } if *generation == key.generation) {
            return false;
        }
        *place = Slot::Free { next: self.free };
        self.free = key.slot;
        self.len -= 1;
        true
    }

    pub(super) fn get(&self, key: Key) -> Option<&Record> {
        match self.slots.get(key.slot)? {
            Slot::Taken { generation, record } if *generation == key.generation => Some(record),
            _ => None,
        }
    }

    pub(super) fn get_mut(&mut self, key: Key) -> Option<&mut Record> {
        match self.slots.get_mut(key.slot)? {
            Slot::Taken { generation, record } if *generation == key.generation => Some(record),
            _ => None,
        }
    }

    /// Whether so many slots are empty that packing is worth its while.
    pub(super) fn is_sparse(&self) -> bool {
        self.slots.len() > SMALL && (self.len as usize) < self.slots.len() / 4
    }

    /// The last record and the first free slot from `start` on, if the record stands behind it.
    pub(super) fn next_move(&mut self, start: u32) -> Option<(Key, u32)> {
        while self.slots.pop_if(|last| matches!(last, Slot::Free { .. })).is_some() {}
        let last = u32::try_from(self.slots.len()).ok()?.checked_sub(1)?;
        let is_free = |slot: &u32| matches!(self.slots.get(*slot), Some(Slot::Free { .. }));
        Some((self.key(last)?, (start..last).find(is_free)?))
    }

    /// Moves a record to a free slot. The list of free slots is wrong until [`Slab::shrink`].
    pub(super) fn relocate(&mut self, from: Key, to: u32) -> Key {
        let Some(moved) = self.slots.get_mut(from.slot) else { return from };
        let moved = std::mem::replace(moved, Slot::Free { next: NONE });
        if let Some(place) = self.slots.get_mut(to) {
            *place = moved;
        }
        Key { slot: to, generation: from.generation }
    }

    /// Gives back what packing has freed; every slot that is left is taken then.
    pub(super) fn shrink(&mut self) {
        while self.slots.pop_if(|last| matches!(last, Slot::Free { .. })).is_some() {}
        self.free = NONE;
        self.slots.shrink();
    }

    /// The key of a taken slot.
    pub(super) fn key(&self, slot: u32) -> Option<Key> {
        match *self.slots.get(slot)? {
            Slot::Taken { generation, .. } => Some(Key { slot, generation }),
            Slot::Free { .. } => None,
        }
    }

    /// What is in a taken slot.
    pub(super) fn in_slot(&self, slot: u32) -> Option<&Record> {
        match self.slots.get(slot)? {
            Slot::Taken { record, .. } => Some(record),
            Slot::Free { .. } => None,
        }
    }

    /// The key and the record of a taken slot.
    pub(super) fn taken(&self, slot: u32) -> Option<(Key, &Record)> {
        match self.slots.get(slot)? {
            Slot::Taken { generation, record } => Some((Key { slot, generation: *generation }, record)),
            Slot::Free { .. } => None,
        }
    }

    pub(super) fn in_slot_mut(&mut self, slot: u32) -> Option<&mut Record> {
        match self.slots.get_mut(slot)? {
            Slot::Taken { record, .. } => Some(record),
            Slot::Free { .. } => None,
        }
    }
}
