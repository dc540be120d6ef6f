//! A ticket packed, in one piece.

use crate::{PoolConfig, Ticket};

use super::cold::Cold;
use super::hot::Hot;
use super::ticket_ref::{TicketMut, TicketRef};

/// A ticket packed, in one piece: on its way into the slab, or held by a party.
pub(crate) struct Record {
    pub(super) hot: Hot,
    pub(super) cold: Cold,
}

impl Record {
    pub(crate) fn new(config: &PoolConfig, ticket: Ticket) -> Self {
        let ticket = ticket.tidied();
        Self { hot: Hot::new(config, &ticket), cold: Cold::new(ticket) }
    }

    pub(crate) fn get(&self) -> TicketRef<'_> {
        TicketRef { hot: &self.hot, cold: &self.cold }
    }

    pub(crate) fn get_mut(&mut self) -> TicketMut<'_> {
        TicketMut { hot: &mut self.hot, cold: &mut self.cold }
    }
}
