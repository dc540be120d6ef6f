//! The questions a sender asks.

use super::CHARGE_SLACK_MS;
use super::ledger::SendWindow;
use super::rules::{GrantClass, WindowRule, WindowRules};

/// What a ledger allows at one moment.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'w> {
    window: &'w SendWindow,
    rules: &'w WindowRules,
    now_ms: i64,
}

/// A class whose window is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct OpenClass {
    /// The class.
    pub class: GrantClass,
    /// How many sends are left of it; may be 0.
    pub left: u32,
    /// When it closes for us, in milliseconds: the platform's end less the margin.
    pub closes_at_ms: i64,
}

/// The answer to "may I push?": so many sends, until then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Allowance {
    /// How many sends are left; at least 1.
    pub left: u32,
    /// Until when the first of them must leave, in milliseconds.
    pub until_ms: i64,
}

impl<'w> Standing<'w> {
    pub(super) const fn new(window: &'w SendWindow, rules: &'w WindowRules, now_ms: i64) -> Self {
        Self { window, rules, now_ms }
    }

    /// Whether a send may leave now, and if so how many, until when.
    ///
    /// ```
    /// use wechat_core::send_window::{GrantClass, SendWindow, WindowRules};
    /// let rules = WindowRules::official_account();
    /// let mut window = SendWindow::new();
    /// assert!(window.at(&rules, 1_000_000).may_push().is_none());
    /// window.grant(GrantClass::MenuClick, 1_000);
    /// let may = window.at(&rules, 1_001_000).may_push().unwrap();
    /// assert_eq!((may.left, may.until_ms), (3, 1_055_000));
    /// ```
    #[must_use]
    pub fn may_push(&self) -> Option<Allowance> {
        Some(Allowance { left: self.left(), until_ms: self.sendable_until()? })
    }

    /// When to remind the user to write again, in milliseconds: `lead_ms` before the last moment at which anything can
    /// be sent, but not in the past. `None` when nothing can be sent any more: then only the user can reopen the
    /// window.
    ///
    /// The reminder is a send itself, so keep one for it.
    ///
    /// ```
    /// use wechat_core::send_window::{GrantClass, SendWindow, WindowRules};
    /// let rules = WindowRules::official_account();
    /// let mut window = SendWindow::new();
    /// window.grant(GrantClass::UserMessage, 1_000);
    /// let hour = 3_600_000;
    /// let closes = 1_000_000 + 48 * hour - 120_000;
    /// assert_eq!(window.at(&rules, 1_000_000).remind_at(hour), Some(closes - hour));
    /// assert_eq!(window.at(&rules, closes - 5).remind_at(hour), Some(closes - 5));
    /// ```
    #[must_use]
    pub fn remind_at(&self, lead_ms: i64) -> Option<i64> {
        self.sendable_until().map(|until| until.saturating_sub(lead_ms.max(0)).max(self.now_ms))
    }

    /// How many sends are left: the largest over the open classes, never their sum.
    #[must_use]
    pub fn left(&self) -> u32 {
        self.open_classes().map(|open| open.left).max().unwrap_or(0)
    }

    /// How many sends are left of one class; 0 when it is not open.
    #[must_use]
    pub fn left_of(&self, class: GrantClass) -> u32 {
        self.open_class(class).map_or(0, |open| open.left)
    }

    /// When the last open class closes, in milliseconds; `None` when none is open.
    #[must_use]
    pub fn open_until(&self) -> Option<i64> {
        self.open_classes().map(|open| open.closes_at_ms).max()
    }

    /// When the next of the open classes closes, in milliseconds.
    #[must_use]
    pub fn next_close(&self) -> Option<i64> {
        self.open_classes().map(|open| open.closes_at_ms).min()
    }

    /// Until when a send is possible if nothing is sent before: the last closing time among the classes of which
    /// something is left.
    #[must_use]
    pub fn sendable_until(&self) -> Option<i64> {
        self.open_classes().filter(|open| open.left > 0).map(|open| open.closes_at_ms).max()
    }

    /// The open classes.
    pub fn open_classes(&self) -> impl Iterator<Item = OpenClass> + 'w {
        let standing = *self;
        standing.rules.iter().filter_map(move |rule| standing.open(rule))
    }

    /// One class, if it is open.
    #[must_use]
    pub fn open_class(&self, class: GrantClass) -> Option<OpenClass> {
        self.open(self.rules.of(class)?)
    }

    fn open(&self, rule: &WindowRule) -> Option<OpenClass> {
        let granted_secs = *self.window.granted.get(&rule.class)?;
        let granted = granted_secs.saturating_mul(1000);
        let closes_at_ms = granted.saturating_add(rule.window_ms).saturating_sub(rule.margin_ms);
        let revoked = self.window.unsubscribed.is_some_and(|at| granted_secs <= at)
            || self.window.closed.is_some_and(|at| granted <= at);
        if revoked || self.now_ms >= closes_at_ms {
            return None;
        }
        Some(OpenClass { class: rule.class, left: self.left_since(granted, rule.limit), closes_at_ms })
    }

    fn left_since(&self, granted: i64, limit: u32) -> u32 {
        if self.window.exhausted.is_some_and(|at| granted <= at) {
            return 0;
        }
        let since = (granted.saturating_sub(CHARGE_SLACK_MS), 0);
        let sent = self.window.sends.range(since..).count();
        limit.saturating_sub(u32::try_from(sent).unwrap_or(u32::MAX))
    }
}
