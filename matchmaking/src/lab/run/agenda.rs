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
#[derive(Default)]
pub(super) struct Agenda {
    heap: BinaryHeap<Reverse<(i64, u64, Deed)>>,
    planned: u64,
}

impl Agenda {
    pub(super) fn plan(&mut self, at_ms: i64, deed: Deed) {
        self.planned += 1;
        self.heap.push(Reverse((at_ms, self.planned, deed)));
    }

    pub(super) fn take(&mut self) -> Option<(i64, Deed)> {
        self.heap.pop().map(|Reverse((at_ms, _, deed))| (at_ms, deed))
    }
}
