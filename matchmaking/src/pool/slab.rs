//! The slab: tickets in numbered slots that are used again.
//!
//! Own code because the pool gives memory back (`slotmap` and `slab` never shrink), keeps what is read often apart from
//! the rest, and threads its lists through the slots by number.

use super::cold::Cold;
use super::hot::Hot;
use super::record::Record;
use super::ticket_ref::{TicketMut, TicketRef};
use crate::pages::{Pages, Vacant};

/// A slot and the generation of its use: the key of a ticket that is gone finds nothing, though the slot be used
/// again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key {
    pub(super) slot: u32,
    generation: u32,
}

/// Below this there is nothing worth giving back.
const SMALL: usize = 128;

/// No slot.
pub(super) const NONE: u32 = u32::MAX;

pub(super) struct Slab {
    hot: Pages<Hot>,
    cold: Pages<Cold>,
    /// The first of the free slots, each of which names the next.
    free: u32,
    len: u32,
    /// One count for all slots, so that a slot cut off and grown again does not repeat itself.
    generation: u32,
}

impl Slab {
    pub(super) fn new() -> Self {
        Self { hot: Pages::new(), cold: Pages::new(), free: NONE, len: 0, generation: 0 }
    }

    pub(super) fn len(&self) -> u32 {
        self.len
    }

    pub(super) fn insert(&mut self, record: Record) -> Key {
        // 0 is for the free.
        self.generation = self.generation.wrapping_add(1).max(1);
        self.len += 1;
        let generation = self.generation;
        let Record { mut hot, cold } = record;
        hot.generation = generation;
        let slot = self.free;
        if let (Some(hot_place), Some(cold_place)) = (self.hot.get_mut(slot), self.cold.get_mut(slot)) {
            self.free = hot_place.ages.after;
            (*hot_place, *cold_place) = (hot, cold);
            return Key { slot, generation };
        }
        self.cold.push(cold);
        Key { slot: self.hot.push(hot), generation }
    }

    /// Empties a slot; says whether somebody was there.
    pub(super) fn remove(&mut self, key: Key) -> bool {
        let Some(hot) = self.hot.get_mut(key.slot).filter(|hot| hot.generation == key.generation) else {
            return false;
        };
        *hot = Hot::free(self.free);
        if let Some(cold) = self.cold.get_mut(key.slot) {
            cold.forget();
        }
        self.free = key.slot;
        self.len -= 1;
        true
    }

    pub(super) fn get(&self, key: Key) -> Option<TicketRef<'_>> {
        let hot = self.hot.get(key.slot).filter(|hot| hot.generation == key.generation)?;
        Some(TicketRef { hot, cold: self.cold.get(key.slot)? })
    }

    pub(super) fn get_mut(&mut self, key: Key) -> Option<TicketMut<'_>> {
        let hot = self.hot.get_mut(key.slot).filter(|hot| hot.generation == key.generation)?;
        Some(TicketMut { hot, cold: self.cold.get_mut(key.slot)? })
    }

    pub(super) fn hot(&self, key: Key) -> Option<&Hot> {
        self.hot.get(key.slot).filter(|hot| hot.generation == key.generation)
    }

    pub(super) fn hot_mut(&mut self, key: Key) -> Option<&mut Hot> {
        self.hot.get_mut(key.slot).filter(|hot| hot.generation == key.generation)
    }

    /// The key of a taken slot.
    pub(super) fn key(&self, slot: u32) -> Option<Key> {
        self.hot_in(slot).map(|hot| Key { slot, generation: hot.generation })
    }

    /// The key and the ticket in a taken slot.
    pub(super) fn taken(&self, slot: u32) -> Option<(Key, TicketRef<'_>)> {
        let hot = self.hot_in(slot)?;
        let key = Key { slot, generation: hot.generation };
        Some((key, TicketRef { hot, cold: self.cold.get(slot)? }))
    }

    pub(super) fn hot_in(&self, slot: u32) -> Option<&Hot> {
        self.hot.get(slot).filter(|hot| hot.generation != 0)
    }

    pub(super) fn hot_in_mut(&mut self, slot: u32) -> Option<&mut Hot> {
        self.hot.get_mut(slot).filter(|hot| hot.generation != 0)
    }

    /// What is beside the hot part in a slot that is taken.
    pub(super) fn cold_in(&self, slot: u32) -> Option<&Cold> {
        self.cold.get(slot)
    }

    pub(super) fn cold_in_mut(&mut self, slot: u32) -> Option<&mut Cold> {
        self.cold.get_mut(slot)
    }

    /// Whether so many slots are empty that packing is worth its while.
    pub(super) fn is_sparse(&self) -> bool {
        self.hot.len() > SMALL && (self.len as usize) < self.hot.len() / 3
    }

    /// The last ticket and the first free slot from `start` on, if the ticket stands behind it.
    pub(super) fn next_move(&mut self, start: u32) -> Option<(Key, u32)> {
        self.cut();
        let last = u32::try_from(self.hot.len()).ok()?.checked_sub(1)?;
        let is_free = |slot: &u32| self.hot_in(*slot).is_none();
        Some((self.key(last)?, (start..last).find(is_free)?))
    }

    /// Moves a ticket to a free slot. The list of free slots is wrong until [`Slab::shrink`].
    pub(super) fn relocate(&mut self, from: Key, to: u32) -> Key {
        if let Some(hot) = self.hot.get_mut(from.slot) {
            let moved = std::mem::replace(hot, Hot::free(NONE));
            if let Some(place) = self.hot.get_mut(to) {
                *place = moved;
            }
        }
        if let Some(cold) = self.cold.get_mut(from.slot) {
            let moved = std::mem::replace(cold, Cold::vacant());
            if let Some(place) = self.cold.get_mut(to) {
                *place = moved;
            }
        }
        Key { slot: to, generation: from.generation }
    }

    /// Gives back what packing has freed; every slot that is left is taken then.
    pub(super) fn shrink(&mut self) {
        self.cut();
        self.free = NONE;
        self.hot.shrink();
        self.cold.shrink();
    }

    /// Cuts off the free slots at the end.
    fn cut(&mut self) {
        while self.hot.pop_if(|last| last.generation == 0).is_some() {
            let _cold = self.cold.pop_if(|_| true);
        }
    }
}
