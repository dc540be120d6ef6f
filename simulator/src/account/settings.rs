//! Settings of the account that change while the platform runs.

use super::{AccountKind, Format, Mode};
use crate::{Error, Platform};

impl Platform {
    /// Makes the account one of another kind, as a verification granted or withdrawn would. Calls already
    /// made today count on against the new kind's quotas; grants stay.
    ///
    /// ```
    /// # use wechat_simulator::{Account, AccountKind, Platform};
    /// let mut platform = Platform::new(Account::example(), 0, 1)?;
    /// platform.set_account_kind(AccountKind::Personal)?;
    /// assert!(!platform.account().kind.can_push());
    /// # Ok::<(), wechat_simulator::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::ModeForKind`] when the kind has not the account's mode: a sandbox account is plain.
    pub fn set_account_kind(&mut self, kind: AccountKind) -> Result<(), Error> {
        let changed = self.account.clone().with_kind(kind);
        changed.check()?;
        self.account = changed;
        self.quotas.set_kind(kind);
        Ok(())
    }

    /// Changes how pushes are protected, from the next attempt on. An answer to an attempt under way is read
    /// in the new mode. The key is kept when `aes_key` is `None`.
    ///
    /// # Errors
    /// [`Error::ModeForKind`], or [`Error::Account`] when the mode needs a key and none is there.
    pub fn set_mode(&mut self, mode: Mode, aes_key: Option<&str>) -> Result<(), Error> {
        let mut changed = self.account.clone();
        changed.mode = mode;
        if let Some(key) = aes_key {
            changed.aes_key = Some(key.to_owned());
        }
        changed.check()?;
        self.cipher = changed.cipher()?;
        self.account = changed;
        Ok(())
    }

    /// Changes the format of pushes created from now on.
    pub fn set_format(&mut self, format: Format) {
        self.account.format = format;
    }

    /// Whether the caller's address is in the account's IP whitelist; without it the token interfaces answer
    /// `40164`. Default: it is.
    pub fn set_caller_whitelisted(&mut self, whitelisted: bool) {
        self.caller_whitelisted = whitelisted;
    }
}
