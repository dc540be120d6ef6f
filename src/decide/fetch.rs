//! Fetching: what is kept for a person, asked for by them.

use super::draft::Draft;
use crate::texts::Say;
use chatstore::{Seat, UserKey};

impl Draft<'_> {
    /// The reply carries what is kept; where nothing is, it says so, or what the person is waiting for.
    pub(crate) fn fetch(&mut self, user: UserKey) {
        if self.view(user, |view| view.anything_waits()).unwrap_or(false) {
            return;
        }
        match self.person(user).map(|p| p.seat).unwrap_or_default() {
            Seat::Waiting(ticket) => self.still_waiting(user, ticket),
            Seat::Talking(talk) if !self.may_push => {
                let alias = self.partner_alias(talk, user);
                self.reply(user, Say::NothingYet, &[("alias", alias.as_str().into())]);
            }
            _ => self.reply(user, Say::NothingOwed, &[]),
        }
    }
}
