//! Open rooms by what fits into them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, btree_map};

use super::party::Age;
use super::shape::Shape;

/// Open rooms by free places and shape, and on each shelf by age: rooms that can hold nobody who seeks, however many,
/// are passed over shelf by shelf.
#[derive(Default)]
pub(super) struct Shelves(BTreeMap<Shelf, BTreeMap<Age, u64>>);

/// What the rooms of a shelf have in common.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Shelf {
    pub(super) free: usize,
    pub(super) shape: Shape,
}

impl Shelves {
    pub(super) fn put(&mut self, shelf: Shelf, age: Age, room: u64) {
        self.0.entry(shelf).or_default().insert(age, room);
    }

    pub(super) fn take(&mut self, shelf: Shelf, age: Age) {
        if let Some(rooms) = self.0.get_mut(&shelf) {
            rooms.remove(&age);
            if rooms.is_empty() {
                self.0.remove(&shelf);
            }
        }
    }

    /// The rooms that have `size` places for people of a shape, as far as shapes tell; the oldest first.
    pub(super) fn fitting(&self, size: usize, shape: Shape) -> Fitting<'_> {
        let roomy = Shelf { free: size, shape: Shape::LEAST };
        let matching = self.0.range(roomy..).filter(|(shelf, _)| shelf.shape.matches(shape));
        let mut shelves: Vec<_> = matching.map(|(_, rooms)| rooms.iter()).collect();
        let mut oldest = BinaryHeap::with_capacity(shelves.len());
        for (at, rooms) in shelves.iter_mut().enumerate() {
            oldest.extend(rooms.next().map(|(&age, &room)| Reverse((age, room, at))));
        }
        Fitting { shelves, oldest }
    }
}

type Rooms<'s> = btree_map::Iter<'s, Age, u64>;

/// The rooms of some shelves, the oldest first.
pub(super) struct Fitting<'s> {
    shelves: Vec<Rooms<'s>>,
    /// The next of each shelf.
    oldest: BinaryHeap<Reverse<(Age, u64, usize)>>,
}

impl Iterator for Fitting<'_> {
    type Item = (Age, u64);

    fn next(&mut self) -> Option<(Age, u64)> {
        let Reverse((age, room, at)) = self.oldest.pop()?;
        let next = self.shelves.get_mut(at).and_then(Iterator::next);
        self.oldest.extend(next.map(|(&age, &room)| Reverse((age, room, at))));
        Some((age, room))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_fits_comes_by_age_and_nothing_else_does(
            rooms in prop::collection::vec((0_usize..5, 0_u8..16, 0_u8..16, 0_i64..9, any::<bool>()), 0..60),
            (size, are, accept) in (0_usize..5, 0_u8..16, 0_u8..16),
        ) {
            let (mut shelves, mut expected) = (Shelves::default(), Vec::new());
            let seekers = Shape::of_bits(are, accept);
            for (room, (free, are, accept, born_ms, stays)) in (0..).zip(rooms) {
                let shelf = Shelf { free, shape: Shape::of_bits(are, accept) };
                shelves.put(shelf, (born_ms, room), room);
                if !stays {
                    shelves.take(shelf, (born_ms, room));
                } else if free >= size && shelf.shape.matches(seekers) {
                    expected.push(((born_ms, room), room));
                }
            }
            expected.sort_unstable();
            prop_assert_eq!(shelves.fitting(size, seekers).collect::<Vec<_>>(), expected);
        }
    }
}
