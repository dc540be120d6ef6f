//! The order of age: everybody who waits, the oldest first.

use super::hot::Hot;
use super::links::{Ends, Which};
use super::slab::{Key, NONE, Slab};
use super::ticket_ref::TicketRef;

/// A list through the records, of all but the reserved: those are too many at times to be passed over. Who is set aside
/// keeps their place, so that a reach that comes and goes costs nothing.
pub(super) struct Ages(Ends);

impl Ages {
    pub(super) fn new() -> Self {
        Self(Ends::EMPTY)
    }

    /// Enters the record in `slot` where its age says. The place is sought from both ends at once, so it is found at
    /// once for those who are about the youngest, as newcomers are, or about the oldest, as those who return are.
    pub(super) fn insert(&mut self, slab: &mut Slab, slot: u32) {
        let Some(age) = slab.hot_in(slot).map(Hot::age) else { return };
        let is_older = |other: u32| slab.hot_in(other).is_some_and(|it| it.age() < age);
        let (mut from_front, mut from_back) = (self.0.first, self.0.last);
        let before = loop {
            if from_back == NONE || is_older(from_back) {
                break from_back;
            }
            if !is_older(from_front) {
                break slab.hot_in(from_front).map_or(NONE, |it| it.ages.before);
            }
            from_back = slab.hot_in(from_back).map_or(NONE, |it| it.ages.before);
            from_front = slab.hot_in(from_front).map_or(NONE, |it| it.ages.after);
        };
        self.0.insert_after(slab, Which::Ages, slot, before);
    }

    pub(super) fn remove(&mut self, slab: &mut Slab, slot: u32) {
        self.0.remove(slab, Which::Ages, slot);
    }

    /// Notes that a record has moved to `slot`.
    pub(super) fn moved(&mut self, slab: &mut Slab, slot: u32) {
        self.0.rejoin(slab, Which::Ages, slot);
    }

    pub(super) fn iter<'s>(&self, slab: &'s Slab) -> impl Iterator<Item = (Key, TicketRef<'s>)> + use<'s> {
        let mut slot = self.0.first;
        std::iter::from_fn(move || {
            let found = slab.taken(slot)?;
            slot = found.1.hot.ages.after;
            Some(found)
        })
    }
}
