//! What is asked for from outside: joining, cancelling, a new reach, a block.

use crate::{PoolError, Reachability, Ticket};

use super::command::Party;
use super::event::{RoomEvent, RoomLapse};
use super::party::{PartyRecord, Place, Seq};
use super::{RoomStrategy, Rooms};

impl<S: RoomStrategy> Rooms<S> {
    pub(super) fn join(&mut self, party: Party, events: &mut Vec<RoomEvent>) -> Result<(), PoolError> {
        self.admit(&party)?;
        let seq = self.next_seq;
        self.next_seq = self.next_seq.wrapping_add(1);
        self.roll.insert(seq, PartyRecord::new(&self.config.rules, party, seq));
        self.counts.joined += 1;
        self.counts.waiting += 1;
        self.settle(seq, events);
        Ok(())
    }

    fn admit(&self, party: &Party) -> Result<(), PoolError> {
        let members = party.members.len();
        let (min, max) = (1, self.config.max());
        if members < min || members > usize::from(max) {
            return Err(PoolError::PartySize { party: party.id, members, max });
        }
        if self.roll.seq_of(party.id).is_some() {
            return Err(PoolError::DuplicateParty { party: party.id });
        }
        for (at, ticket) in party.members.iter().enumerate() {
            self.admit_ticket(ticket)?;
            for before in party.members.iter().take(at) {
                if before.id == ticket.id {
                    return Err(PoolError::DuplicateTicket { ticket: ticket.id });
                }
                if before.user == ticket.user {
                    return Err(PoolError::AlreadyWaiting { user: ticket.user, ticket: before.id });
                }
            }
        }
        let capacity = self.config.rules.capacity;
        let people = self.roll.people() + members;
        if people > usize::try_from(capacity).unwrap_or(usize::MAX) {
            return Err(PoolError::Full { capacity });
        }
        Ok(())
    }

    fn admit_ticket(&self, ticket: &Ticket) -> Result<(), PoolError> {
        if self.roll.seq_of_ticket(ticket.id).is_some() {
            return Err(PoolError::DuplicateTicket { ticket: ticket.id });
        }
        let known = self.roll.seq_of_user(ticket.user).and_then(|seq| self.roll.party(seq));
        if let Some(known) = known.and_then(|party| party.tickets().find(|it| it.user() == ticket.user)) {
            return Err(PoolError::AlreadyWaiting { user: ticket.user, ticket: known.id() });
        }
        ticket.check(&self.config.rules, self.now_ms)
    }

    pub(super) fn cancel(&mut self, party: u64, events: &mut Vec<RoomEvent>) -> Result<(), PoolError> {
        let seq = self.roll.seq_of(party).ok_or(PoolError::UnknownParty { party })?;
        if let Some(Place::Reserved { match_id }) = self.roll.party(seq).map(|it| it.place) {
            self.lapse(match_id, RoomLapse::Cancelled { party }, events);
        } else {
            self.depart(seq, events);
            self.counts.waiting -= 1;
            self.counts.cancelled += 1;
        }
        Ok(())
    }

    /// A reserved party only notes the new reach: the proposal is in the caller's hands.
    pub(super) fn touch(
        &mut self,
        ticket: u64,
        reach: Reachability,
        events: &mut Vec<RoomEvent>,
    ) -> Result<(), PoolError> {
        let seq = self.roll.seq_of_ticket(ticket).ok_or(PoolError::UnknownTicket { ticket })?;
        let Some(party) = self.roll.party_mut(seq) else { return Ok(()) };
        for record in party.members.iter_mut().filter(|record| record.get().id() == ticket) {
            record.get_mut().set_reach(&self.config.rules, reach);
        }
        if !matches!(party.place, Place::Reserved { .. }) {
            self.settle(seq, events);
        }
        Ok(())
    }

    pub(super) fn block(&mut self, a: u64, b: u64, events: &mut Vec<RoomEvent>) -> Result<(), PoolError> {
        if a == b {
            return Err(PoolError::SelfBlock { user: a });
        }
        for (user, other) in [(a, b), (b, a)] {
            let party = self.roll.seq_of_user(user).and_then(|seq| self.roll.party_mut(seq));
            for record in party.into_iter().flat_map(|party| &mut party.members) {
                if record.get().user() == user {
                    record.get_mut().block(other);
                }
            }
        }
        let (Some(one), Some(other)) = (self.roll.seq_of_user(a), self.roll.seq_of_user(b)) else {
            return Ok(());
        };
        self.part(one, other, events);
        Ok(())
    }

    /// Two parties no longer get on: they share no room from now on.
    fn part(&mut self, one: Seq, other: Seq, events: &mut Vec<RoomEvent>) {
        let place = |seq| self.roll.party(seq).map(|party| (party.place, party.age));
        let (Some((place_one, age_one)), Some((place_other, age_other))) = (place(one), place(other)) else {
            return;
        };
        if one == other || place_one != place_other {
            return;
        }
        match place_one {
            Place::Aside => {}
            Place::Reserved { match_id } => self.lapse(match_id, RoomLapse::Blocked, events),
            // The older stays.
            Place::Open { .. } => {
                let younger = if age_one < age_other { other } else { one };
                self.leave(younger, events);
                self.settle(younger, events);
            }
        }
    }
}
