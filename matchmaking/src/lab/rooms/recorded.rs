//! Parties of a trace: those who came together.

use super::world::{Deed, World};
use crate::lab::run::Source;
use crate::{Party, RoomCommand, RoomStrategy};

impl<S: RoomStrategy> World<'_, S> {
    /// The recorded party whose first arrival is at this place of the trace comes; the next one is planned.
    pub(super) fn recorded(&mut self, at: usize) {
        let Source::Trace(trace) = self.source else { return };
        let Some(first) = trace.arrival(at) else { return };
        let together = (at + 1..).map_while(|next| trace.arrival(next));
        let together = together.take_while(|next| first.party.is_some() && next.party == first.party);
        let arrivals: Vec<_> = [first].into_iter().chain(together).collect();
        match trace.arrival(at + arrivals.len()) {
            Some(next) => self.agenda.plan(next.at_ms, Deed::Recorded { at: at + arrivals.len() }),
            None => self.done = true,
        }
        for &(a, b) in arrivals.iter().flat_map(|arrival| &arrival.blocks) {
            self.apply(RoomCommand::Block { a, b });
        }
        let ids = (self.tickets + 1)..;
        let members: Vec<_> =
            ids.zip(&arrivals).filter_map(|(id, arrival)| arrival.ticket(id, self.now_ms)).collect();
        self.tickets += arrivals.len() as u64;
        if members.is_empty() {
            return;
        }
        let leaves = arrivals.iter().filter_map(|arrival| arrival.left_after_ms).min();
        let party = Party::new(self.joined + 1, members);
        self.join(party, leaves.map(|after_ms| (after_ms, true)));
    }
}
