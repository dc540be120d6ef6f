//! Joining, and finding a partner.

use crate::{Event, Mode, PoolError, Strategy, Ticket};

use super::Pool;
use super::candidates::{Candidates, Handle};
use super::record::Record;
use super::slab::Key;

impl<S: Strategy> Pool<S> {
    pub(super) fn join(&mut self, ticket: Ticket, events: &mut Vec<Event>) -> Result<(), PoolError> {
        self.admit(&ticket)?;
        let key = self.roll.insert(Record::new(&self.config, ticket));
        self.counts.joined += 1;
        self.counts.waiting += 1;
        match self.config.mode {
            Mode::Hold { .. } => {
                self.settle_and_revisit(key, events);
                self.gather();
            }
            // Whoever is matched on arrival need not be listed first.
            Mode::Immediate => {
                if !self.find_partner(key, events) {
                    self.settle(key, events);
                }
            }
        }
        Ok(())
    }

    /// Whether the ticket may come in.
    fn admit(&self, ticket: &Ticket) -> Result<(), PoolError> {
        let Ticket { id, user, .. } = *ticket;
        if self.roll.key_of(id).is_some() {
            return Err(PoolError::DuplicateTicket { ticket: id });
        }
        if let Some(ticket) = self.ticket_of(user) {
            return Err(PoolError::AlreadyWaiting { user, ticket });
        }
        ticket.check(&self.config, self.now_ms)?;
        if !self.roll.has_room(&self.config) {
            return Err(PoolError::Full { capacity: self.config.capacity });
        }
        Ok(())
    }

    /// Asks the strategy for a partner and reserves the two for each other; says whether there was one.
    pub(super) fn find_partner(&mut self, seeker: Key, events: &mut Vec<Event>) -> bool {
        let Some(candidates) = Candidates::of(&self.config, &self.roll, self.now_ms, seeker) else {
            return false;
        };
        let Some(choice) = self.strategy.choose(candidates) else { return false };
        let (Handle(partner), reasons) = (choice.candidate.handle(), choice.reasons);
        self.propose(seeker, partner, reasons, events);
        true
    }
}
