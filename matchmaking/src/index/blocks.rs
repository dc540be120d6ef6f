//! Blocks of entries, chained; all in one array.

use super::Entry;
use crate::pages::Pages;

/// How many entries a block holds: with its links it is two cache lines.
pub(super) const FILL: usize = 7;

/// No block.
pub(super) const NONE: u32 = u32::MAX;

#[derive(Clone, Copy)]
pub(super) struct Block {
    entries: [Entry; FILL],
    pub(super) prev: u32,
    pub(super) next: u32,
    /// The posting it belongs to; [`NONE`] if it is free.
    pub(super) posting: u32,
    len: u8,
}

impl Block {
    fn of(posting: u32, prev: u32) -> Self {
        Self { entries: [Entry::default(); FILL], prev, next: NONE, posting, len: 0 }
    }

    pub(super) fn entries(&self) -> &[Entry] {
        self.entries.get(..self.len()).unwrap_or_default()
    }

    pub(super) fn len(&self) -> usize {
        usize::from(self.len)
    }

    /// Adds an entry at the end; says whether there was room.
    pub(super) fn push(&mut self, entry: Entry) -> bool {
        let Some(free) = self.entries.get_mut(usize::from(self.len)) else { return false };
        *free = entry;
        self.len += 1;
        true
    }

    /// Takes out the entry of a slot; the others keep their order.
    pub(super) fn strike(&mut self, slot: u32) -> bool {
        let Some(at) = self.entries().iter().position(|entry| entry.slot() == slot) else { return false };
        if let Some(tail) = self.entries.get_mut(at..usize::from(self.len)) {
            tail.rotate_left(1);
        }
        self.len -= 1;
        true
    }
}

pub(super) struct Blocks {
    blocks: Pages<Block>,
    free: Vec<u32>,
}

impl Blocks {
    pub(super) fn new() -> Self {
        Self { blocks: Pages::new(), free: Vec::new() }
    }

    pub(super) fn get(&self, block: u32) -> Option<&Block> {
        self.blocks.get(block)
    }

    pub(super) fn get_mut(&mut self, block: u32) -> Option<&mut Block> {
        self.blocks.get_mut(block)
    }

    pub(super) fn allocate(&mut self, posting: u32, prev: u32) -> u32 {
        let fresh = Block::of(posting, prev);
        match self.free.pop() {
            Some(block) => {
                if let Some(place) = self.get_mut(block) {
                    *place = fresh;
                }
                block
            }
            None => self.blocks.push(fresh),
        }
    }

    pub(super) fn free(&mut self, block: u32) {
        if let Some(place) = self.get_mut(block) {
            *place = Block::of(NONE, NONE);
            self.free.push(block);
        }
    }

    /// A block and those after it.
    pub(super) fn chain(&self, first: u32) -> impl Iterator<Item = &Block> {
        std::iter::successors(self.get(first), |block| self.get(block.next))
    }

    /// How many are in use, and how many there are.
    pub(super) fn usage(&self) -> (usize, usize) {
        (self.blocks.len() - self.free.len(), self.blocks.len())
    }

    /// Moves the last blocks into the free places and gives the rest of the memory back; tells of every move.
    pub(super) fn pack(&mut self, mut moved: impl FnMut(&mut Self, u32, u32)) {
        let mut free = std::mem::take(&mut self.free);
        free.sort_unstable();
        for to in free {
            while self.blocks.pop_if(|last| last.posting == NONE).is_some() {}
            let from = u32::try_from(self.blocks.len()).unwrap_or(NONE).wrapping_sub(1);
            if to >= from {
                break;
            }
            if let Some(last) = self.blocks.pop_if(|_| true)
                && let Some(place) = self.get_mut(to)
            {
                *place = last;
                moved(self, from, to);
            }
        }
        while self.blocks.pop_if(|last| last.posting == NONE).is_some() {}
        self.blocks.shrink();
    }
}
