//! Forgetting what cannot matter any more.

use super::CHARGE_SLACK_MS;
use super::ledger::SendWindow;
use super::rules::{WindowRule, WindowRules};

impl SendWindow {
    /// Drops sends that no question can count, so that the ledger stays small however long two people talk. Call it
    /// before storing.
    ///
    /// What goes depends on what the ledger was told and not on any clock: a send is dropped when every class has
    /// either been granted again after it or has a window that ended before the latest time the ledger has seen. So
    /// pruning now, later or both gives the same answers for every moment from that latest time on.
    pub fn prune(&mut self, rules: &WindowRules) {
        let Some(latest) = self.latest() else { return };
        let needed_from = rules.iter().map(|rule| self.needed_from(rule, latest)).min().unwrap_or(i64::MIN);
        self.sends = self.sends.split_off(&(needed_from, 0));
    }

    /// The latest time of any grant or send, in milliseconds.
    fn latest(&self) -> Option<i64> {
        let granted = self.granted.values().max().map(|secs| secs.saturating_mul(1000));
        granted.max(self.sends.last().map(|(at, _)| *at))
    }

    fn needed_from(&self, rule: &WindowRule, latest: i64) -> i64 {
        let granted = self.granted.get(&rule.class).map_or(i64::MIN, |secs| secs.saturating_mul(1000));
        granted.max(latest.saturating_sub(rule.window_ms)).saturating_sub(CHARGE_SLACK_MS)
    }
}
