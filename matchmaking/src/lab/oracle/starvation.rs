//! Starvation: two who may meet wait side by side for longer than their strategy allows.

use crate::Ticket;

use super::account::Account;
use super::violation::Violation;

/// How many of the oldest are looked at in one look, and beside how many others.
const LOOK: (usize, usize) = (32, 512);

impl Account {
    /// Looks for two who may meet, and might have for the `held_ms` before, though the older had waited for more than
    /// `limit_ms` even then. Whoever is found is noted once for each look.
    pub(crate) fn look_for_starvation(&mut self, at_ms: i64, limit_ms: i64, held_ms: i64) {
        let (oldest, others) = LOOK;
        let since_ms = at_ms.saturating_sub(held_ms);
        let mut starving = Vec::new();
        for (at, older) in self.by_age().take(oldest).enumerate() {
            if since_ms.saturating_sub(older.born_ms) <= limit_ms {
                break;
            }
            let rules = self.rules();
            let mut younger = self.by_age().skip(at + 1).take(others).filter(|it| it.born_ms <= since_ms);
            let meets = |newer: &&Ticket| {
                rules.may_meet(older, newer, at_ms) && rules.may_meet(older, newer, since_ms)
            };
            if let Some(newer) = younger.find(meets) {
                starving.push(Violation::Starvation { at_ms, older: older.id, newer: newer.id });
            }
        }
        starving.into_iter().for_each(|violation| self.found.note(violation));
    }
}
