//! The official account under test: its credentials, kind, and how its messages travel.
//!
//! <https://developers.weixin.qq.com/doc/offiaccount/Getting_Started/Explanation_of_interface_privileges.html>

mod kind;
mod settings;
mod wire;

pub use kind::{AccountKind, Permission};
pub use wire::{Format, Mode};

use crate::Error;
use crate::envelope::Cipher;

/// The account's settings, as in the developer console.
///
/// ```
/// use wechat_simulator::{Account, AccountKind, Mode};
/// let account = Account::new("wx0123456789abcdef", "an app secret", "aToken")
///     .with_kind(AccountKind::VerifiedSubscription)
///     .with_encryption(Mode::Secure, "s9Pz1kWn3CqVbEeYtQmRjUxLhGdAfHoTiKuMwNyBc2E");
/// assert!(account.check().is_ok());
/// assert!(!format!("{account:?}").contains("app secret"));
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Account {
    /// AppID, `wx` and 16 hexadecimal digits on the real platform; any visible ASCII here.
    pub app_id: String,
    /// AppSecret.
    pub app_secret: String,
    /// The token of the server configuration, 3 to 32 letters or digits.
    pub token: String,
    /// EncodingAESKey, 43 characters; needed unless the mode is plain.
    pub aes_key: Option<String>,
    /// How pushes are protected.
    pub mode: Mode,
    /// Whether pushes are XML or JSON.
    pub format: Format,
    /// What the account may do.
    pub kind: AccountKind,
    /// The account's own name on the wire, `gh_…`.
    pub original_id: String,
    /// The name people see.
    pub name: String,
    /// Whether the account is bound to an Open Platform account: only then `unionid` is answered.
    pub has_union_ids: bool,
    /// The web-authorisation domain (网页授权域名), without scheme; `None` takes every address.
    pub web_domain: Option<String>,
}

impl Account {
    /// A verified service account in plain mode.
    pub fn new(app_id: impl Into<String>, app_secret: impl Into<String>, token: impl Into<String>) -> Self {
        Self {
            app_id: app_id.into(),
            app_secret: app_secret.into(),
            token: token.into(),
            aes_key: None,
            mode: Mode::Plain,
            format: Format::Xml,
            kind: AccountKind::VerifiedService,
            original_id: "gh_5d7c2a9be104".into(),
            name: "漂流瓶".into(),
            has_union_ids: false,
            web_domain: None,
        }
    }

    /// A complete account for demonstrations and tests, in plain mode. Its secrets are public.
    #[must_use]
    pub fn example() -> Self {
        Self::new("wx7d1f0c52ab94e368", "5f0b9c2e7a6d41838e4f7c1a0d2b6e93", "driftingBottle")
    }

    /// The same account of another kind.
    #[must_use]
    pub fn with_kind(mut self, kind: AccountKind) -> Self {
        self.kind = kind;
        self
    }

    /// The same account with an EncodingAESKey and a mode that uses it.
    #[must_use]
    pub fn with_encryption(mut self, mode: Mode, aes_key: impl Into<String>) -> Self {
        self.mode = mode;
        self.aes_key = Some(aes_key.into());
        self
    }

    /// The same account with pushes in that format.
    #[must_use]
    pub fn with_format(mut self, format: Format) -> Self {
        self.format = format;
        self
    }

    /// The same account behind WeChat's cloud hosting (微信云托管): no signature, no encryption, no token.
    #[must_use]
    pub fn in_cloud_hosting(mut self) -> Self {
        self.mode = Mode::CloudHosting;
        self
    }

    /// The same account under another name.
    #[must_use]
    pub fn with_name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// Checks every field.
    ///
    /// # Errors
    /// [`Error::Account`] names the first field that the developer console would not take;
    /// [`Error::ModeForKind`] when a sandbox account asks for encryption.
    pub fn check(&self) -> Result<(), Error> {
        let visible = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_graphic());
        let wrong = |field, problem| Err(Error::Account { field, problem });
        if !visible(&self.app_id) {
            return wrong("app_id", "must be visible ASCII");
        }
        if self.app_secret.is_empty() {
            return wrong("app_secret", "is empty");
        }
        if !(3..=32).contains(&self.token.len()) || !self.token.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return wrong("token", "must have 3 to 32 letters or digits");
        }
        if !visible(&self.original_id) {
            return wrong("original_id", "must be visible ASCII");
        }
        if self.kind == AccountKind::Sandbox && self.mode != Mode::Plain {
            return Err(Error::ModeForKind { kind: self.kind, mode: self.mode });
        }
        self.cipher().map(|_| ())
    }

    /// The cipher of the two encrypting modes.
    pub(crate) fn cipher(&self) -> Result<Option<Cipher>, Error> {
        match (self.mode, &self.aes_key) {
            (Mode::Plain | Mode::CloudHosting, None) => Ok(None),
            (_, Some(key)) => Cipher::new(key, &self.app_id).map(Some),
            (_, None) => Err(Error::Account { field: "aes_key", problem: "is needed in this mode" }),
        }
    }
}

impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Account")
            .field("app_id", &self.app_id)
            .field("mode", &self.mode)
            .field("format", &self.format)
            .field("kind", &self.kind)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_malformed_field_is_named() {
        let good = Account::example();
        assert_eq!(good.check(), Ok(()));
        let field = |a: Account| match a.check() {
            Err(Error::Account { field, .. }) => field,
            other => panic!("{other:?}"),
        };
        assert_eq!(field(Account { app_id: "wx 1".into(), ..good.clone() }), "app_id");
        assert_eq!(field(Account { app_secret: String::new(), ..good.clone() }), "app_secret");
        assert_eq!(field(Account { token: "ab".into(), ..good.clone() }), "token");
        assert_eq!(field(Account { token: "a-b-c".into(), ..good.clone() }), "token");
        assert_eq!(field(Account { original_id: String::new(), ..good.clone() }), "original_id");
        assert_eq!(field(Account { mode: Mode::Secure, ..good.clone() }), "aes_key");
        assert_eq!(field(good.clone().with_encryption(Mode::Secure, "short")), "aes_key");
    }

    #[test]
    fn a_sandbox_cannot_encrypt() {
        let account =
            Account::example().with_kind(AccountKind::Sandbox).with_encryption(Mode::Secure, "A".repeat(43));
        assert!(matches!(account.check(), Err(Error::ModeForKind { .. })));
    }

    #[test]
    fn debug_shows_no_secret() {
        let account = Account::example().with_encryption(Mode::Secure, "A".repeat(43));
        let shown = format!("{account:?}");
        for secret in [&account.app_secret, &account.token, &"A".repeat(43)] {
            assert!(!shown.contains(secret.as_str()), "{shown}");
        }
    }
}
