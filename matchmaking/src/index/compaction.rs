//! Compaction: the index gives back the memory of a crowd that has gone.

use super::blocks::{NONE, Place};
use super::{INDEXED, Index};

/// Below this there is nothing worth giving back.
const SMALL: usize = 64;

/// Whether a quarter of the postings is empty. They weigh much where few are left.
fn has_few_postings(used: usize, all: usize) -> bool {
    used < all / 4 * 3
}

/// Whether half of the blocks are empty: each that goes then has at most about half of another moved.
fn has_few_blocks(used: usize, all: usize) -> bool {
    used < all / 2
}

impl Index {
    /// Packs what is left when much of the room is empty.
    pub(super) fn compact(&mut self) {
        let (used, all) = self.blocks.usage();
        if all > SMALL && has_few_blocks(used, all) {
            self.pack_blocks();
        }
        let used = self.postings.len() - self.free_postings.len();
        if self.postings.len() > SMALL && has_few_postings(used, self.postings.len()) {
            self.pack_postings();
        }
        let tickets = self.tickets as usize;
        if self.places.len() > SMALL && tickets < self.places.len() / 2 {
            // Whoever has the last place keeps it, so this is tried again with each removal: it must cost nothing.
            while self.places.pop_if(|places| *places == [Place::NOWHERE; INDEXED]).is_some() {}
        }
    }

    #[cold]
    fn pack_blocks(&mut self) {
        let mut moves = Vec::new();
        self.blocks.pack(|blocks, from, to| {
            // The chain must be right before the next move.
            let Some(&moved) = blocks.get(to) else { return };
            if let Some(before) = blocks.get_mut(moved.prev) {
                before.next = to;
            }
            if let Some(behind) = blocks.get_mut(moved.next) {
                behind.prev = to;
            }
            moves.push((from, to));
        });
        for (from, to) in moves {
            let Some(&moved) = self.blocks.get(to) else { continue };
            for (at, entry) in moved.placed() {
                self.relocate(entry.slot(), Place::new(from, at), Place::new(to, at));
            }
            let Some(posting) = self.postings.get_mut(moved.posting as usize) else { continue };
            if moved.prev == NONE {
                posting.head = to;
            }
            if moved.next == NONE {
                posting.tail = to;
            }
        }
    }

    #[cold]
    fn pack_postings(&mut self) {
        let used = self.postings.len() - self.free_postings.len();
        for to in std::mem::take(&mut self.free_postings) {
            if to as usize >= used {
                continue;
            }
            self.drop_free_postings();
            let from = self.postings.len() - 1;
            if let Some(last) = self.postings.pop()
                && let Some(place) = self.postings.get_mut(to as usize)
            {
                *place = last;
                self.rename(from, to);
            }
        }
        self.drop_free_postings();
        self.postings.shrink_to_fit();
        self.names.shrink_to_fit();
    }

    fn drop_free_postings(&mut self) {
        // The first is that of those without a term, and stays.
        while self.postings.len() > 1 && self.postings.pop_if(|last| last.term.is_none()).is_some() {}
    }

    /// Tells the name and the blocks of a posting its new number.
    fn rename(&mut self, from: usize, posting: u32) {
        let Some(&moved) = self.postings.get(posting as usize) else { return };
        if let (Some(entry), Ok(from)) = (moved.alone, u32::try_from(from)) {
            self.relocate(entry.slot(), Place::alone(from), Place::alone(posting));
        }
        if let Some(term) = moved.term {
            self.names.insert(term, posting);
        }
        let mut at = moved.head;
        while let Some(block) = self.blocks.get_mut(at) {
            block.posting = posting;
            at = block.next;
        }
    }
}
