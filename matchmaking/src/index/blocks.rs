//! Blocks of entries, chained; all in one array.

use super::lanes::{self, LANES};
use super::screen::Screens;
use super::signature::Signatures;
use super::{Entry, Sieve};
use crate::pages::{Pages, Vacant};

/// How many entries a block holds.
pub(super) const FILL: usize = LANES;

/// No block, and no ticket.
pub(super) const NONE: u32 = u32::MAX;

/// A few entries of one posting, in two cache lines: what they have of a kind lies side by side, so that all are looked
/// at at once.
#[derive(Clone, Copy)]
#[repr(align(64))]
pub(crate) struct Block {
    signatures: Signatures,
    screens: Screens,
    slots: [u32; FILL],
    pub(super) prev: u32,
    pub(super) next: u32,
    /// The posting it belongs to; [`NONE`] if it is free.
    pub(super) posting: u32,
    /// How many places have been taken.
    len: u8,
    /// Those of somebody who is still there, one bit each; the others are dead, and stay where they are.
    live: u8,
}

/// The entries of a block that pass a screen, and those that do not; one bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Screened {
    pub(crate) passing: u8,
    pub(crate) failing: u8,
}

/// Where an entry stands: in a block, at a place of it; or alone, in its posting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place(u32);

/// Marks those who stand alone.
const ALONE: u32 = 1 << 31;

impl Place {
    pub(super) const NOWHERE: Self = Self(NONE);

    /// Nothing here is ever as long as 2²⁸ blocks: the pool's capacity is less.
    pub(super) fn new(block: u32, at: usize) -> Self {
        Self(block << 3 | (at & 7) as u32)
    }

    pub(super) fn alone(posting: u32) -> Self {
        Self(posting | ALONE)
    }

    /// The posting of somebody who stands alone.
    pub(super) fn posting(self) -> Option<u32> {
        (self.0 & ALONE != 0).then_some(self.0 & !ALONE)
    }

    pub(super) fn block(self) -> u32 {
        self.0 >> 3
    }

    pub(super) fn at(self) -> usize {
        (self.0 & 7) as usize
    }
}

impl Block {
    fn of(posting: u32, prev: u32) -> Self {
        Self {
            signatures: Signatures::default(),
            screens: Screens::default(),
            slots: [NONE; FILL],
            prev,
            next: NONE,
            posting,
            len: 0,
            live: 0,
        }
    }

    /// The live entries in order, each with its place in the block.
    pub(super) fn placed(&self) -> impl Iterator<Item = (usize, Entry)> {
        let slots = self.slots.iter().enumerate().filter(|(at, _)| self.live >> at & 1 != 0);
        slots.map(|(at, &slot)| (at, Entry::new(self.signatures.get(at), slot, self.screens.get(at))))
    }

    /// The live entries in order.
    pub(crate) fn entries(&self) -> impl Iterator<Item = Entry> {
        self.placed().map(|(_, entry)| entry)
    }

    /// The signatures of the entries, also of the dead.
    #[inline]
    pub(crate) fn signatures(&self) -> &Signatures {
        &self.signatures
    }

    /// The slots of the entries, also of the dead.
    #[inline]
    pub(crate) fn slots(&self) -> &[u32; FILL] {
        &self.slots
    }

    /// Those that are [late](Entry::is_late), one bit each.
    #[inline]
    pub(crate) fn late(&self) -> u8 {
        self.screens.late()
    }

    /// Which of the live entries match, but for those of a slot.
    #[inline]
    pub(crate) fn screened(&self, sieve: Sieve, but: u32) -> Screened {
        let asked = self.live & !lanes::those_with(&self.slots, but);
        let matching = sieve.passing(&self.screens);
        Screened { passing: matching & asked, failing: !matching & asked }
    }

    /// How many live entries there are.
    pub(super) fn live(&self) -> usize {
        self.live.count_ones() as usize
    }

    /// Adds an entry at the end; returns its place in the block, if there was room.
    pub(super) fn push(&mut self, entry: Entry) -> Option<usize> {
        let at = usize::from(self.len);
        *self.slots.get_mut(at)? = entry.slot();
        self.signatures.set(at, entry.signature());
        self.screens.set(at, entry.screen());
        self.live |= 1 << at;
        self.len += 1;
        Some(at)
    }

    /// Takes out the entry at a place.
    pub(super) fn strike(&mut self, at: usize) {
        self.live &= !(1 << at);
    }

    /// Makes room where nobody is any more.
    pub(super) fn clear(&mut self) {
        (self.len, self.live) = (0, 0);
    }
}

impl Vacant for Block {
    fn vacant() -> Self {
        Self::of(NONE, NONE)
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
            place.posting = NONE;
            self.free.push(block);
        }
    }

    /// A block and those after it.
    #[inline]
    pub(super) fn chain(&self, first: u32) -> impl Iterator<Item = &Block> {
        std::iter::successors(self.get(first), |block| self.get(block.next))
    }

    /// How many are in use, and how many there are.
    pub(super) fn usage(&self) -> (usize, usize) {
        (self.blocks.len() - self.free.len(), self.blocks.len())
    }

    /// Moves the last blocks into the free places and gives the rest of the memory back; tells of every move.
    pub(super) fn pack(&mut self, mut moved: impl FnMut(&mut Self, u32, u32)) {
        let (used, _) = self.usage();
        for to in std::mem::take(&mut self.free) {
            if to as usize >= used {
                continue;
            }
            while self.blocks.pop_if(|last| last.posting == NONE).is_some() {}
            let from = u32::try_from(self.blocks.len()).unwrap_or(NONE).wrapping_sub(1);
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
