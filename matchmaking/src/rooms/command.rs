//! Everything that can be asked of rooms.

use crate::{Reachability, Ticket};

/// People who come together and stay together: one, or a few friends.
///
/// Among themselves no rule is asked about; each of them must get on with everybody else in a room.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Party {
    /// The caller's key for the party; unique among the live ones.
    pub id: u64,
    /// A ticket for each. The party is as old as the oldest of them, and ends with the first that does.
    pub members: Vec<Ticket>,
}

impl Party {
    /// The party `id` of `members`.
    #[must_use]
    pub const fn new(id: u64, members: Vec<Ticket>) -> Self {
        Self { id, members }
    }
}

/// What [`Rooms::apply`](crate::Rooms::apply) is asked to do.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RoomCommand {
    /// A party begins to wait; it tops up an open room, or opens one.
    Join(Party),
    /// A party no longer wants to wait. A proposal it is part of lapses, and the others wait on.
    Cancel {
        /// The party to take out.
        party: u64,
    },
    /// The reach of one of a party changed.
    Touch {
        /// The ticket of the owner.
        ticket: u64,
        /// Their reach from now on.
        reach: Reachability,
    },
    /// The proposal was committed: everybody in it leaves.
    Confirm {
        /// The proposal's id.
        match_id: u64,
    },
    /// The commit of the proposal failed: the parties wait again with their original age, except those to drop.
    Release {
        /// The proposal's id.
        match_id: u64,
        /// Parties of this proposal that are gone for good.
        drop: Vec<u64>,
    },
    /// A block between two users came into being while they may be waiting.
    Block {
        /// One user.
        a: u64,
        /// The other.
        b: u64,
    },
    /// Nothing happened but time.
    Advance,
}
