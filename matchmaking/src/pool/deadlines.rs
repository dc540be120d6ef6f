//! The deadlines: what is due when, in one order that every machine agrees on.

use std::collections::BTreeSet;

use super::record::Key;

/// What a moment is for; each ticket and each proposal is entered at most once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Due {
    Ticket(Key),
    Proposal(u64),
}

/// Exact: what is over is taken out at once, so nothing piles up and [`Deadlines::first`] is never a false alarm.
#[derive(Default)]
pub(super) struct Deadlines {
    entries: BTreeSet<(i64, Due)>,
}

impl Deadlines {
    pub(super) fn first(&self) -> Option<i64> {
        self.entries.first().map(|&(at, _)| at)
    }

    pub(super) fn add(&mut self, at_ms: i64, due: Due) {
        self.entries.insert((at_ms, due));
    }

    pub(super) fn remove(&mut self, at_ms: i64, due: Due) {
        self.entries.remove(&(at_ms, due));
    }

    /// Takes out the earliest entry that is not after `now_ms`.
    pub(super) fn pop(&mut self, now_ms: i64) -> Option<Due> {
        if self.first()? > now_ms {
            return None;
        }
        self.entries.pop_first().map(|(_, due)| due)
    }
}
