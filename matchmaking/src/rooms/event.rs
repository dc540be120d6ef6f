//! Everything rooms have to say.

use crate::{ExpiryCause, Member, Reasons};

/// What became of a command, or of time; in the order in which it happened.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RoomEvent {
    /// A room is complete: commit, then confirm or release before the deadline.
    Proposed {
        /// The proposal's id: rising, never used twice.
        match_id: u64,
        /// The parties and their members, the oldest first.
        parties: Vec<PartyMembers>,
        /// What they have in common.
        reasons: Reasons,
        /// When the reservation lapses by itself, milliseconds.
        deadline_ms: i64,
    },
    /// A proposal was confirmed; its parties are gone.
    Matched {
        /// The proposal's id.
        match_id: u64,
        /// Its parties.
        parties: Vec<PartyMembers>,
    },
    /// A proposal came to nothing without the caller's release. Whoever is still there waits again.
    ReservationLapsed {
        /// The proposal's id.
        match_id: u64,
        /// What ended it.
        cause: RoomLapse,
    },
    /// The time of one of a party is up; the party is gone.
    Expired {
        /// The party.
        party: PartyMembers,
        /// What ran out.
        cause: ExpiryCause,
    },
}

/// A party as an event names it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PartyMembers {
    /// The party's key.
    pub id: u64,
    /// Its members, in the order in which they were given.
    pub members: Vec<Member>,
}

impl PartyMembers {
    pub(super) fn new(id: u64, members: Vec<Member>) -> Self {
        Self { id, members }
    }
}

/// What ended the reservation of a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RoomLapse {
    /// Nobody confirmed or released in time.
    Deadline,
    /// A party cancelled.
    Cancelled {
        /// The party that was taken out.
        party: u64,
    },
    /// Somebody in it blocked another.
    Blocked,
}
