//! A waiting party, as rooms know it.

use crate::pool::{Age, Record, may_meet};
use crate::{PoolConfig, Ticket};

use super::command::Party;
use super::event::PartyMembers;

/// The how-manieth party this is: its name inside.
pub(super) type Seq = u64;

pub(super) struct PartyRecord {
    pub(super) id: u64,
    pub(super) members: Vec<Record>,
    pub(super) age: Age,
    pub(super) place: Place,
    /// When it is to be looked at.
    pub(super) due_ms: Option<i64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Waiting, but not to be had: one of them could not be told.
    Aside,
    /// In the open room of this number.
    Open { room: u64 },
    /// Part of a proposal.
    Reserved { match_id: u64 },
}

impl PartyRecord {
    pub(super) fn new(party: Party, seq: Seq) -> Self {
        let born_ms = party.members.iter().map(|ticket| ticket.born_ms).min().unwrap_or(i64::MAX);
        let members = party.members.into_iter().map(|ticket| Record::new(ticket, seq)).collect();
        Self { id: party.id, members, age: (born_ms, seq), place: Place::Aside, due_ms: None }
    }

    pub(super) fn size(&self) -> usize {
        self.members.len()
    }

    pub(super) fn tickets(&self) -> impl Iterator<Item = &Ticket> {
        self.members.iter().map(|record| &record.ticket)
    }

    pub(super) fn named(&self) -> PartyMembers {
        PartyMembers::new(self.id, self.members.iter().map(Record::member).collect())
    }

    /// When the first of its members' waits ends.
    pub(super) fn end_ms(&self, rules: &PoolConfig) -> i64 {
        self.members.iter().map(|record| record.end_ms(rules)).min().unwrap_or(i64::MIN)
    }

    pub(super) fn is_proposable(&self, rules: &PoolConfig, now_ms: i64) -> bool {
        self.members.iter().all(|record| record.is_proposable(rules, now_ms))
    }

    /// The first moment at which the rules may say something else.
    pub(super) fn next_change_ms(&self, rules: &PoolConfig, now_ms: i64) -> Option<i64> {
        self.members.iter().filter_map(|record| record.next_change_ms(rules, now_ms)).min()
    }

    /// Whether everybody of the one may meet everybody of the other.
    pub(super) fn gets_on(&self, other: &Self, rules: &PoolConfig, now_ms: i64) -> bool {
        self.members.iter().all(|a| other.members.iter().all(|b| may_meet(rules, now_ms, a, b)))
    }
}
