//! The slab: tickets in numbered slots that are used again.
//!
//! Own code because the pool gives memory back (`slotmap` and `slab` never shrink), keeps what is read often apart from
//! the rest, and threads its lists through the slots by number.

use super::agenda::Agenda;
use super::chunk::{Chunk, SLOTS};
use super::hot::Hot;
use super::record::Record;
use super::ticket_ref::{TicketMut, TicketRef};

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
    /// All but the last are full, but for one that is kept for what comes next.
    chunks: Vec<Box<Chunk>>,
    slots: usize,
    /// The first of the free slots, each of which names the next.
    free: u32,
    len: u32,
    /// One count for all slots, so that a slot cut off and grown again does not repeat itself.
    generation: u32,
}

impl Slab {
    pub(super) fn new() -> Self {
        Self { chunks: Vec::new(), slots: 0, free: NONE, len: 0, generation: 0 }
    }

    pub(super) fn len(&self) -> u32 {
        self.len
    }

    /// How many slots there are, empty ones included.
    pub(super) fn slots(&self) -> usize {
        self.slots
    }

    pub(super) fn insert(&mut self, mut record: Record) -> Key {
        // 0 is for the free.
        self.generation = self.generation.wrapping_add(1).max(1);
        record.hot.generation = self.generation;
        self.len += 1;
        let slot = self.vacant_slot();
        if let Some(chunk) = self.chunk_mut(slot) {
            chunk.set(slot, record);
        }
        Key { slot, generation: self.generation }
    }

    fn vacant_slot(&mut self) -> u32 {
        let free = self.free;
        if let Some(hot) = self.chunk(free).and_then(|chunk| chunk.hot(free)) {
            self.free = hot.ages.after;
            return free;
        }
        if self.chunks.len() * SLOTS == self.slots {
            self.chunks.push(Chunk::new());
        }
        self.slots += 1;
        // Nothing here is ever as long as 2³²: the pool's capacity is less.
        u32::try_from(self.slots - 1).unwrap_or(NONE)
    }

    /// Empties a slot; says whether somebody was there.
    pub(super) fn remove(&mut self, key: Key) -> bool {
        let free = self.free;
        let Some(ticket) = self.get_mut(key) else { return false };
        if ticket.hot.holds_more {
            ticket.cold.forget();
        }
        *ticket.hot = Hot::free(free);
        self.free = key.slot;
        self.len -= 1;
        true
    }

    #[inline]
    fn chunk(&self, slot: u32) -> Option<&Chunk> {
        self.chunks.get(slot as usize / SLOTS).map(|chunk| &**chunk)
    }

    #[inline]
    fn chunk_mut(&mut self, slot: u32) -> Option<&mut Chunk> {
        self.chunks.get_mut(slot as usize / SLOTS).map(|chunk| &mut **chunk)
    }

    #[inline]
    pub(super) fn get(&self, key: Key) -> Option<TicketRef<'_>> {
        self.chunk(key.slot)?.get(key.slot).filter(|ticket| ticket.hot.generation == key.generation)
    }

    #[inline]
    pub(super) fn get_mut(&mut self, key: Key) -> Option<TicketMut<'_>> {
        self.chunk_mut(key.slot)?.get_mut(key.slot).filter(|ticket| ticket.hot.generation == key.generation)
    }

    #[inline]
    pub(super) fn hot(&self, key: Key) -> Option<&Hot> {
        self.chunk(key.slot)?.hot(key.slot).filter(|hot| hot.generation == key.generation)
    }

    #[inline]
    pub(super) fn hot_mut(&mut self, key: Key) -> Option<&mut Hot> {
        self.chunk_mut(key.slot)?.hot_mut(key.slot).filter(|hot| hot.generation == key.generation)
    }

    /// The key of a taken slot.
    #[inline]
    pub(super) fn key(&self, slot: u32) -> Option<Key> {
        self.hot_in(slot).map(|hot| Key { slot, generation: hot.generation })
    }

    /// The key and the ticket in a taken slot.
    #[inline]
    pub(super) fn taken(&self, slot: u32) -> Option<(Key, TicketRef<'_>)> {
        let ticket = self.chunk(slot)?.get(slot).filter(|ticket| ticket.hot.generation != 0)?;
        Some((Key { slot, generation: ticket.hot.generation }, ticket))
    }

    #[inline]
    pub(super) fn hot_in(&self, slot: u32) -> Option<&Hot> {
        self.chunk(slot)?.hot(slot).filter(|hot| hot.generation != 0)
    }

    #[inline]
    pub(super) fn hot_in_mut(&mut self, slot: u32) -> Option<&mut Hot> {
        self.chunk_mut(slot)?.hot_mut(slot).filter(|hot| hot.generation != 0)
    }

    /// The agenda in a slot that is taken.
    #[inline]
    pub(super) fn agenda_in(&self, slot: u32) -> Option<&Agenda> {
        self.chunk(slot)?.agenda(slot)
    }

    #[inline]
    pub(super) fn agenda_in_mut(&mut self, slot: u32) -> Option<&mut Agenda> {
        self.chunk_mut(slot)?.agenda_mut(slot)
    }

    /// Whether so many slots are empty that packing is worth its while.
    pub(super) fn is_sparse(&self) -> bool {
        self.slots > SMALL && (self.len as usize) < self.slots / 3
    }

    /// The last ticket and the first free slot from `start` on, if the ticket stands behind it.
    pub(super) fn next_move(&mut self, start: u32) -> Option<(Key, u32)> {
        self.cut();
        let last = u32::try_from(self.slots).ok()?.checked_sub(1)?;
        let is_free = |slot: &u32| self.hot_in(*slot).is_none();
        Some((self.key(last)?, (start..last).find(is_free)?))
    }

    /// Moves a ticket to a free slot. The list of free slots is wrong until [`Slab::shrink`].
    pub(super) fn relocate(&mut self, from: Key, to: u32) -> Key {
        let moved = self.chunk_mut(from.slot).and_then(|chunk| chunk.take(from.slot));
        if let (Some(record), Some(chunk)) = (moved, self.chunk_mut(to)) {
            chunk.set(to, record);
        }
        Key { slot: to, generation: from.generation }
    }

    /// Gives back what packing has freed; every slot that is left is taken then.
    pub(super) fn shrink(&mut self) {
        self.cut();
        self.free = NONE;
        self.chunks.truncate(self.slots.div_ceil(SLOTS));
        self.chunks.shrink_to_fit();
    }

    /// Cuts off the free slots at the end.
    fn cut(&mut self) {
        while let Some(last) = self.slots.checked_sub(1)
            && u32::try_from(last).is_ok_and(|last| self.hot_in(last).is_none())
        {
            self.slots = last;
        }
        self.chunks.truncate(self.slots / SLOTS + 2);
    }
}
