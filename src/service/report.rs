//! What became of a passive reply.

use super::agenda::Item;
use super::{ChatService, lock};
use chatstore::{Offer, Person, PushKey, UserKey};

/// What became of one attempt's response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Report {
    /// Its body was written to the end in time.
    Written,
    /// It was not: the deadline had passed, the connection was gone, or the watchdog had answered.
    Missed,
}

impl Report {
    /// Whether an offer shows already what this report says. Written outweighs missed.
    pub(crate) fn is_noted(self, offer: &Offer) -> bool {
        offer.written_ms.is_some() || self == Self::Missed && offer.missed_ms.is_some()
    }
}

impl ChatService {
    /// Takes note of what became of the response that carried an offer. Needed for every [`Answer`](crate::Answer)
    /// with an [`offer`](crate::Answer::offer); without it the offer counts as missed after a while.
    ///
    /// Never waits: call it where the last byte is written, so that the person's next word, which may come at once,
    /// finds it. [`run_due`](Self::run_due) makes it durable.
    pub fn reported(&self, push: PushKey, report: Report, now_ms: i64) {
        let Some((user, more)) = self.count_down(push) else { return };
        if report == Report::Missed && more {
            // Another attempt is being answered: its fate decides.
            return;
        }
        let mut reports = lock(&self.reports);
        if reports.get(&user) != Some(&(push, Report::Written)) {
            reports.insert(user, (push, report));
        }
        drop(reports);
        self.look_again(Item::Person(user), now_ms);
    }

    /// A response with this offer is being given; its fate will be reported.
    pub(super) fn count_up(&self, push: PushKey, user: UserKey) {
        lock(&self.offers).entry(push).or_insert((user, 0)).1 += 1;
    }

    /// One response less: whose it was, and whether there are more.
    fn count_down(&self, push: PushKey) -> Option<(UserKey, bool)> {
        let mut offers = lock(&self.offers);
        let (user, responses) = offers.get_mut(&push)?;
        let user = *user;
        *responses = responses.saturating_sub(1);
        let more = *responses > 0;
        if !more {
            offers.remove(&push);
        }
        Some((user, more))
    }

    /// Reports that have become part of what is stored are done with.
    pub(super) fn drop_noted_reports(&self, people: &[std::sync::Arc<Person>]) {
        let mut reports = lock(&self.reports);
        for person in people {
            let Some((push, report)) = reports.get(&person.key) else { continue };
            let open = person.lane.offer.as_ref().filter(|offer| offer.push == *push);
            if open.is_none_or(|offer| report.is_noted(offer)) {
                reports.remove(&person.key);
            }
        }
    }
}
