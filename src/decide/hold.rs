//! The long hold, on accounts that cannot push: a push is left unanswered while something may come for its sender.

use super::draft::Draft;
use crate::lane::view::{as_line, rank};
use chatstore::{Content, Delivery, DeliveryState, Hold, Rank, Seat, UserKey, Why};

/// Answers that can wait: they only say that there is nothing new.
const SOFT: &[&str] = &["waiting-pull", "still-waiting", "opening-kept", "kept", "nothing-yet", "wait-on"];

fn is_soft(delivery: &Delivery) -> bool {
    match &delivery.content {
        Content::Notice(notice) => notice.rank == Rank::Rider || SOFT.contains(&notice.kind.as_ref()),
        _ => false,
    }
}

impl Draft<'_> {
    /// Whether a person's push may be left unanswered: they wait for a partner, or have one who wrote just now; and
    /// there is nothing for them yet.
    pub(crate) fn may_hold(&self, user: UserKey) -> bool {
        let settings = self.settings();
        let Some(person) = self.person(user) else { return false };
        if self.may_push || !settings.long_hold || !person.following || person.lane.offer.is_some() {
            return false;
        }
        let expected = match person.seat {
            Seat::Waiting(_) => true,
            Seat::Talking(talk) => self.conversation(talk).is_some_and(|c| {
                let last = c.others(user).map(|m| m.last_line_ms).max();
                last.is_some_and(|at_ms| self.now_ms - at_ms <= settings.hold_live_ms)
            }),
            _ => false,
        };
        expected && !self.has_news(user)
    }

    /// Whether anything is there for a person beyond that there is nothing new.
    pub(crate) fn has_news(&self, user: UserKey) -> bool {
        self.view(user, |view| {
            let mut queue = view.person.lane.queue.iter().filter(|d| view.may_leave(d, true));
            queue.any(|d| !is_soft(d))
        })
        .unwrap_or(false)
    }

    /// What only said that there is nothing new is not worth saying beside news.
    pub(crate) fn drop_soft(&mut self, user: UserKey) {
        let Some(person) = self.person(user) else { return };
        let waits = |d: &Delivery| matches!(d.state, DeliveryState::Pending | DeliveryState::Held(_));
        let soft = |d: &Delivery| waits(d) && is_soft(d) && rank(d) != Some(Rank::Rider);
        let keys: Vec<_> = person.lane.queue.iter().filter(|d| soft(d)).map(|d| d.key).collect();
        for key in keys {
            self.move_delivery(user, key, DeliveryState::Undeliverable(Why::Stale));
        }
    }

    /// Where nothing leaves before the person speaks, what waits is held, and those who wrote it are told. Says
    /// whether anything was not held before.
    pub(crate) fn hold_all(&mut self, user: UserKey) -> bool {
        let Some(person) = self.person(user) else { return false };
        if self.may_push || self.held_open.contains_key(&user) || person.lane.offer.is_some() {
            return false;
        }
        let open =
            |d: &Delivery| d.state == DeliveryState::Pending && (as_line(d).is_some() || rank(d).is_some());
        let keys: Vec<_> = person.lane.queue.iter().filter(|d| open(d)).map(|d| d.key).collect();
        for key in &keys {
            self.move_delivery(user, *key, DeliveryState::Held(Hold::Window));
        }
        self.tell_of_hold(user);
        !keys.is_empty()
    }
}
