//! The ledger of one user: what was granted, what was sent.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::rules::{GrantClass, WindowRules};
use super::standing::Standing;

/// What the platform has granted an account to send to one user, and what was sent.
///
/// Telling it something twice, or two things in another order, changes nothing ([`SendWindow::roll_back`] undoes a
/// charge made before). Keep it with the user: it serialises to a few dozen bytes. Times of pushes are `CreateTime`
/// seconds; everything else is in milliseconds of the same (the platform's) time.
///
/// ```
/// use wechat_core::send_window::{GrantClass, SendWindow, WindowRules};
///
/// let rules = WindowRules::official_account();
/// let mut window = SendWindow::new();
/// window.grant(GrantClass::UserMessage, 1_000);
/// window.grant(GrantClass::MenuClick, 1_010); // never adds up
/// window.charge(1_011_000, 1);
/// let now = window.at(&rules, 1_012_000);
/// assert_eq!((now.left(), now.left_of(GrantClass::MenuClick)), (4, 2));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendWindow {
    /// Largest `CreateTime` per class, in seconds.
    #[serde(rename = "g", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) granted: BTreeMap<GrantClass, i64>,
    /// Sends that may have arrived: time in milliseconds, and what tells sends of one millisecond apart.
    #[serde(rename = "s", default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(super) sends: BTreeSet<(i64, u64)>,
    /// Last unfollow, in seconds.
    #[serde(rename = "u", default, skip_serializing_if = "Option::is_none")]
    pub(super) unsubscribed: Option<i64>,
    /// Last 45015, in milliseconds.
    #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
    pub(super) closed: Option<i64>,
    /// Last 45047, in milliseconds.
    #[serde(rename = "x", default, skip_serializing_if = "Option::is_none")]
    pub(super) exhausted: Option<i64>,
}

/// What the platform said that the ledger did not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Correction {
    /// 45015: no window is open, or the user does not follow.
    Closed45015,
    /// 45047: nothing is left until the user acts again.
    Exhausted45047,
}

impl SendWindow {
    /// An account that has heard nothing from the user.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The user did something that grants sends; see [`Inbound::grants`](crate::Inbound::grants).
    pub fn grant(&mut self, class: GrantClass, created_at_secs: i64) {
        let at = self.granted.entry(class).or_insert(created_at_secs);
        *at = created_at_secs.max(*at);
    }

    /// A send leaves at `at_ms`, or may have left. `attempt` tells it from other sends of the same millisecond: any
    /// number that differs, such as the version of the user's lane. The same pair again changes nothing.
    pub fn charge(&mut self, at_ms: i64, attempt: u64) {
        self.sends.insert((at_ms, attempt));
    }

    /// A charged send is known not to have reached the platform. Says whether it was still in the ledger.
    pub fn roll_back(&mut self, at_ms: i64, attempt: u64) -> bool {
        self.sends.remove(&(at_ms, attempt))
    }

    /// The user unfollowed: every grant of that second or before is gone.
    pub fn unsubscribe(&mut self, created_at_secs: i64) {
        self.unsubscribed = self.unsubscribed.max(Some(created_at_secs));
    }

    /// The platform refused a send that left at `at_ms`. Counts against grants of that moment or before.
    pub fn correct(&mut self, correction: Correction, at_ms: i64) {
        let last = match correction {
            Correction::Closed45015 => &mut self.closed,
            Correction::Exhausted45047 => &mut self.exhausted,
        };
        *last = (*last).max(Some(at_ms));
    }

    /// What it allows at `now_ms`.
    #[must_use]
    pub const fn at<'w>(&'w self, rules: &'w WindowRules, now_ms: i64) -> Standing<'w> {
        Standing::new(self, rules, now_ms)
    }
}
