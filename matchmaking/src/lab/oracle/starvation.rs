//! Starvation: two who may meet wait side by side for longer than their strategy allows.

use super::account::{Account, Entry};
use super::violation::Violation;

/// How many of the oldest are looked at in one look, and beside how many others.
const LOOK: (usize, usize) = (32, 512);

impl Account {
    /// Looks for two who may meet, and might have for the `held_ms` before, though the older had waited for more than
    /// `limit_ms` even then. Whoever is found is noted once for each look.
    pub(crate) fn look_for_starvation(&mut self, at_ms: i64, limit_ms: i64, held_ms: i64) {
        let (oldest, others) = LOOK;
        let then_ms = at_ms.saturating_sub(held_ms);
        let (rules, mut starving) = (self.rules(), Vec::new());
        let entries = || self.waiting.iter().filter_map(|(_, _, id)| self.live.get(id));
        for (at, one) in entries().take(oldest).enumerate() {
            let older = &one.ticket;
            if then_ms.saturating_sub(older.born_ms) <= limit_ms {
                break;
            }
            let meets = |other: &&Entry| {
                let both_waited = one.since_ms.max(other.since_ms) <= then_ms;
                both_waited
                    && rules.may_meet(older, &other.ticket, at_ms)
                    && rules.may_meet(older, &other.ticket, then_ms)
            };
            if let Some(other) = entries().skip(at + 1).take(others).find(meets) {
                let (older, newer) = (older.id, other.ticket.id);
                starving.push(Violation::Starvation { at_ms, older, newer });
            }
        }
        starving.into_iter().for_each(|violation| self.found.note(violation));
    }
}
