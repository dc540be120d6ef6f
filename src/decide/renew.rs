//! Pictures, voices and films that wait longer than the platform keeps them: given to it anew, or given up.

use super::draft::Draft;
use super::settle::waits;
use crate::lane::view::as_line;
use crate::texts::Say;
use chatstore::{Body, Delivery, DeliveryKey, DeliveryState, Fact, UserKey, Why};

impl Draft<'_> {
    /// When the first of them that waits has to be given to the platform anew, in ms.
    pub(crate) fn renews_at(&self, user: UserKey) -> Option<i64> {
        let queue = &self.person(user)?.lane.queue;
        queue.iter().filter_map(|delivery| self.expires_at(delivery)).min()
    }

    /// The one whose time has come.
    pub(crate) fn to_renew(&self, user: UserKey) -> Option<(DeliveryKey, Body)> {
        let queue = &self.person(user)?.lane.queue;
        let due = queue.iter().find(|d| self.expires_at(d).is_some_and(|at_ms| at_ms <= self.now_ms))?;
        Some((due.key, as_line(due)?.body.clone()))
    }

    fn expires_at(&self, delivery: &Delivery) -> Option<i64> {
        if !waits(delivery) || self.renewing.contains(&delivery.key) {
            return None;
        }
        let line = as_line(delivery)?;
        let stored = matches!(line.body, Body::Image { .. } | Body::Voice { .. } | Body::Video { .. });
        let since_ms = line.renewed_ms.unwrap_or(delivery.accepted_ms);
        stored.then_some(since_ms + self.settings().media_ms)
    }

    /// It goes on under its new name, or is given up where there is none, and its sender told.
    pub(crate) fn renewed(&mut self, user: UserKey, key: DeliveryKey, body: Option<Body>) {
        let Some(delivery) = self.person(user).and_then(|p| p.lane.get(key)).cloned() else { return };
        self.rely_on(user);
        match body {
            Some(body) => self.fact(Fact::RenewLine(user, key, body, self.now_ms)),
            None if waits(&delivery) => {
                self.move_delivery(user, key, DeliveryState::Undeliverable(Why::Expired));
                for (talk, count) in super::leave::lost_lines(&[delivery]) {
                    self.report_lost(talk, user, count, Say::Expired);
                }
            }
            // It is being shown right now, under its old name.
            None => {}
        }
    }
}
