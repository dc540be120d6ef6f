//! WeChat's error codes: what they mean and what to do.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::code_table;

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
    /// The token is old: a new one, and once more.
    RefreshToken,
    /// A quota is used up: wait (a minute, or until midnight in Shanghai).
    BackOff,
    /// This user cannot be reached now; others can. Keep the message until the user acts.
    Unreachable,
    /// The call itself is wrong; it will never succeed.
    CallerBug,
    /// The account may not, or is not configured to: an operator must act.
    Permission,
    /// The content was judged risky.
    ContentRisk,
    /// Nobody has described this code.
    Unknown,
}

impl ErrCode {
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

    /// What an operator can do about it, where there is something.
    #[must_use]
    pub const fn advice(self) -> Option<&'static str> {
        Some(match self.0 {
            40013 => "check the appid",
            40125 => "check the AppSecret; a reset one works at once and ends the old one",
            40164 | 45035 | 61004 => {
                "add this server's address to the IP whitelist on developers.weixin.qq.com/platform"
            }
            40200 => "this kind of account (sandbox, unverified) may not do this",
            40243 => "unfreeze the AppSecret on developers.weixin.qq.com/platform; it takes ten minutes",
            45009 => "wait for midnight in Shanghai, or clear the quota (ten times a month)",
            48001 => "only verified accounts may push: run in mailbox mode, or have the account verified",
            48004 => "the account was blocked from this call for violations: see its notices",
            50002 | 50007 => "the account is limited or frozen: see its notices",
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
