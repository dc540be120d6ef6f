//! What must stay secret: wiped when dropped, printed as `…`, never serialised.

use std::fmt;

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use crate::limits::AES_KEY_CHARS;

/// Why a text is not such a secret. The text itself is never repeated.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SecretError {
    /// The length is impossible.
    #[error("{kind} has {len} characters, {expected} are possible")]
    Length {
        /// Which secret was wanted.
        kind: &'static str,
        /// Length found, in bytes.
        len: usize,
        /// What is possible, in words.
        expected: &'static str,
    },
    /// A character no such secret has.
    #[error("{kind} has an impossible character at byte {at}")]
    Character {
        /// Which secret was wanted.
        kind: &'static str,
        /// Offset of the character.
        at: usize,
    },
}

/// The one comparison of secrets and signatures: its time depends on the lengths only.
pub(crate) fn equal(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && bool::from(one.ct_eq(other))
}

macro_rules! secret_text {
    ($(#[$doc:meta])* $name:ident, $kind:literal, $range:expr, $expected:literal, $allowed:expr) => {
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name(Zeroizing<Box<str>>);

        impl $name {
            /// Checks and takes the secret.
            ///
            /// # Errors
            ///
            /// [`SecretError`] when length or characters are impossible.
            pub fn new(text: impl Into<Box<str>>) -> Result<Self, SecretError> {
                let text = Zeroizing::new(text.into());
                if !$range.contains(&text.len()) {
                    return Err(SecretError::Length { kind: $kind, len: text.len(), expected: $expected });
                }
                match text.bytes().position(|byte: u8| !$allowed(&byte)) {
                    Some(at) => Err(SecretError::Character { kind: $kind, at }),
                    None => Ok(Self(text)),
                }
            }

            /// The secret in the clear. Every caller of this is a place to audit.
            #[must_use]
            pub fn expose(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = SecretError;
            fn try_from(text: String) -> Result<Self, SecretError> {
                Self::new(text)
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                equal(self.0.as_bytes(), other.0.as_bytes())
            }
        }

        impl Eq for $name {}

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

pub(crate) use secret_text;

secret_text!(
    /// The AppSecret: whoever has it is the account.
    AppSecret, "AppSecret", (1..=128), "1 to 128", u8::is_ascii_graphic
);
secret_text!(
    /// The Token of the server configuration (令牌), which signs every push: 3 to 32 letters and digits.
    ///
    /// Source: <https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/Access_Overview.html>
    CallbackToken, "callback token", (3..=32), "3 to 32", u8::is_ascii_alphanumeric
);
secret_text!(
    /// An access token (`access_token`): the right to call the API as the account, for up to two hours.
    ///
    /// ```
    /// use wechat_core::AccessToken;
    /// let token = AccessToken::new("a-token-of-the-account").unwrap();
    /// assert_eq!(format!("{token:?}"), "AccessToken(…)");
    /// ```
    AccessToken, "access token", (1..=2048), "1 to 2048", u8::is_ascii_graphic
);

/// The EncodingAESKey of the server configuration: 43 base64 characters for 32 bytes.
///
/// The last character carries two bits too many, and in real keys they are often not zero; they are ignored.
///
/// Source: <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Message_encryption_and_decryption_instructions.html>
///
/// ```
/// use wechat_core::EncodingAesKey;
/// assert!(EncodingAesKey::new("driftbottleDRIFTBOTTLE0123456789driftbottlE").is_ok());
/// assert!(EncodingAesKey::new("short").is_err());
/// ```
#[derive(Clone)]
pub struct EncodingAesKey(Zeroizing<[u8; 32]>);

const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

impl EncodingAesKey {
    /// Decodes the 43 characters.
    ///
    /// # Errors
    ///
    /// [`SecretError`] when there are not exactly 43, or one is not of the base64 alphabet.
    pub fn new(text: &str) -> Result<Self, SecretError> {
        let kind = "EncodingAESKey";
        if text.len() != AES_KEY_CHARS {
            return Err(SecretError::Length { kind, len: text.len(), expected: "43" });
        }
        let foreign = |byte: u8| !(byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/');
        if let Some(at) = text.bytes().position(foreign) {
            return Err(SecretError::Character { kind, at });
        }
        // The decoder's estimate is one byte above what 43 characters hold.
        let mut decoded = Zeroizing::new([0; 33]);
        let len = LENIENT
            .decode_slice(text, decoded.as_mut_slice())
            .map_err(|_| SecretError::Character { kind, at: AES_KEY_CHARS - 1 })?;
        let key = decoded.get(..len).and_then(|bytes| bytes.try_into().ok()).ok_or(SecretError::Length {
            kind,
            len: text.len(),
            expected: "43",
        })?;
        Ok(Self(Zeroizing::new(key)))
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl PartialEq for EncodingAesKey {
    fn eq(&self, other: &Self) -> bool {
        equal(self.0.as_slice(), other.0.as_slice())
    }
}

impl Eq for EncodingAesKey {}

impl fmt::Debug for EncodingAesKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EncodingAesKey(…)")
    }
}
