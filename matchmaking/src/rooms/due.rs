//! The passing of time.

use crate::ExpiryCause;

use super::event::{RoomEvent, RoomLapse};
use super::party::{Place, Seq};
use super::{RoomStrategy, Rooms};

/// What is to be looked at at some moment; at the same moment in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Due {
    /// A party ends, or the rules may say something else about it.
    Party(Seq),
    /// An open room has waited to become full.
    Room(u64),
    /// A proposal lapses.
    Lapse(u64),
}

impl<S: RoomStrategy> Rooms<S> {
    pub(super) fn run_due(&mut self, events: &mut Vec<RoomEvent>) {
        while let Some(&(at_ms, due)) = self.due.first()
            && at_ms <= self.now_ms
        {
            self.due.pop_first();
            match due {
                Due::Party(seq) => {
                    if let Some(party) = self.roll.party_mut(seq) {
                        party.due_ms = None;
                    }
                    self.settle(seq, events);
                }
                Due::Room(number) => {
                    if let Some(room) = self.rooms.get_mut(&number) {
                        room.due_ms = None;
                    }
                    self.fill(number, events);
                }
                Due::Lapse(match_id) => self.lapse(match_id, RoomLapse::Deadline, events),
            }
        }
    }

    /// Puts a waiting party where its time and reach say: out, aside, or into a room; and with it all in its room, for
    /// whom something may have changed as well.
    pub(super) fn settle(&mut self, seq: Seq, events: &mut Vec<RoomEvent>) {
        let rules = &self.config.rules;
        let Some(party) = self.roll.party(seq) else { return };
        let (end_ms, proposable) = (party.end_ms(rules), party.is_proposable(self.now_ms));
        if end_ms <= self.now_ms {
            self.expire(seq, events);
            return;
        }
        let change_ms = party.next_change_ms(rules, self.now_ms).filter(|_| proposable);
        let look_ms = self.strategy.next_look_ms(party.age.0, self.now_ms).filter(|_| proposable);
        let next = [change_ms, look_ms].into_iter().flatten().filter(|&at| at > self.now_ms).min();
        let place = party.place;
        self.set_party_due(seq, Some(next.map_or(end_ms, |at| at.min(end_ms))));
        match place {
            Place::Open { room } if proposable => {
                let parties = self.close_room(room);
                self.place(parties, events);
            }
            Place::Open { .. } => self.leave(seq, events),
            Place::Aside if proposable => self.place(vec![seq], events),
            Place::Aside | Place::Reserved { .. } => {}
        }
    }

    fn expire(&mut self, seq: Seq, events: &mut Vec<RoomEvent>) {
        let Some(party) = self.roll.party(seq) else { return };
        let wait_ms = party.tickets().map(|ticket| ticket.expires_ms()).min();
        let waited = wait_ms.is_some_and(|at| at <= party.end_ms(&self.config.rules));
        let cause = if waited { ExpiryCause::Wait } else { ExpiryCause::Reach };
        events.push(RoomEvent::Expired { party: party.named(), cause });
        self.counts.waiting -= 1;
        self.counts.expired += 1;
        self.depart(seq, events);
    }

    pub(super) fn set_party_due(&mut self, seq: Seq, due_ms: Option<i64>) {
        let Some(party) = self.roll.party_mut(seq) else { return };
        if let Some(before) = std::mem::replace(&mut party.due_ms, due_ms) {
            self.due.remove(&(before, Due::Party(seq)));
        }
        if let Some(at_ms) = due_ms {
            self.due.insert((at_ms, Due::Party(seq)));
        }
    }

    pub(super) fn set_room_due(&mut self, number: u64, at_ms: i64) {
        if let Some(room) = self.rooms.get_mut(&number) {
            room.due_ms = Some(at_ms);
            self.due.insert((at_ms, Due::Room(number)));
        }
    }

    pub(super) fn forget_room_due(&mut self, number: u64, due_ms: Option<i64>) {
        if let Some(at_ms) = due_ms {
            self.due.remove(&(at_ms, Due::Room(number)));
        }
    }
}
