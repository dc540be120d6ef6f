//! A waiting party, as rooms know it.

use crate::pool::Record;
use crate::{PoolConfig, TicketRef};

use super::command::Party;
use super::event::PartyMembers;
use super::shape::Shape;

/// The how-manieth party this is: its name inside.
pub(super) type Seq = u64;

/// The place of a party in the order of age: that of the earliest born first, then the earlier joined.
pub(super) type Age = (i64, Seq);

pub(super) struct PartyRecord {
    pub(super) id: u64,
    pub(super) members: Vec<Record>,
    pub(super) age: Age,
    pub(super) shape: Shape,
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
    pub(super) fn new(rules: &PoolConfig, party: Party, seq: Seq) -> Self {
        let born_ms = party.members.iter().map(|ticket| ticket.born_ms).min().unwrap_or(i64::MAX);
        let members: Vec<_> = party.members.into_iter().map(|it| Record::new(rules, it)).collect();
        let shapes = members.iter().map(|it| Shape::of(it.get(), rules.adult_from));
        let shape = shapes.fold(Shape::NOBODY, Shape::with);
        Self { id: party.id, members, age: (born_ms, seq), shape, place: Place::Aside, due_ms: None }
    }

    pub(super) fn size(&self) -> usize {
        self.members.len()
    }

    pub(super) fn tickets(&self) -> impl Iterator<Item = TicketRef<'_>> {
        self.members.iter().map(Record::get)
    }

    pub(super) fn named(&self) -> PartyMembers {
        PartyMembers::new(self.id, self.tickets().map(TicketRef::member).collect())
    }

    /// When the first of its members' waits ends.
    pub(super) fn end_ms(&self, rules: &PoolConfig) -> i64 {
        self.tickets().map(|ticket| ticket.end_ms(rules)).min().unwrap_or(i64::MIN)
    }

    pub(super) fn is_proposable(&self, now_ms: i64) -> bool {
        self.tickets().all(|ticket| ticket.is_proposable(now_ms))
    }

    /// The first moment at which the rules may say something else.
    pub(super) fn next_change_ms(&self, rules: &PoolConfig, now_ms: i64) -> Option<i64> {
        self.tickets().filter_map(|ticket| ticket.next_change_ms(rules, now_ms)).min()
    }

    /// Whether everybody of the one may meet everybody of the other.
    pub(super) fn gets_on(&self, other: &Self, rules: &PoolConfig, now_ms: i64) -> bool {
        self.tickets().all(|a| other.tickets().all(|b| a.may_meet(b, rules, now_ms)))
    }
}
