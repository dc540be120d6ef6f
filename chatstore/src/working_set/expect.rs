//! Expectations, checked.

use super::WorkingSet;
use crate::change::{ChangeSet, Expect};
use crate::receipt::Receipt;

impl WorkingSet {
    /// The receipt of a push that the change takes for unseen.
    pub(super) fn seen_before(&self, change: &ChangeSet) -> Option<Receipt> {
        change.expect.iter().find_map(|expect| match expect {
            Expect::PushUnseen(push) => self.receipts.get(push).cloned(),
            _ => None,
        })
    }

    /// Whether an expectation is still true.
    pub(super) fn holds(&self, expect: &Expect) -> bool {
        match expect {
            Expect::PushUnseen(push) => !self.receipts.contains_key(push),
            Expect::NoPerson(address) => {
                !self.addresses.contains_key(address) && (self.complete || self.absent.contains(address))
            }
            Expect::Person(user, version) => self.people.get(user).is_some_and(|p| p.version == *version),
            Expect::Conversation(key, version) => {
                self.conversations.get(key).is_some_and(|c| c.version == *version)
            }
            Expect::Ticket(key, generation) => {
                self.tickets.get(key).is_some_and(|t| t.generation == *generation)
            }
            Expect::Bottle(key, version) => self.bottles.get(key).is_some_and(|b| b.version == *version),
            Expect::NoBlock(a, b) => !self.blocks.contains(&(*a, *b)) && !self.blocks.contains(&(*b, *a)),
        }
    }
}
