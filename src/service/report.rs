//! What became of a passive reply.

use super::agenda::Item;
use super::{ChatService, lock};
use chatstore::{Person, PushKey};

/// What became of one attempt's response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Report {
    /// Its body was written to the end in time.
    Written,
    /// It was not: the deadline had passed, the connection was gone, or the watchdog had answered.
    Missed,
}

impl ChatService {
    /// Takes note of what became of the response that carried an offer. Needed for every [`Answer`](crate::Answer)
    /// with an [`offer`](crate::Answer::offer); without it the offer counts as missed after a while.
    ///
    /// Never waits: call it where the last byte is written, so that the person's next word, which may come at once,
    /// finds it. [`run_due`](Self::run_due) makes it durable.
    pub fn reported(&self, push: PushKey, report: Report, now_ms: i64) {
        let Some(user) = lock(&self.offers).remove(&push) else { return };
        lock(&self.reports).insert(user, (push, report));
        self.look_again(Item::Person(user), now_ms);
    }

    /// Reports that have become part of what is stored are done with.
    pub(super) fn drop_noted_reports(&self, people: &[std::sync::Arc<Person>]) {
        let mut reports = lock(&self.reports);
        for person in people {
            let Some((push, _)) = reports.get(&person.key) else { continue };
            let open = person.lane.offer.as_ref().filter(|offer| offer.push == *push);
            if open.is_none_or(|offer| offer.written_ms.is_some() || offer.missed_ms.is_some()) {
                reports.remove(&person.key);
            }
        }
    }
}
