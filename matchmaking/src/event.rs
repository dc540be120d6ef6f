//! Everything a pool has to say.

use crate::Reasons;

/// What became of a command, or of time; in the order in which it happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// Two tickets are reserved for each other: commit, then confirm or release before the deadline.
    Proposed {
        /// The proposal's id: rising, never used twice by one pool.
        match_id: u64,
        /// The ticket born first.
        older: Member,
        /// The ticket born later.
        newer: Member,
        /// Why these two.
        reasons: Reasons,
        /// When the reservation lapses by itself, milliseconds.
        deadline_ms: i64,
    },
    /// A proposal was confirmed; both tickets have left the pool.
    Matched {
        /// The proposal's id.
        match_id: u64,
        /// The ticket born first.
        older: Member,
        /// The ticket born later.
        newer: Member,
    },
    /// A proposal came to nothing without the caller's [`Release`](crate::Command::Release). Whoever is still in the
    /// pool waits again with the original age. A commit still under way must fail, or if it won, both tickets are to
    /// be cancelled here: the store's word stands.
    ReservationLapsed {
        /// The proposal's id.
        match_id: u64,
        /// The ticket born first.
        older: Member,
        /// The ticket born later.
        newer: Member,
        /// What ended it.
        cause: LapseCause,
    },
    /// A ticket's time is up; it has left the pool.
    Expired {
        /// Whose it was.
        member: Member,
        /// What ran out.
        cause: ExpiryCause,
    },
}

/// One side of a proposal, with what a commit has to expect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Member {
    /// The ticket's key.
    pub ticket: u64,
    /// Its owner's key.
    pub user: u64,
    /// The generation the ticket was joined with.
    pub generation: u32,
}

impl Member {
    /// The owner `user` of `ticket`, joined with `generation`.
    #[must_use]
    pub const fn new(ticket: u64, user: u64, generation: u32) -> Self {
        Self { ticket, user, generation }
    }
}

/// What ended a reservation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LapseCause {
    /// Nobody confirmed or released in time.
    Deadline,
    /// One side cancelled.
    Cancelled {
        /// The ticket that was taken out.
        ticket: u64,
    },
    /// One side blocked the other.
    Blocked,
}

/// What ran out for an expired ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ExpiryCause {
    /// The wait the user agreed to; they can still be told.
    Wait,
    /// The reach: the platform no longer lets us push, or the user has not been back. Do not push.
    Reach,
}
