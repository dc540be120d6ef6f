//! The account a bot serves: its credentials, and what it may do.

use driftbottle::wechat_core::callback::{Callback, CallbackConfig, CallbackError};
use driftbottle::wechat_core::{AppId, AppSecret, CallbackToken, EncodingAesKey};
use std::fmt;
use std::str::FromStr;

/// What kind of account it is, as far as that decides what it may do.
///
/// Only verified accounts and the sandbox may push (`custom/send`):
/// <https://developers.weixin.qq.com/doc/offiaccount/Getting_Started/Explanation_of_interface_privileges.html>
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AccountKind {
    /// Not told: the platform is asked at the start, and its first refusal of a push (48001) tells the truth. What was
    /// found is remembered.
    #[default]
    Auto,
    /// 认证服务号.
    VerifiedService,
    /// 认证公众号 (formerly 订阅号).
    VerifiedSubscription,
    /// 未认证服务号.
    UnverifiedService,
    /// 个人 or 未认证公众号.
    Personal,
    /// 测试号.
    Sandbox,
}

impl AccountKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::Auto,
        Self::VerifiedService,
        Self::VerifiedSubscription,
        Self::UnverifiedService,
        Self::Personal,
        Self::Sandbox,
    ];

    /// Its name in configurations.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::VerifiedService => "verified-service",
            Self::VerifiedSubscription => "verified-subscription",
            Self::UnverifiedService => "unverified-service",
            Self::Personal => "personal",
            Self::Sandbox => "sandbox",
        }
    }

    /// Whether such an account may push.
    #[must_use]
    pub const fn may_push(self) -> bool {
        !matches!(self, Self::UnverifiedService | Self::Personal)
    }
}

impl AccountKind {
    /// Whether such an account may have a menu of the bot's making.
    #[must_use]
    pub const fn may_have_menu(self) -> bool {
        !matches!(self, Self::Personal)
    }
}

impl fmt::Display for AccountKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A name that no kind of account has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{name:?} is not a kind of account: auto, verified-service, verified-subscription, unverified-service, personal \
     and sandbox are"
)]
pub struct UnknownKind {
    /// The name.
    pub name: String,
}

impl FromStr for AccountKind {
    type Err = UnknownKind;

    fn from_str(name: &str) -> Result<Self, UnknownKind> {
        let known = Self::ALL.into_iter().find(|kind| kind.as_str() == name);
        known.ok_or_else(|| UnknownKind { name: name.to_owned() })
    }
}

/// An official account's credentials. `Debug` shows no secret.
///
/// ```
/// use driftbottle_runner::{Account, AccountKind};
/// use driftbottle::wechat_core::{AppId, AppSecret, CallbackToken};
///
/// let mut account = Account::new(
///     AppId::new("wx0123456789abcdef")?,
///     AppSecret::new("0123456789abcdef0123456789abcdef")?,
///     CallbackToken::new("driftwood")?,
/// );
/// account.kind = AccountKind::Personal;
/// assert!(account.is_plain() && !account.kind.may_push());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Account {
    /// AppID.
    pub app_id: AppId,
    /// AppSecret: fetches access tokens.
    pub secret: AppSecret,
    /// The token of the server configuration: signs pushes.
    pub token: CallbackToken,
    /// EncodingAESKey. With one, only encrypted pushes are taken; without, only plain ones.
    pub aes_key: Option<EncodingAesKey>,
    /// The key before the last change, while pushes may still come with it.
    pub previous_aes_key: Option<EncodingAesKey>,
    /// What kind of account it is.
    pub kind: AccountKind,
}

impl Account {
    /// An account in plain mode, of a kind to be found out.
    #[must_use]
    pub const fn new(app_id: AppId, secret: AppSecret, token: CallbackToken) -> Self {
        Self { app_id, secret, token, aes_key: None, previous_aes_key: None, kind: AccountKind::Auto }
    }

    /// Whether pushes travel readable and forgeable.
    #[must_use]
    pub const fn is_plain(&self) -> bool {
        self.aes_key.is_none()
    }

    pub(crate) fn callback(&self) -> Result<Callback, CallbackError> {
        let (app_id, token) = (self.app_id.clone(), self.token.clone());
        let config = match &self.aes_key {
            None => CallbackConfig::plain(app_id, token),
            Some(key) => CallbackConfig::secure(app_id, token, key.clone()),
        };
        Callback::new(match &self.previous_aes_key {
            None => config,
            Some(key) => config.with_previous_key(key.clone()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_read_by_their_names() {
        for kind in AccountKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
        let error = "Personal".parse::<AccountKind>().unwrap_err();
        assert!(error.to_string().contains("\"Personal\" is not a kind"));
        let silent: Vec<_> = AccountKind::ALL.into_iter().filter(|kind| !kind.may_push()).collect();
        assert_eq!(silent, [AccountKind::UnverifiedService, AccountKind::Personal]);
    }

    #[test]
    fn debug_shows_no_secret() {
        let mut account = Account::new(
            AppId::new("wx0123456789abcdef").unwrap(),
            AppSecret::new("the-secret").unwrap(),
            CallbackToken::new("thetoken").unwrap(),
        );
        let key = "driftbottleDRIFTBOTTLE0123456789driftbottlE";
        account.aes_key = Some(EncodingAesKey::new(key).unwrap());
        let shown = format!("{account:?}");
        assert!(["the-secret", "thetoken", key].iter().all(|secret| !shown.contains(secret)), "{shown}");
    }
}
