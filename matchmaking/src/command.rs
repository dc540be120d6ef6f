//! Everything that can be asked of a pool.

use crate::{Reachability, Ticket};

/// What [`Pool::apply`](crate::Pool::apply) is asked to do.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Command {
    /// A user begins to wait; if someone eligible is there, they are proposed at once.
    Join(Ticket),
    /// A user no longer wants to wait. A reservation of the ticket lapses, and its partner waits on.
    Cancel {
        /// The ticket to take out.
        ticket: u64,
    },
    /// The owner's reach changed: they wrote, or something was pushed to them.
    Touch {
        /// The ticket of the owner.
        ticket: u64,
        /// Their reach from now on.
        reach: Reachability,
    },
    /// The proposal was committed: both tickets are matched and leave the pool.
    Confirm {
        /// The proposal's id.
        match_id: u64,
    },
    /// The commit of the proposal failed: the tickets wait again with their original age, except those to drop.
    Release {
        /// The proposal's id.
        match_id: u64,
        /// Tickets of this proposal that are gone for good (cancelled or matched elsewhere, says the store).
        drop: Vec<u64>,
    },
    /// A block between two users came into being while they may be waiting. It holds in both directions, for as long
    /// as a ticket of either lives; later tickets bring it in [`Ticket::blocks`].
    Block {
        /// One user.
        a: u64,
        /// The other.
        b: u64,
    },
    /// Nothing happened but time.
    Advance,
}
