//! A ticket packed, in one piece.

use crate::{PoolConfig, Ticket};

use super::agenda::Agenda;
use super::cold::Cold;
use super::hot::Hot;
use super::ticket_ref::{TicketMut, TicketRef};

/// A ticket packed, in one piece: on its way into the slab, or held by a party.
pub(crate) struct Record {
    pub(super) hot: Hot,
    pub(super) agenda: Agenda,
    pub(super) cold: Cold,
}

impl Record {
    pub(crate) fn new(config: &PoolConfig, ticket: Ticket) -> Self {
        let ticket = ticket.tidied();
        let agenda = Agenda::new(ticket.generation);
        let mut hot = Hot::new(config, &ticket);
        let cold = Cold::new(ticket);
        hot.holds_more = cold.holds_more();
        Self { hot, agenda, cold }
    }

    pub(crate) fn get(&self) -> TicketRef<'_> {
        TicketRef { hot: &self.hot, agenda: &self.agenda, cold: &self.cold }
    }

    pub(crate) fn get_mut(&mut self) -> TicketMut<'_> {
        TicketMut { hot: &mut self.hot, agenda: &mut self.agenda, cold: &mut self.cold }
    }
}
