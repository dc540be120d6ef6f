//! The platform's send limits as data.

use serde::{Deserialize, Serialize};

/// What a user did that lets an account send.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum GrantClass {
    /// Wrote a message of any type, to an official account or a mini-program.
    #[serde(rename = "message")]
    UserMessage,
    /// Tapped the menu (`CLICK`, `scancode_push`, `scancode_waitmsg`) or an item of a text menu.
    #[serde(rename = "click")]
    MenuClick,
    /// Followed.
    #[serde(rename = "follow")]
    Follow,
    /// Scanned a code of the account while following.
    #[serde(rename = "scan")]
    Scan,
    /// Opened the customer service of a mini-program.
    #[serde(rename = "session")]
    EnterSession,
}

/// What one class grants.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WindowRule {
    /// The class.
    pub class: GrantClass,
    /// How many sends.
    pub limit: u32,
    /// For how long, in milliseconds.
    pub window_ms: i64,
    /// How much earlier we stop, in milliseconds: clocks differ and calls take time.
    pub margin_ms: i64,
    /// Where the platform says so.
    pub source: &'static str,
    /// Since when it has been so (ISO date).
    pub since: &'static str,
    /// In how many sources (official pages, libraries, reports) the numbers were found; 0 for a rule of one's own.
    /// None was measured on a live account.
    pub sources: u8,
}

/// The rules of one kind of account, at most one per class. A class without a rule grants nothing.
///
/// ```
/// use wechat_core::send_window::{GrantClass, WindowRules};
/// let rules = WindowRules::official_account();
/// assert_eq!(rules.of(GrantClass::UserMessage).unwrap().limit, 5);
/// assert!(rules.of(GrantClass::EnterSession).is_none());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WindowRules(Vec<WindowRule>);

const HOUR: i64 = 3_600_000;
const MINUTE: i64 = 60_000;
const LONG_MARGIN: i64 = 2 * MINUTE;
const BRIEF_MARGIN: i64 = 5_000;
const OFFICIAL: &str =
    "https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html";
const MINI_PROGRAM: &str = "https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/customer-message/customer-message.html";

impl WindowRule {
    /// A rule of one's own, without margin.
    #[must_use]
    pub const fn new(class: GrantClass, limit: u32, window_ms: i64) -> Self {
        Self { class, limit, window_ms, margin_ms: 0, source: "", since: "", sources: 0 }
    }

    const fn sourced(self, margin_ms: i64, source: &'static str, since: &'static str, sources: u8) -> Self {
        Self { margin_ms, source, since, sources, ..self }
    }
}

impl WindowRules {
    /// Verified official accounts (公众号 and 服务号).
    ///
    /// | the user | sends | for | since |
    /// |---|---|---|---|
    /// | writes | 5 | 48 hours | 2023-06-12 (20 before) |
    /// | taps the menu | 3 | 1 minute | 2021-06-01 |
    /// | follows | 3 | 1 minute | 2021-06-01 |
    /// | scans a code | 3 | 1 minute | 2021-06-01 |
    ///
    /// We stop 2 minutes before the 48 hours end and 5 seconds before the minute does.
    #[must_use]
    pub fn official_account() -> Self {
        let long = WindowRule::new(GrantClass::UserMessage, 5, 48 * HOUR);
        let brief =
            |class| WindowRule::new(class, 3, MINUTE).sourced(BRIEF_MARGIN, OFFICIAL, "2021-06-01", 6);
        Self(vec![
            long.sourced(LONG_MARGIN, OFFICIAL, "2023-06-12", 7),
            brief(GrantClass::MenuClick),
            brief(GrantClass::Follow),
            brief(GrantClass::Scan),
        ])
    }

    /// Mini-programs.
    ///
    /// | the user | sends | for | since |
    /// |---|---|---|---|
    /// | writes | 5 | 48 hours | 2022 at the latest |
    /// | opens the customer service | 2 | 1 minute | about 2022 (1 before) |
    #[must_use]
    pub fn mini_program() -> Self {
        let since = "2022-01-01";
        let long = WindowRule::new(GrantClass::UserMessage, 5, 48 * HOUR);
        let brief = WindowRule::new(GrantClass::EnterSession, 2, MINUTE);
        Self(vec![
            long.sourced(LONG_MARGIN, MINI_PROGRAM, since, 7),
            brief.sourced(BRIEF_MARGIN, MINI_PROGRAM, since, 4),
        ])
    }

    /// The same with this rule in place of the class's own, for accounts the platform treats differently.
    ///
    /// ```
    /// use wechat_core::send_window::{GrantClass, WindowRule, WindowRules};
    /// let generous = WindowRule::new(GrantClass::UserMessage, 20, 48 * 3_600_000);
    /// let rules = WindowRules::official_account().with(generous);
    /// assert_eq!(rules.of(GrantClass::UserMessage).unwrap().limit, 20);
    /// ```
    #[must_use]
    pub fn with(mut self, rule: WindowRule) -> Self {
        self.0.retain(|old| old.class != rule.class);
        self.0.push(rule);
        self
    }

    /// The rule of a class.
    #[must_use]
    pub fn of(&self, class: GrantClass) -> Option<&WindowRule> {
        self.0.iter().find(|rule| rule.class == class)
    }

    /// All rules.
    pub fn iter(&self) -> impl Iterator<Item = &WindowRule> {
        self.0.iter()
    }
}
