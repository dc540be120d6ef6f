//! The session key.

use std::fmt;

use base64_simd::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::SessionError;
use crate::secrets::{SecretError, equal, secret_text};

secret_text!(
    /// What a login and WeChat share (`session_key`): base64 of 16 bytes. Never to be sent to the client.
    ///
    /// ```
    /// use wechat_core::session::SessionKey;
    /// let key = SessionKey::new("AAECAwQFBgcICQoLDA0ODw==").unwrap();
    /// assert_eq!(format!("{key:?}"), "SessionKey(…)");
    /// ```
    SessionKey, "session key", (1..=128), "1 to 128", u8::is_ascii_graphic
);

impl SessionKey {
    /// The signature that proves to WeChat that one holds the key: `hmac_sha256` over a request's body, or over nothing
    /// for a GET, as 64 hexadecimal digits. The key is the base64 text as it is, not its bytes.
    ///
    /// ```
    /// use wechat_core::session::SessionKey;
    /// let key = SessionKey::new("AAECAwQFBgcICQoLDA0ODw==").unwrap();
    /// assert_eq!(key.login_signature("").len(), 64);
    /// ```
    #[must_use]
    pub fn login_signature(&self, body: &str) -> String {
        const_hex::encode(self.mac(body).finalize().into_bytes())
    }

    /// Whether a login signature is of this key and body, in constant time.
    #[must_use]
    pub fn is_login_signature(&self, body: &str, signature: &str) -> bool {
        equal(self.login_signature(body).as_bytes(), signature.as_bytes())
    }

    fn mac(&self, body: &str) -> Hmac<Sha256> {
        // A key of any length makes an HMAC: hashing a long one is part of its definition.
        let mut mac =
            Hmac::new_from_slice(self.expose().as_bytes()).unwrap_or_else(|_| Hmac::new(&[0; 64].into()));
        mac.update(body.as_bytes());
        mac
    }

    /// The 16 bytes.
    pub(super) fn bytes(&self) -> Result<Zeroizing<[u8; 16]>, SessionError> {
        let decoded = STANDARD.decode_to_vec(self.expose()).map(Zeroizing::new);
        let decoded = decoded.map_err(|_| SessionError::Base64 { field: "session_key" })?;
        let bytes: [u8; 16] = decoded
            .as_slice()
            .try_into()
            .map_err(|_| SessionError::Length { field: "session_key", len: decoded.len() })?;
        Ok(Zeroizing::new(bytes))
    }
}
