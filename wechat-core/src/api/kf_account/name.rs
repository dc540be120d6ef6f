//! `kf_account`: the name of a customer-service account.

use super::KF_PREFIX_MAX_CHARS;
use crate::api::ApiError;
use crate::api::check::Check;

/// A name of the form `prefix@account`, where the account is the public WeChat id of the official account.
///
/// ```
/// use wechat_core::api::kf_account::KfAccountName;
/// let name = KfAccountName::new("keeper1@driftbottle").unwrap();
/// assert_eq!(name.as_str(), "keeper1@driftbottle");
/// assert!(KfAccountName::new("keeper1").is_err());
/// assert!(KfAccountName::new("a-prefix-too-long@driftbottle").is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KfAccountName(Box<str>);

impl KfAccountName {
    /// Checks and takes the name.
    ///
    /// # Errors
    ///
    /// [`ApiError::BadParameter`] unless both parts are there, the prefix of letters, digits and underscores and of
    /// at most ten.
    pub fn new(name: impl Into<Box<str>>) -> Result<Self, ApiError> {
        let name = name.into();
        let check = Check("a customer-service account");
        let (prefix, account) =
            name.split_once('@').ok_or_else(|| check.bad("kf_account", "not of the form prefix@account"))?;
        check.chars("kf_account", prefix, KF_PREFIX_MAX_CHARS)?;
        let plain = prefix.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        check.holds(plain, "kf_account", "the prefix has other than letters, digits and underscores")?;
        let word = !account.is_empty() && account.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'@');
        check.holds(word, "kf_account", "the account's id is no word")?;
        Ok(Self(name))
    }

    /// The name on the wire.
    #[must_use]
    pub const fn as_str(&self) -> &str {
        &self.0
    }
}
