//! Proposals: two tickets reserved for each other until the caller has committed them, or could not.

use std::collections::VecDeque;

use crate::{Event, LapseCause, Member, PoolError, Reasons, Strategy};

use super::Pool;
use super::slab::Key;

#[derive(Clone, Copy)]
pub(super) struct Proposal {
    pub(super) deadline_ms: i64,
    older: Side,
    newer: Side,
}

#[derive(Clone, Copy)]
struct Side {
    key: Key,
    member: Member,
}

/// The open proposals. Ids rise and every reservation lasts as long as any other, so one queue has them by id and by
/// deadline.
pub(super) struct Proposals {
    /// From the earliest that is open on; `None` for those that were closed since.
    queue: VecDeque<Option<Proposal>>,
    /// The id of the first in the queue.
    first_id: u64,
}

impl Proposals {
    pub(super) fn starting_at(first_id: u64) -> Self {
        Self { queue: VecDeque::new(), first_id }
    }

    pub(super) fn get(&self, match_id: u64) -> Option<&Proposal> {
        self.queue.get(self.position(match_id)?)?.as_ref()
    }

    /// The proposal that lapses next, and when.
    pub(super) fn first(&self) -> Option<(u64, i64)> {
        Some((self.first_id, self.queue.front()?.as_ref()?.deadline_ms))
    }

    /// Notes that a side's record has moved.
    pub(super) fn rename(&mut self, match_id: u64, from: Key, to: Key) {
        let open = self.position(match_id).and_then(|at| self.queue.get_mut(at)?.as_mut());
        let sides = open.map(|it| [&mut it.older, &mut it.newer]);
        sides.into_iter().flatten().filter(|side| side.key == from).for_each(|side| side.key = to);
    }

    fn open(&mut self, proposal: Proposal) -> u64 {
        let match_id = self.first_id.wrapping_add(self.queue.len() as u64);
        self.queue.push_back(Some(proposal));
        match_id
    }

    fn close(&mut self, match_id: u64) -> Option<Proposal> {
        let position = self.position(match_id)?;
        let closed = self.queue.get_mut(position)?.take()?;
        while self.queue.pop_front_if(|first| first.is_none()).is_some() {
            self.first_id = self.first_id.wrapping_add(1);
        }
        if self.queue.capacity() > 1_024 && self.queue.len() < self.queue.capacity() / 8 {
            self.queue.shrink_to(self.queue.len() * 2);
        }
        Some(closed)
    }

    fn position(&self, match_id: u64) -> Option<usize> {
        usize::try_from(match_id.wrapping_sub(self.first_id)).ok()
    }
}

impl Proposal {
    fn sides(&self) -> [Side; 2] {
        [self.older, self.newer]
    }
}

impl<S: Strategy> Pool<S> {
    /// Reserves two waiting tickets for each other.
    pub(super) fn propose(&mut self, one: Key, other: Key, reasons: Reasons, events: &mut Vec<Event>) {
        let (Some(a), Some(b)) = (self.roll.get(one), self.roll.get(other)) else { return };
        let sides = (Side { key: one, member: a.member() }, Side { key: other, member: b.member() });
        let (older, newer) = if a.age() < b.age() { sides } else { (sides.1, sides.0) };
        let deadline_ms = self.now_ms.saturating_add(i64::from(self.config.reservation_ms.get()));
        let match_id = self.proposals.open(Proposal { deadline_ms, older, newer });
        for key in [one, other] {
            self.unlist(key);
            self.roll.reserve(key, match_id);
        }
        self.counts.waiting -= 2;
        self.counts.reserved += 2;
        let (older, newer) = (older.member, newer.member);
        events.push(Event::Proposed { match_id, older, newer, reasons, deadline_ms });
    }

    pub(super) fn confirm(&mut self, match_id: u64, events: &mut Vec<Event>) -> Result<(), PoolError> {
        let proposal = self.close(match_id).ok_or(PoolError::UnknownMatch { match_id })?;
        for side in proposal.sides() {
            self.remove(side.key);
        }
        self.counts.matched += 2;
        let (older, newer) = (proposal.older.member, proposal.newer.member);
        events.push(Event::Matched { match_id, older, newer });
        Ok(())
    }

    pub(super) fn release(
        &mut self,
        match_id: u64,
        drop: &[u64],
        events: &mut Vec<Event>,
    ) -> Result<(), PoolError> {
        let open = self.proposals.get(match_id).ok_or(PoolError::UnknownMatch { match_id })?;
        let members = open.sides().map(|side| side.member.ticket);
        if let Some(&ticket) = drop.iter().find(|ticket| !members.contains(ticket)) {
            return Err(PoolError::NotInMatch { match_id, ticket });
        }
        let Some(proposal) = self.close(match_id) else { return Ok(()) };
        if drop.is_empty() {
            self.cool(&proposal);
        }
        for side in proposal.sides() {
            if drop.contains(&side.member.ticket) {
                self.remove(side.key);
                self.counts.dropped += 1;
            } else {
                self.put_back(side.key, events);
            }
        }
        self.look_again(events);
        Ok(())
    }

    /// Ends a proposal for which the caller has given no word; whoever returns is marked to be looked at.
    pub(super) fn lapse(&mut self, match_id: u64, cause: LapseCause, events: &mut Vec<Event>) {
        let Some(proposal) = self.close(match_id) else { return };
        let (older, newer) = (proposal.older.member, proposal.newer.member);
        events.push(Event::ReservationLapsed { match_id, older, newer, cause });
        self.cool(&proposal);
        for side in proposal.sides() {
            if cause == (LapseCause::Cancelled { ticket: side.member.ticket }) {
                self.remove(side.key);
                self.counts.cancelled += 1;
            } else {
                self.put_back(side.key, events);
            }
        }
    }

    /// Takes a proposal out; its tickets are then in no state until the caller gives them one.
    fn close(&mut self, match_id: u64) -> Option<Proposal> {
        let proposal = self.proposals.close(match_id)?;
        self.counts.reserved -= 2;
        Some(proposal)
    }

    /// A reserved ticket waits again. It kept its born time and its number, so it is as old as it was.
    fn put_back(&mut self, key: Key, events: &mut Vec<Event>) {
        if self.roll.put_back(key) {
            self.counts.waiting += 1;
            self.settle_and_revisit(key, events);
        }
    }

    /// Keeps the two apart for a moment, so that what failed is not tried again without pause.
    fn cool(&mut self, proposal: &Proposal) {
        let until_ms = self.now_ms.saturating_add(i64::from(self.config.retry_ms));
        let [older, newer] = proposal.sides();
        for (side, other) in [(older, newer), (newer, older)] {
            if let Some(mut held) = self.roll.get_mut(side.key) {
                held.cool(other.member.user, until_ms, self.now_ms);
            }
        }
    }
}
