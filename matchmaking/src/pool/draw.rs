//! The draw: the candidates without gaps, so that a partner is drawn by index.

use crate::pages::Pages;

use super::slab::NONE;

pub(super) struct Draw {
    /// Their slots, in no order.
    slots: Vec<u32>,
    /// By slot: its place among them. Apart from the tickets, since whoever leaves has the last take their place, and
    /// the last is anybody.
    positions: Pages<u32>,
}

impl Draw {
    pub(super) fn new() -> Self {
        Self { slots: Vec::new(), positions: Pages::new() }
    }

    pub(super) fn len(&self) -> u32 {
        u32::try_from(self.slots.len()).unwrap_or(u32::MAX)
    }

    /// The slot at a position.
    pub(super) fn at(&self, position: u32) -> Option<u32> {
        self.slots.get(position as usize).copied()
    }

    /// The position of a slot, if it is among them.
    pub(super) fn position(&self, slot: u32) -> Option<u32> {
        self.positions.get(slot).copied().filter(|&position| position != NONE)
    }

    /// Adds a slot that is not among them.
    pub(super) fn add(&mut self, slot: u32) {
        let position = self.len();
        self.slots.push(slot);
        while self.positions.len() <= slot as usize {
            self.positions.push(NONE);
        }
        self.set(slot, position);
    }

    pub(super) fn remove(&mut self, slot: u32) {
        let Some(position) = self.position(slot) else { return };
        self.set(slot, NONE);
        let Some(last) = self.slots.pop() else { return };
        if let Some(gap) = self.slots.get_mut(position as usize) {
            *gap = last;
            self.set(last, position);
        }
    }

    /// Notes that who was in one slot is now in another.
    pub(super) fn moved(&mut self, from: u32, to: u32) {
        let Some(position) = self.position(from) else { return };
        if let Some(slot) = self.slots.get_mut(position as usize) {
            *slot = to;
        }
        self.set(from, NONE);
        self.set(to, position);
    }

    /// Gives memory back where only the first `slots` are used.
    pub(super) fn shrink(&mut self, slots: usize) {
        self.slots.shrink_to_fit();
        while self.positions.len() > slots && self.positions.pop_if(|_| true).is_some() {}
        self.positions.shrink();
    }

    fn set(&mut self, slot: u32, position: u32) {
        if let Some(place) = self.positions.get_mut(slot) {
            *place = position;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_stay_true_when_gaps_close() {
        let mut draw = Draw::new();
        [7, 3, 9, 0, 5].into_iter().for_each(|slot| draw.add(slot));
        let is_true = |draw: &Draw| (0..draw.len()).all(|at| draw.position(draw.at(at).unwrap()) == Some(at));
        for (gone, left) in [(3, 4), (5, 3), (3, 3), (7, 2), (100, 2)] {
            draw.remove(gone);
            assert!(draw.len() == left && draw.position(gone).is_none() && is_true(&draw), "{gone}");
        }
        draw.moved(9, 1);
        draw.shrink(2);
        assert!(is_true(&draw) && draw.position(9).is_none());
        assert_eq!((draw.position(1).is_some(), draw.position(0).is_some()), (true, true));
    }
}
