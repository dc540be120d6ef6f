//! The index of a strategy: which candidates have a term, the oldest first, beside what it takes to pass most of them
//! over without looking them up.
//!
//! A term is a keyword or the class of a mood. The tickets of a term stand in a *posting*: a chain of blocks of 128
//! bytes, each holding up to eight entries. An entry repeats a signature of all the ticket's terms and a few of its
//! attributes, so a scan reads memory in order, eight entries in one step, and touches a ticket only if it is likely to
//! win.

mod blocks;
mod compaction;
mod entry;
mod lanes;
mod posting;
mod screen;
mod signature;
#[cfg(test)]
mod tests;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

pub(crate) use blocks::{Block, Screened};
use blocks::{Blocks, NONE, Place};
pub(crate) use entry::Entry;
pub(crate) use lanes::{LANES, Lanes, set_of, those_in};
use posting::Posting;
pub(crate) use screen::{Screen, Sieve};
pub(crate) use signature::{Bit, Signature, Signatures};

use crate::pages::{Pages, Vacant};
use crate::pool::Age;

/// How many terms of a ticket are indexed; the others only count once it is found.
pub(crate) const INDEXED: usize = 8;

/// The candidates by term.
pub(crate) struct Index {
    /// Never iterated over: its order is not part of the log.
    names: HashMap<u64, u32, FixedState>,
    postings: Vec<Posting>,
    free_postings: Vec<u32>,
    blocks: Blocks,
    /// By slot: the blocks with the ticket's entries.
    places: Pages<Places>,
    tickets: u32,
}

/// Where a ticket has its entries; [`Place::NOWHERE`] beyond the last.
type Places = [Place; INDEXED];

impl Vacant for Places {
    fn vacant() -> Self {
        [Place::NOWHERE; INDEXED]
    }
}

/// The posting of those who have no term at all.
const NAMELESS: u32 = 0;

impl Index {
    pub(crate) fn new() -> Self {
        Self {
            names: HashMap::default(),
            postings: vec![Posting::named(None)],
            free_postings: Vec::new(),
            blocks: Blocks::new(),
            places: Pages::new(),
            tickets: 0,
        }
    }

    /// How many tickets there are.
    pub(crate) fn tickets(&self) -> u32 {
        self.tickets
    }

    /// Enters a ticket of this age under the first [`INDEXED`] of `terms`, which are all different; under none,
    /// if there are none.
    pub(crate) fn insert(&mut self, slot: u32, age: Age, terms: impl Iterator<Item = u64>, screen: Screen) {
        let mut signature = Signature::default();
        let mut postings = [NONE; INDEXED];
        let mut filled = 0;
        for term in terms {
            signature = signature.with(term);
            if let Some(place) = postings.get_mut(filled) {
                *place = self.posting_for(term);
                filled += 1;
            }
        }
        if filled == 0 {
            postings = [NAMELESS, NONE, NONE, NONE, NONE, NONE, NONE, NONE];
        }
        let entry = Entry::new(signature, slot, screen);
        let mut places = [Place::NOWHERE; INDEXED];
        for (place, &posting) in places.iter_mut().zip(&postings).take(filled.max(1)) {
            *place = self.append(posting, age, entry);
        }
        while self.places.len() <= slot as usize {
            self.places.push([Place::NOWHERE; INDEXED]);
        }
        if let Some(known) = self.places.get_mut(slot) {
            *known = places;
        }
        self.tickets += 1;
    }

    /// Strikes a ticket out, wherever it is entered.
    pub(crate) fn remove(&mut self, slot: u32) {
        let Some(places) = self.places.get_mut(slot) else { return };
        let places = std::mem::replace(places, [Place::NOWHERE; INDEXED]);
        // It has one entry in each posting, so none of them moves when another is struck.
        places.into_iter().take_while(|&place| place != Place::NOWHERE).for_each(|place| self.strike(place));
        self.tickets = self.tickets.saturating_sub(1);
        self.compact();
    }

    /// The posting of a term that somebody has.
    pub(crate) fn posting(&self, term: u64) -> Option<u32> {
        self.names.get(&term).copied()
    }

    /// The posting of those who have no term.
    pub(crate) fn nameless(&self) -> u32 {
        NAMELESS
    }

    /// How many tickets a posting has.
    pub(crate) fn live(&self, posting: u32) -> u32 {
        self.postings.get(posting as usize).map_or(0, |it| it.live)
    }

    /// The only entry of a posting, if it is the only one.
    #[inline]
    pub(crate) fn alone(&self, posting: u32) -> Option<&Entry> {
        self.postings.get(posting as usize)?.alone.as_ref()
    }

    /// The entries of a posting that has more than one, by blocks: those of older tickets first but for the
    /// [late](Entry::is_late).
    #[inline]
    pub(crate) fn blocks(&self, posting: u32) -> impl Iterator<Item = &Block> {
        let head = self.postings.get(posting as usize).map_or(NONE, |it| it.head);
        self.blocks.chain(head)
    }

    /// The entries of a posting in that order.
    pub(crate) fn entries(&self, posting: u32) -> impl Iterator<Item = Entry> {
        self.alone(posting).into_iter().copied().chain(self.blocks(posting).flat_map(Block::entries))
    }

    fn posting_for(&mut self, term: u64) -> u32 {
        if let Some(&known) = self.names.get(&term) {
            return known;
        }
        let named = Posting::named(Some(term));
        let posting = match self.free_postings.pop() {
            Some(free) => free,
            None => {
                self.postings.push(named);
                u32::try_from(self.postings.len() - 1).unwrap_or(NONE)
            }
        };
        if let Some(place) = self.postings.get_mut(posting as usize) {
            *place = named;
        }
        self.names.insert(term, posting);
        posting
    }
}
