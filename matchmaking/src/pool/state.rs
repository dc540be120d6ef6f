//! Where a live ticket stands.

use super::hot::Place;
use super::proposal::Proposals;
use super::ticket_ref::TicketRef;

/// Where a live ticket stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TicketState {
    /// It waits.
    Waiting {
        /// Whether its owner could be told of a match now; if not it is passed over until touched.
        reachable: bool,
    },
    /// It is part of an open proposal.
    Reserved {
        /// The proposal.
        match_id: u64,
        /// When the reservation lapses, milliseconds.
        deadline_ms: i64,
    },
}

impl TicketState {
    pub(super) fn of(ticket: TicketRef<'_>, proposals: &Proposals) -> Option<Self> {
        Some(match ticket.hot.place {
            Place::Aside => Self::Waiting { reachable: false },
            Place::Candidate => Self::Waiting { reachable: true },
            Place::Reserved => {
                let match_id = ticket.agenda.match_id()?;
                Self::Reserved { match_id, deadline_ms: proposals.get(match_id)?.deadline_ms }
            }
        })
    }
}
