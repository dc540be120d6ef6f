//! Links: lists that are threaded through the records, so that entering and leaving one allocates nothing.

use super::slab::{NONE, Slab};

/// The neighbours of a record in one list, by slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Links {
    pub(super) before: u32,
    pub(super) after: u32,
}

impl Links {
    pub(super) const ALONE: Self = Self { before: NONE, after: NONE };
}

/// Which of the lists a record is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// All of them by age.
    Ages,
    /// Those that are due in the same slot of the wheel.
    Wheel,
}

/// The two ends of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ends {
    pub(super) first: u32,
    pub(super) last: u32,
}

impl Ends {
    pub(super) const EMPTY: Self = Self { first: NONE, last: NONE };

    pub(super) fn is_empty(self) -> bool {
        self.first == NONE
    }

    /// Enters the record in `slot` behind the one in `before`; in front of all, if that is [`NONE`].
    pub(super) fn insert_after(&mut self, slab: &mut Slab, which: Which, slot: u32, before: u32) {
        let after = match slab.links(which, before) {
            Some(links) => std::mem::replace(&mut links.after, slot),
            None => std::mem::replace(&mut self.first, slot),
        };
        match slab.links(which, after) {
            Some(links) => links.before = slot,
            None => self.last = slot,
        }
        if let Some(own) = slab.links(which, slot) {
            *own = Links { before, after };
        }
    }

    /// Takes the record in `slot` out.
    pub(super) fn remove(&mut self, slab: &mut Slab, which: Which, slot: u32) {
        let Some(own) = slab.links(which, slot) else { return };
        let Links { before, after } = std::mem::replace(own, Links::ALONE);
        match slab.links(which, before) {
            Some(links) => links.after = after,
            None => self.first = after,
        }
        match slab.links(which, after) {
            Some(links) => links.before = before,
            None => self.last = before,
        }
    }
}

impl Ends {
    /// Has the neighbours of the record now in `slot` point to it, which was in another slot before.
    pub(super) fn rejoin(&mut self, slab: &mut Slab, which: Which, slot: u32) {
        let Some(&mut Links { before, after }) = slab.links(which, slot) else { return };
        match slab.links(which, before) {
            Some(links) => links.after = slot,
            None => self.first = slot,
        }
        match slab.links(which, after) {
            Some(links) => links.before = slot,
            None => self.last = slot,
        }
    }
}

impl Slab {
    fn links(&mut self, which: Which, slot: u32) -> Option<&mut Links> {
        match which {
            Which::Ages => Some(&mut self.hot_in_mut(slot)?.ages),
            Which::Wheel => Some(&mut self.agenda_in_mut(slot)?.wheel),
        }
    }
}
