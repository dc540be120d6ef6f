//! The agenda: what happens when.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Something that happens at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Deed {
    /// The next one comes from outside.
    Come { user: u64 },
    /// Somebody who was here comes again.
    Return { user: u64 },
    /// The owner of a ticket loses patience, or cancels for other reasons.
    Leave { ticket: u64, impatient: bool },
    /// A proposal is confirmed or released.
    Decide { match_id: u64 },
    /// The recorded arrival at this place of the trace.
    Recorded { at: usize },
}

/// Deeds by time; at the same time in the order in which they were planned.
pub(crate) struct Agenda<D> {
    heap: BinaryHeap<Reverse<(i64, u64, D)>>,
    planned: u64,
}

impl<D: Ord> Default for Agenda<D> {
    fn default() -> Self {
        Self { heap: BinaryHeap::new(), planned: 0 }
    }
}

impl<D: Ord> Agenda<D> {
    pub(crate) fn plan(&mut self, at_ms: i64, deed: D) {
        self.planned += 1;
        self.heap.push(Reverse((at_ms, self.planned, deed)));
    }

    /// When the next deed is.
    pub(crate) fn next_ms(&self) -> Option<i64> {
        self.heap.peek().map(|Reverse((at_ms, ..))| *at_ms)
    }

    pub(crate) fn take(&mut self) -> Option<(i64, D)> {
        self.heap.pop().map(|Reverse((at_ms, _, deed))| (at_ms, deed))
    }
}
