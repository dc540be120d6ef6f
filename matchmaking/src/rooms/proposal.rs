//! Proposals: parties reserved for each other until the caller has committed the room, or could not.

use crate::{PoolError, TicketRef};

use super::due::Due;
use super::event::{PartyMembers, RoomEvent, RoomLapse};
use super::open::Group;
use super::party::{Place, Seq};
use super::{RoomStrategy, Rooms};

pub(super) struct Proposal {
    /// The oldest first.
    parties: Vec<Seq>,
    deadline_ms: i64,
}

impl<S: RoomStrategy> Rooms<S> {
    /// Reserves parties that are in no room for each other.
    pub(super) fn propose(&mut self, mut parties: Vec<Seq>, events: &mut Vec<RoomEvent>) {
        parties.sort_by_key(|&seq| self.roll.party(seq).map(|party| party.age));
        let match_id = self.next_match;
        self.next_match = self.next_match.wrapping_add(1);
        for &seq in &parties {
            self.set_party_due(seq, None);
            if let Some(party) = self.roll.party_mut(seq) {
                party.place = Place::Reserved { match_id };
            }
        }
        self.counts.waiting -= parties.len() as u64;
        self.counts.reserved += parties.len() as u64;
        let deadline_ms = self.now_ms.saturating_add(i64::from(self.config.rules.reservation_ms.get()));
        self.due.insert((deadline_ms, Due::Lapse(match_id)));
        let reasons = self.strategy.reasons(Group { roll: &self.roll, parties: &parties });
        let named = self.named(&parties);
        events.push(RoomEvent::Proposed { match_id, parties: named, reasons, deadline_ms });
        self.proposals.insert(match_id, Proposal { parties, deadline_ms });
    }

    fn named(&self, parties: &[Seq]) -> Vec<PartyMembers> {
        parties.iter().filter_map(|&seq| self.roll.party(seq)).map(|party| party.named()).collect()
    }

    pub(super) fn confirm(&mut self, match_id: u64, events: &mut Vec<RoomEvent>) -> Result<(), PoolError> {
        let parties = self.take(match_id).ok_or(PoolError::UnknownMatch { match_id })?;
        self.counts.matched += parties.len() as u64;
        events.push(RoomEvent::Matched { match_id, parties: self.named(&parties) });
        for seq in parties {
            self.roll.remove(seq);
        }
        Ok(())
    }

    pub(super) fn release(
        &mut self,
        match_id: u64,
        drop: &[u64],
        events: &mut Vec<RoomEvent>,
    ) -> Result<(), PoolError> {
        let open = self.proposals.get(&match_id).ok_or(PoolError::UnknownMatch { match_id })?;
        let dropped: Vec<Seq> = drop.iter().filter_map(|&party| self.roll.seq_of(party)).collect();
        if let Some(&party) =
            drop.iter().find(|&&party| self.roll.seq_of(party).is_none_or(|seq| !open.parties.contains(&seq)))
        {
            return Err(PoolError::NotInRoom { match_id, party });
        }
        let Some(parties) = self.take(match_id) else { return Ok(()) };
        if drop.is_empty() {
            self.cool(&parties);
        }
        self.counts.dropped += parties.iter().filter(|seq| dropped.contains(seq)).count() as u64;
        self.put_back(parties, &dropped, events);
        Ok(())
    }

    /// Ends a proposal for which the caller has given no word.
    pub(super) fn lapse(&mut self, match_id: u64, cause: RoomLapse, events: &mut Vec<RoomEvent>) {
        let Some(parties) = self.take(match_id) else { return };
        events.push(RoomEvent::ReservationLapsed { match_id, cause });
        let mut gone = Vec::new();
        match cause {
            RoomLapse::Cancelled { party } => {
                gone.extend(self.roll.seq_of(party));
                self.counts.cancelled += 1;
            }
            RoomLapse::Deadline => self.cool(&parties),
            RoomLapse::Blocked => {}
        }
        self.put_back(parties, &gone, events);
    }

    /// Takes a proposal out; its parties are then in no state until the caller gives them one.
    fn take(&mut self, match_id: u64) -> Option<Vec<Seq>> {
        let Proposal { parties, deadline_ms } = self.proposals.remove(&match_id)?;
        self.due.remove(&(deadline_ms, Due::Lapse(match_id)));
        self.counts.reserved -= parties.len() as u64;
        Some(parties)
    }

    /// Has parties wait again, as old as they were, but for those who are gone.
    fn put_back(&mut self, parties: Vec<Seq>, gone: &[Seq], events: &mut Vec<RoomEvent>) {
        for &seq in gone {
            self.roll.remove(seq);
        }
        for seq in parties {
            let Some(party) = self.roll.party_mut(seq) else { continue };
            party.place = Place::Aside;
            self.counts.waiting += 1;
            self.settle(seq, events);
        }
    }

    /// Keeps the parties apart for a moment, so that what failed is not tried again without pause.
    fn cool(&mut self, parties: &[Seq]) {
        let until_ms = self.now_ms.saturating_add(i64::from(self.config.rules.retry_ms));
        for &seq in parties {
            let others: Vec<u64> = parties
                .iter()
                .filter(|&&other| other != seq)
                .filter_map(|&other| self.roll.party(other))
                .flat_map(|other| other.tickets().map(TicketRef::user))
                .collect();
            let Some(party) = self.roll.party_mut(seq) else { continue };
            for record in &mut party.members {
                others.iter().for_each(|&user| record.get_mut().cool(user, until_ms, self.now_ms));
            }
        }
    }
}
