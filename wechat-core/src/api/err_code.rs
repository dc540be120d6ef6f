//! WeChat's error codes: what they mean and what to do.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::code_table::{self, CodeEntry};

/// A code as WeChat sends it (`errcode`). Unknown ones are kept.
///
/// ```
/// use wechat_core::api::{ErrCode, Handling};
/// assert_eq!(ErrCode(42001).class(), Handling::RefreshToken);
/// assert_eq!(ErrCode(45047).class(), Handling::Unreachable);
/// assert_eq!(ErrCode(123_456).class(), Handling::Unknown);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ErrCode(pub i64);

/// What to do about a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Handling {
    /// Nothing: it is a success.
    Success,
    /// The platform is busy: again in a moment, three times at most.
    RetryNow,
    /// The account's token is old: a new one, and once more.
    RefreshToken,
    /// A user's own token, code or consent is over: that user must log in again.
    LogInAgain,
    /// A quota is used up: wait (a minute, or until midnight in Shanghai).
    BackOff,
    /// This user cannot be reached now; others can. Keep the message until the user acts.
    Unreachable,
    /// Nothing happened and nothing is lost, as with a typing line that is there already.
    Harmless,
    /// The call itself is wrong; it will never succeed.
    CallerBug,
    /// The account may not, or is not configured to: an operator must act.
    Permission,
    /// The content was judged risky.
    ContentRisk,
    /// Nobody has described this code.
    Unknown,
}

/// How well a meaning is known. Nothing was tried on a live account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Confidence {
    /// The official table and several SDKs say the same.
    Several,
    /// One source says so.
    Single,
    /// From memory.
    Memory,
}

impl ErrCode {
    /// Everything that is known about the code; `None` for one nobody has described.
    ///
    /// ```
    /// use wechat_core::api::{Confidence, ErrCode};
    /// assert_eq!(ErrCode(61010).described().unwrap().confidence, Confidence::Memory);
    /// assert!(ErrCode(123_456).described().is_none());
    /// ```
    #[must_use]
    pub fn described(self) -> Option<&'static CodeEntry> {
        code_table::find(self.0)
    }

    /// The whole table, in the order of the codes: for a page that shows it, or a check against another.
    #[must_use]
    pub const fn table() -> &'static [CodeEntry] {
        code_table::all()
    }

    /// What to do about it.
    #[must_use]
    pub fn class(self) -> Handling {
        code_table::find(self.0).map_or(Handling::Unknown, |entry| entry.handling)
    }

    /// What it means, in a few English words.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        code_table::find(self.0).map_or("an undescribed code", |entry| entry.meaning)
    }

    /// Whether the access token is wrong or old. At the token endpoints 40001 means a wrong secret instead: ask
    /// [`ApiError::handling`](super::ApiError::handling) there.
    #[must_use]
    pub const fn is_token_invalid(self) -> bool {
        matches!(self.0, 40001 | 40014 | 42001)
    }

    /// 45015: the user's send window is closed, or the user does not follow.
    #[must_use]
    pub const fn is_window_closed(self) -> bool {
        self.0 == 45015
    }

    /// 45047: the sends of the user's window are used up.
    #[must_use]
    pub const fn is_count_exhausted(self) -> bool {
        self.0 == 45047
    }

    /// 48001: this kind of account may not make the call.
    #[must_use]
    pub const fn is_unauthorized_api(self) -> bool {
        self.0 == 48001
    }

    /// Whether the platform does not know our address (40164; newer services say 61004 or 45035).
    #[must_use]
    pub const fn is_ip_refused(self) -> bool {
        matches!(self.0, 40164 | 45035 | 61004)
    }

    /// Whether this user cannot be reached now, and others can: keep the message, or drop it.
    #[must_use]
    pub fn is_user_unreachable(self) -> bool {
        self.class() == Handling::Unreachable
    }

    /// Whether a quota is used up, of a minute or a day.
    #[must_use]
    pub fn is_quota_exhausted(self) -> bool {
        self.class() == Handling::BackOff
    }

    /// 40007: the media id is none, or older than three days. Fetch and upload the file again, once.
    #[must_use]
    pub const fn is_media_gone(self) -> bool {
        self.0 == 40007
    }

    /// 45002: the text is too long; [`crate::text::split`] cuts it.
    #[must_use]
    pub const fn is_text_too_long(self) -> bool {
        self.0 == 45002
    }

    /// 43101: the user refused, or every consent was used.
    #[must_use]
    pub const fn is_consent_missing(self) -> bool {
        self.0 == 43101
    }

    /// Whether a login code is wrong, used or too old: the user must log in again.
    #[must_use]
    pub const fn is_login_code_invalid(self) -> bool {
        matches!(self.0, 40029 | 40163 | 42003)
    }

    /// 87009: the session key is not the live one.
    #[must_use]
    pub const fn is_session_stale(self) -> bool {
        self.0 == 87009
    }

    /// 87014: the content was judged risky.
    #[must_use]
    pub const fn is_content_risky(self) -> bool {
        self.0 == 87014
    }

    /// 46003: there is no menu.
    #[must_use]
    pub const fn is_menu_missing(self) -> bool {
        self.0 == 46003
    }

    /// What an operator or developer can do about it, where there is something.
    #[must_use]
    pub const fn advice(self) -> Option<&'static str> {
        Some(match self.0 {
            40003 | 43104 => "openids belong to one account: this one is of another",
            40007 => "media ids live three days: upload the file again",
            40013 => "check the appid",
            40029 | 40163 | 42003 => "a login code works once, for five minutes: let the user log in again",
            40030 | 42002 | 42007 => "let the user log in again",
            40033 => "send raw UTF-8 without \\u escapes and control characters",
            40125 => "check the AppSecret; a reset one works at once and ends the old one",
            40164 | 45035 | 61004 => {
                "add this server's address to the IP whitelist on developers.weixin.qq.com/platform"
            }
            40200 => "this kind of account (sandbox, unverified) may not do this",
            40243 => "unfreeze the AppSecret on developers.weixin.qq.com/platform; it takes ten minutes",
            43101 => "one consent is one message: ask the user again",
            45002 => "split the text at 2048 bytes",
            45009 => "wait for midnight in Shanghai, or clear the quota (ten times a month)",
            45011 => "wait a minute, and call more evenly",
            45015 => "keep the message until the user writes again",
            45047 => "five messages per line of the user: keep the rest until they write again",
            45064 | 40166 => "associate the mini-program with the account in the console",
            45103 | 45109 => "the platform has withdrawn this call: use subscription notices",
            47003 => "a value does not fit its keyword: see api::template::fitting",
            48001 => "only verified accounts may push: run in mailbox mode, or have the account verified",
            48004 => "the account was blocked from this call for violations: see its notices",
            48006 => "quotas can be cleared ten times a month: wait for midnight in Shanghai",
            50002 | 50007 => "the account is limited or frozen: see its notices",
            61010 => "the user must have used the mini-program in the last two hours: use another check",
            87009 => "the user has logged in since: let the client log in and ask again",
            89503 | 89506 | 89507 => "an administrator must confirm the call on their phone",
            _ => return None,
        })
    }
}

impl fmt::Display for ErrCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
