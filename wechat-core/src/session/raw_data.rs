//! `rawData` and `signature`: a profile in the clear, signed.

use sha1::{Digest as _, Sha1};

use super::{SessionError, SessionKey};
use crate::secrets::equal;

impl SessionKey {
    /// Checks that the raw data came from WeChat: `signature` is the SHA-1 of the raw data followed by the key. The
    /// raw data must be the very text the client got: parsed and written again it is another.
    ///
    /// ```
    /// use wechat_core::session::SessionKey;
    /// let key = SessionKey::new("AAECAwQFBgcICQoLDA0ODw==").unwrap();
    /// let signature = key.sign_raw_data(r#"{"nickName":"a"}"#);
    /// assert!(key.check_raw_data(r#"{"nickName":"a"}"#, &signature).is_ok());
    /// assert!(key.check_raw_data(r#"{"nickName":"b"}"#, &signature).is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// [`SessionError::WrongSignature`].
    pub fn check_raw_data(&self, raw_data: &str, signature: &str) -> Result<(), SessionError> {
        if equal(self.sign_raw_data(raw_data).as_bytes(), signature.as_bytes()) {
            Ok(())
        } else {
            Err(SessionError::WrongSignature)
        }
    }

    /// The signature of raw data, as WeChat makes it: for tests and simulators.
    #[must_use]
    pub fn sign_raw_data(&self, raw_data: &str) -> String {
        let mut hash = Sha1::new_with_prefix(raw_data);
        hash.update(self.expose().as_bytes());
        const_hex::encode(hash.finalize())
    }
}
