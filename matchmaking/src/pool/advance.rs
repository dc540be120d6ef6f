//! The passing of time: what is due happens, and whoever that makes eligible is looked at again.

use crate::{Event, ExpiryCause, LapseCause, Mode, Strategy};

use super::Pool;
use super::candidates::Handle;
use super::slab::Key;

impl<S: Strategy> Pool<S> {
    /// Does everything that is due by now.
    pub(super) fn run_due(&mut self, events: &mut Vec<Event>) {
        loop {
            let lapsing = self.proposals.first().filter(|&(_, at_ms)| at_ms <= self.now_ms);
            // What is due at the same moment as a reservation lapses comes before it.
            if let Some(key) = self.roll.pop_due(lapsing.map_or(self.now_ms, |(_, at_ms)| at_ms)) {
                self.settle_and_revisit(key, events);
            } else if let Some((match_id, _)) = lapsing {
                self.lapse(match_id, LapseCause::Deadline, events);
            } else {
                break;
            }
        }
        self.look_again(events);
        self.pair_gathered(events);
    }

    /// Finds partners for the tickets whose situation changed, the oldest first; or has them wait to be paired
    /// together.
    pub(super) fn look_again(&mut self, events: &mut Vec<Event>) {
        if self.revisit.is_empty() {
            return;
        }
        if let Mode::Hold { .. } = self.config.mode {
            self.gather();
            return;
        }
        let mut keys = self.take_revisited();
        for &key in &keys {
            if self.is_candidate(key) {
                self.find_partner(key, events);
            }
        }
        for key in keys.drain(..) {
            if self.is_candidate(key) {
                self.schedule(key);
            }
        }
        self.revisit = keys;
    }

    /// Settles a waiting ticket and marks it to be looked at if it is a candidate.
    ///
    /// If it is looked at within this command, when to ask again is noted only for those who are left then: most of a
    /// crowd are not.
    pub(super) fn settle_and_revisit(&mut self, key: Key, events: &mut Vec<Event>) {
        if self.place(key, events) {
            self.revisit.push(key);
            if self.config.mode != Mode::Immediate {
                self.schedule(key);
            }
        }
    }

    /// Puts a waiting ticket where its time and reach say, and notes when to ask again.
    pub(super) fn settle(&mut self, key: Key, events: &mut Vec<Event>) {
        if self.place(key, events) {
            self.schedule(key);
        }
    }

    /// Puts a waiting ticket where its time and reach say: out, aside (and notes when it ends) or among the candidates
    /// (then `true`).
    fn place(&mut self, key: Key, events: &mut Vec<Event>) -> bool {
        let Some(ticket) = self.roll.get(key) else { return false };
        // Nobody is proposable beyond their end, so for nearly all of a crowd no more than this is read.
        if ticket.is_proposable(self.now_ms) {
            self.list(key);
            return true;
        }
        let end_ms = ticket.end_ms(&self.config);
        if end_ms <= self.now_ms {
            self.expire(key, events);
        } else {
            self.unlist(key);
            self.roll.set_due(key, Some(end_ms));
        }
        false
    }

    /// Notes when a candidate is to be looked at again, at its end at the latest.
    pub(super) fn schedule(&mut self, key: Key) {
        let Some(ticket) = self.roll.get(key) else { return };
        let change = ticket.next_change_ms(&self.config, self.now_ms);
        let wish = self.strategy.next_look_ms(ticket, self.now_ms).filter(|&at| at > self.now_ms);
        let at_ms = change.into_iter().chain(wish).min();
        self.roll.set_due(key, at_ms.or(Some(ticket.end_ms(&self.config))));
    }

    fn expire(&mut self, key: Key, events: &mut Vec<Event>) {
        let Some(ticket) = self.roll.get(key) else { return };
        let waited = ticket.expires_ms() <= ticket.reach().end_ms(&self.config);
        let cause = if waited { ExpiryCause::Wait } else { ExpiryCause::Reach };
        let member = ticket.member();
        self.remove(key);
        self.counts.waiting -= 1;
        self.counts.expired += 1;
        events.push(Event::Expired { member, cause });
    }

    /// Takes a ticket out of everything it is entered in; the counts are the caller's.
    pub(super) fn remove(&mut self, key: Key) {
        self.unlist(key);
        self.roll.remove(key);
    }

    fn list(&mut self, key: Key) {
        if self.roll.list(key)
            && let Some(ticket) = self.roll.get(key)
        {
            self.strategy.entered(Handle(key), ticket);
        }
    }

    pub(super) fn unlist(&mut self, key: Key) {
        if self.roll.unlist(key)
            && let Some(ticket) = self.roll.get(key)
        {
            self.strategy.left(Handle(key), ticket);
        }
    }
}
