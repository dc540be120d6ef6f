//! The account's credentials: all of them, or none.

use crate::options::Hidden;
use anyhow::{Context as _, bail};
use driftbottle::wechat_core::{AppId, AppSecret, CallbackToken, EncodingAesKey};
use driftbottle_runner::Account;

/// What was found of an account, in the environment or in the file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Credentials {
    pub(crate) app_id: Option<Hidden>,
    pub(crate) secret: Option<Hidden>,
    pub(crate) token: Option<Hidden>,
    pub(crate) aes_key: Option<Hidden>,
}

/// Reads the environment. A variable that is set to nothing counts as not set.
pub(crate) fn from_environment() -> Credentials {
    let read = |name| std::env::var(name).ok().filter(|text| !text.is_empty()).map(Hidden);
    Credentials {
        app_id: read("WECHAT_APP_ID"),
        secret: read("WECHAT_APP_SECRET"),
        token: read("WECHAT_TOKEN"),
        aes_key: read("WECHAT_AES_KEY").or_else(|| read("WECHAT_ENCODING_AES_KEY")),
    }
}

impl Credentials {
    /// What is missing here is taken from there.
    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            app_id: self.app_id.or(other.app_id),
            secret: self.secret.or(other.secret),
            token: self.token.or(other.token),
            aes_key: self.aes_key.or(other.aes_key),
        }
    }

    /// The account, or `None` when nothing of one is given.
    pub(crate) fn account(self) -> anyhow::Result<Option<Account>> {
        let Self { app_id, secret, token, aes_key } = self;
        let needed = [("WECHAT_APP_ID", &app_id), ("WECHAT_APP_SECRET", &secret), ("WECHAT_TOKEN", &token)];
        let missing = needed.map(|(name, given)| given.is_none().then_some(name));
        if aes_key.is_none() && missing.iter().all(Option::is_some) {
            return Ok(None);
        }
        let (Some(app_id), Some(secret), Some(token)) = (app_id, secret, token) else {
            let missing: Vec<_> = missing.into_iter().flatten().collect();
            bail!("of the account's credentials {} is missing", missing.join(" and "));
        };
        let mut account = Account::new(
            AppId::new(app_id.0).context("WECHAT_APP_ID")?,
            AppSecret::new(secret.0).context("WECHAT_APP_SECRET")?,
            CallbackToken::new(token.0).context("WECHAT_TOKEN")?,
        );
        let key = aes_key.map(|key| EncodingAesKey::new(&key.0)).transpose();
        account.aes_key = key.context("WECHAT_AES_KEY")?;
        Ok(Some(account))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(text: &str) -> Option<Hidden> {
        Some(Hidden(text.to_owned()))
    }

    fn all() -> Credentials {
        Credentials {
            app_id: some("wx0123456789abcdef"),
            secret: some("a-secret-of-the-account"),
            token: some("driftwood"),
            aes_key: None,
        }
    }

    #[test]
    fn nothing_given_is_no_account_and_everything_is_one() {
        assert!(Credentials::default().account().unwrap().is_none());
        assert!(all().account().unwrap().unwrap().is_plain());
        let file = Credentials { aes_key: some(&"k".repeat(43)), token: some("other"), ..Default::default() };
        let account = all().or(file).account().unwrap().unwrap();
        assert!(!account.is_plain() && account.token.expose() == "driftwood");
    }

    #[test]
    fn what_is_missing_is_named() {
        let error = |credentials: Credentials| credentials.account().unwrap_err().to_string();
        assert!(error(Credentials { token: None, ..all() }).contains("WECHAT_TOKEN is missing"));
        let only_key = Credentials { aes_key: some("key"), ..Default::default() };
        assert!(error(only_key).contains("WECHAT_APP_ID and WECHAT_APP_SECRET and WECHAT_TOKEN"));
    }

    #[test]
    fn what_is_wrong_is_named_and_not_repeated() {
        let wrong = [
            (Credentials { token: some("not-a-token!"), ..all() }, "WECHAT_TOKEN", "not-a-token!"),
            (Credentials { aes_key: some("short-key"), ..all() }, "WECHAT_AES_KEY", "short-key"),
        ];
        for (credentials, name, secret) in wrong {
            let error = format!("{:#}", credentials.account().unwrap_err());
            assert!(error.contains(name) && !error.contains(secret), "{error}");
        }
    }
}
