//! Postings: the chain of blocks of one term.

use super::blocks::{NONE, Place};
use super::{Entry, Index};
use crate::pool::Age;

/// Nobody is older.
const OLDEST: Age = (i64::MIN, 0);

/// Whose neighbours are looked at: not every departure is to look around.
const FEW: usize = 3;

/// Two blocks are joined that hold no more than this together. Below what fits, since moving entries costs more than a
/// few empty places.
const FITTING: usize = 5;

#[derive(Clone, Copy, Debug)]
pub(super) struct Posting {
    /// The term; `None` for a free posting and for that of those who have no term.
    pub(super) term: Option<u64>,
    pub(super) head: u32,
    pub(super) tail: u32,
    pub(super) live: u32,
    /// The only entry, if there is one only: a rare term needs no block.
    pub(super) alone: Option<Entry>,
    /// The age of the youngest of those who stand in order.
    youngest: Age,
}

impl Posting {
    pub(super) fn named(term: Option<u64>) -> Self {
        Self { term, head: NONE, tail: NONE, live: 0, alone: None, youngest: OLDEST }
    }
}

impl Index {
    /// Adds an entry at the end of a posting; returns where it stands.
    pub(super) fn append(&mut self, posting: u32, age: Age, entry: Entry) -> Place {
        let Some(ring) = self.postings.get_mut(posting as usize) else { return Place::NOWHERE };
        ring.live += 1;
        let entry = if age < ring.youngest { entry.late() } else { entry };
        ring.youngest = ring.youngest.max(age);
        if ring.live == 1 {
            ring.alone = Some(entry);
            return Place::alone(posting);
        }
        if let Some(first) = ring.alone.take() {
            let place = self.push(posting, first);
            self.relocate(first.slot(), Place::alone(posting), place);
        }
        self.push(posting, entry)
    }

    /// Adds an entry to the last block of a posting, or to a new one.
    fn push(&mut self, posting: u32, entry: Entry) -> Place {
        let Some(ring) = self.postings.get_mut(posting as usize) else { return Place::NOWHERE };
        let tail = ring.tail;
        if let Some(at) = self.blocks.get_mut(tail).and_then(|block| block.push(entry)) {
            return Place::new(tail, at);
        }
        let block = self.blocks.allocate(posting, tail);
        ring.tail = block;
        match self.blocks.get_mut(tail) {
            Some(before) => before.next = block,
            None => ring.head = block,
        }
        let at = self.blocks.get_mut(block).and_then(|fresh| fresh.push(entry));
        at.map_or(Place::NOWHERE, |at| Place::new(block, at))
    }

    /// Takes the entry at a place out, and joins its block with a neighbour if both hold little.
    pub(super) fn strike(&mut self, place: Place) {
        if let Some(posting) = place.posting() {
            if let Some(ring) = self.postings.get_mut(posting as usize) {
                ring.alone = None;
                ring.live = 0;
            }
            self.forget_if_empty(posting);
            return;
        }
        let block = place.block();
        let Some(struck) = self.blocks.get_mut(block) else { return };
        struck.strike(place.at());
        let (posting, live) = (struck.posting, struck.live());
        let Some(ring) = self.postings.get_mut(posting as usize) else { return };
        ring.live -= 1;
        if live <= FEW {
            self.thin_out(block);
        }
    }

    /// Joins a block that holds little with a neighbour, or takes it out if it holds nothing; and its posting's last entry
    /// out of it.
    fn thin_out(&mut self, block: u32) {
        let Some(thin) = self.blocks.get(block) else { return };
        let (posting, live, prev, next) = (thin.posting, thin.live(), thin.prev, thin.next);
        if live == 0 {
            self.unlink(block);
        } else if self.fits(next, live) {
            self.absorb(block, next);
        } else if self.fits(prev, live) {
            self.absorb(prev, block);
        }
        if self.live(posting) == 1 {
            self.leave_alone(posting);
        }
    }

    /// Takes the last entry of a posting out of its block.
    #[cold]
    fn leave_alone(&mut self, posting: u32) {
        let Some(ring) = self.postings.get_mut(posting as usize) else { return };
        let block = ring.head;
        let Some((at, last)) = self.blocks.get(block).and_then(|block| block.placed().next()) else {
            return;
        };
        ring.alone = Some(last);
        self.relocate(last.slot(), Place::new(block, at), Place::alone(posting));
        self.unlink(block);
    }

    fn fits(&self, neighbour: u32, live: usize) -> bool {
        self.blocks.get(neighbour).is_some_and(|it| it.live() + live <= FITTING)
    }

    /// Moves the entries of the block after `block` into it.
    #[cold]
    fn absorb(&mut self, block: u32, after: u32) {
        let (Some(&first), Some(&second)) = (self.blocks.get(block), self.blocks.get(after)) else { return };
        let Some(target) = self.blocks.get_mut(block) else { return };
        target.clear();
        let mut at = 0;
        for (from, source) in [(block, first), (after, second)] {
            for (was, entry) in source.placed() {
                if let Some(target) = self.blocks.get_mut(block) {
                    target.push(entry);
                }
                self.relocate(entry.slot(), Place::new(from, was), Place::new(block, at));
                at += 1;
            }
        }
        self.unlink(after);
    }

    /// Notes that an entry of a slot has moved.
    pub(super) fn relocate(&mut self, slot: u32, from: Place, to: Place) {
        let places = self.places.get_mut(slot);
        if let Some(place) = places.and_then(|all| all.iter_mut().find(|place| **place == from)) {
            *place = to;
        }
    }

    /// Takes a block out of its chain and frees it.
    fn unlink(&mut self, block: u32) {
        let Some(gone) = self.blocks.get(block) else { return };
        let (posting, prev, next) = (gone.posting, gone.prev, gone.next);
        self.set_links(posting, prev, next, (next, prev));
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
        ring.youngest = OLDEST;
        if let Some(term) = ring.term.take() {
            self.names.remove(&term);
            self.free_postings.push(posting);
        }
    }
}
