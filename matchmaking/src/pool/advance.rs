//! The passing of time: what is due happens, and whoever that makes eligible is looked at again.

use crate::{Event, ExpiryCause, LapseCause, Strategy};

use super::Pool;
use super::candidates::Handle;
use super::deadlines::Due;
use super::record::{Key, Place, Record};

impl<S: Strategy> Pool<S> {
    /// Does everything that is due by now.
    pub(super) fn run_due(&mut self, events: &mut Vec<Event>) {
        while let Some(due) = self.deadlines.pop(self.now_ms) {
            match due {
                Due::Proposal(match_id) => self.lapse(match_id, LapseCause::Deadline, events),
                Due::Ticket(key) => {
                    if let Some(record) = self.roll.get_mut(key) {
                        record.due_ms = None;
                    }
                    self.settle_and_revisit(key, events);
                }
            }
        }
        self.look_again(events);
    }

    /// Finds partners for the tickets whose situation changed, the oldest first.
    pub(super) fn look_again(&mut self, events: &mut Vec<Event>) {
        if self.revisit.is_empty() {
            return;
        }
        let mut keys = std::mem::take(&mut self.revisit);
        keys.sort_unstable_by_key(|&key| self.roll.get(key).map(Record::age));
        for key in keys.drain(..) {
            let waits = self.roll.get(key).is_some_and(|it| matches!(it.place, Place::Candidate { .. }));
            if waits {
                self.find_partner(key, events);
            }
        }
        self.revisit = keys;
    }

    /// Settles a waiting ticket and marks it to be looked at if it is a candidate.
    pub(super) fn settle_and_revisit(&mut self, key: Key, events: &mut Vec<Event>) {
        if self.settle(key, events) {
            self.revisit.push(key);
        }
    }

    /// Puts a waiting ticket where its time and reach say: out, aside or among the candidates (then `true`), and
    /// notes when to ask again.
    pub(super) fn settle(&mut self, key: Key, events: &mut Vec<Event>) -> bool {
        let Some(record) = self.roll.get(key) else { return false };
        let end_ms = record.end_ms(&self.config);
        if end_ms <= self.now_ms {
            self.expire(key, events);
            return false;
        }
        let proposable = record.is_proposable(&self.config, self.now_ms);
        if proposable {
            self.list(key);
        } else {
            self.unlist(key);
        }
        let change_ms = if proposable { self.next_look_ms(key) } else { None };
        self.set_due(key, Some(change_ms.unwrap_or(end_ms)));
        proposable
    }

    /// When a candidate is to be looked at again, at its end at the latest.
    fn next_look_ms(&self, key: Key) -> Option<i64> {
        let record = self.roll.get(key)?;
        let change = record.next_change_ms(&self.config, self.now_ms);
        let wish = self.strategy.next_look_ms(&record.ticket, self.now_ms).filter(|&at| at > self.now_ms);
        change.into_iter().chain(wish).min()
    }

    fn expire(&mut self, key: Key, events: &mut Vec<Event>) {
        let Some(record) = self.remove(key) else { return };
        let waited = record.ticket.expires_ms <= record.ticket.reach.end_ms(&self.config);
        let cause = if waited { ExpiryCause::Wait } else { ExpiryCause::Reach };
        self.counts.waiting -= 1;
        self.counts.expired += 1;
        events.push(Event::Expired { member: record.member(), cause });
    }

    /// Takes a ticket out of everything it is entered in; the counts are the caller's.
    pub(super) fn remove(&mut self, key: Key) -> Option<Record> {
        self.unlist(key);
        self.set_due(key, None);
        self.roll.remove(key)
    }

    fn list(&mut self, key: Key) {
        if self.roll.list(key)
            && let Some(record) = self.roll.get(key)
        {
            self.strategy.entered(Handle(key), &record.ticket);
        }
    }

    pub(super) fn unlist(&mut self, key: Key) {
        if self.roll.unlist(key)
            && let Some(record) = self.roll.get(key)
        {
            self.strategy.left(Handle(key), &record.ticket);
        }
    }

    pub(super) fn set_due(&mut self, key: Key, due_ms: Option<i64>) {
        let Some(record) = self.roll.get_mut(key) else { return };
        let before = std::mem::replace(&mut record.due_ms, due_ms);
        if before == due_ms {
            return;
        }
        if let Some(at) = before {
            self.deadlines.remove(at, Due::Ticket(key));
        }
        if let Some(at) = due_ms {
            self.deadlines.add(at, Due::Ticket(key));
        }
    }
}
