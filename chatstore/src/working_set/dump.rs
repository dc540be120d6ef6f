//! Everything in memory, for the contract's scan after erasure.

use super::WorkingSet;
use serde::Serialize;

impl WorkingSet {
    /// Everything in memory that carries data of people, to be serialised.
    pub(crate) fn dump(&self) -> impl Serialize {
        let people: Vec<_> = self.people.values().map(|p| (p.as_ref(), lane(p))).collect();
        let conversations: Vec<_> = self.conversations.values().map(AsRef::as_ref).collect();
        let tickets: Vec<_> = self.tickets.values().map(AsRef::as_ref).collect();
        let receipts: Vec<_> = self.receipts.values().collect();
        let addresses: Vec<_> = self.addresses.keys().chain(&self.absent).collect();
        let bottles: Vec<_> = self.bottles.values().map(AsRef::as_ref).collect();
        let memos: Vec<_> = self.memos.values().collect();
        (people, conversations, tickets, receipts, addresses, bottles, memos)
    }
}

fn lane(person: &crate::Person) -> Vec<&crate::Delivery> {
    person.lane.queue.iter().map(AsRef::as_ref).collect()
}
