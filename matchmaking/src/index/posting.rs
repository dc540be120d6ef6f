//! Postings: the chain of blocks of one term.

use super::blocks::{FILL, NONE};
use super::{Entry, Index};

#[derive(Clone, Copy, Debug)]
pub(super) struct Posting {
    /// The term; `None` for a free posting and for that of those who have no term.
    pub(super) term: Option<u64>,
    pub(super) head: u32,
    pub(super) tail: u32,
    pub(super) live: u32,
    /// The latest birth among those who stand in order.
    last_born_ms: i64,
}

impl Posting {
    pub(super) fn named(term: Option<u64>) -> Self {
        Self { term, head: NONE, tail: NONE, live: 0, last_born_ms: i64::MIN }
    }
}

impl Index {
    /// Adds an entry at the end of a posting; returns its block.
    pub(super) fn append(&mut self, posting: u32, born_ms: i64, entry: Entry) -> u32 {
        let Some(ring) = self.postings.get_mut(posting as usize) else { return NONE };
        ring.live += 1;
        let entry = if born_ms < ring.last_born_ms { entry.late() } else { entry };
        ring.last_born_ms = ring.last_born_ms.max(born_ms);
        if self.blocks.get_mut(ring.tail).is_some_and(|tail| tail.push(entry)) {
            return ring.tail;
        }
        let block = self.blocks.allocate(posting, ring.tail);
        if let Some(tail) = self.blocks.get_mut(ring.tail) {
            tail.next = block;
        } else {
            ring.head = block;
        }
        ring.tail = block;
        if let Some(fresh) = self.blocks.get_mut(block) {
            fresh.push(entry);
        }
        block
    }

    /// Takes the entry of a slot out of a block, and joins the block with a neighbour if both hold little.
    pub(super) fn strike(&mut self, block: u32, slot: u32) {
        let Some(struck) = self.blocks.get_mut(block) else { return };
        if !struck.strike(slot) {
            return;
        }
        let (posting, len, prev, next) = (struck.posting, struck.len(), struck.prev, struck.next);
        if let Some(ring) = self.postings.get_mut(posting as usize) {
            ring.live -= 1;
        }
        if len == 0 {
            self.unlink(block);
            self.forget_if_empty(posting);
        } else if self.fits(next, len) {
            self.absorb(block, next);
        } else if self.fits(prev, len) {
            self.absorb(prev, block);
        }
    }

    /// Below what fits, since moving entries costs more than a few empty places: not every departure is to move.
    fn fits(&self, neighbour: u32, len: usize) -> bool {
        self.blocks.get(neighbour).is_some_and(|it| it.len() + len <= FILL - 2)
    }

    /// Moves the entries of the block after `block` into it.
    fn absorb(&mut self, block: u32, after: u32) {
        let Some(&source) = self.blocks.get(after) else { return };
        for &entry in source.entries() {
            if let Some(target) = self.blocks.get_mut(block) {
                target.push(entry);
            }
            self.relocate(entry.slot(), after, block);
        }
        self.unlink(after);
    }

    /// Notes that an entry of a slot has moved from one block to another.
    pub(super) fn relocate(&mut self, slot: u32, from: u32, to: u32) {
        let places = self.places.get_mut(slot);
        if let Some(place) = places.and_then(|all| all.iter_mut().find(|place| **place == from)) {
            *place = to;
        }
    }

    /// Takes a block out of its chain and frees it.
    fn unlink(&mut self, block: u32) {
        let Some(&gone) = self.blocks.get(block) else { return };
        self.set_links(gone.posting, gone.prev, gone.next, (gone.next, gone.prev));
        self.blocks.free(block);
    }

    /// What stands before a place is followed by `ends.0`, what stands after it preceded by `ends.1`.
    pub(super) fn set_links(&mut self, posting: u32, prev: u32, next: u32, ends: (u32, u32)) {
        let Some(ring) = self.postings.get_mut(posting as usize) else { return };
        match self.blocks.get_mut(prev) {
            Some(before) => before.next = ends.0,
            None => ring.head = ends.0,
        }
        match self.blocks.get_mut(next) {
            Some(behind) => behind.prev = ends.1,
            None => ring.tail = ends.1,
        }
    }

    /// Forgets a term that nobody has any more.
    fn forget_if_empty(&mut self, posting: u32) {
        let Some(ring) = self.postings.get_mut(posting as usize) else { return };
        if ring.live > 0 {
            return;
        }
        ring.last_born_ms = i64::MIN;
        if let Some(term) = ring.term.take() {
            self.names.remove(&term);
            self.free_postings.push(posting);
        }
    }
}
