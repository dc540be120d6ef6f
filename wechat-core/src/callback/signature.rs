//! The signature of URL checks, pushes and sealed answers: SHA-1 over sorted strings.

use sha1::{Digest as _, Sha1};

use super::error::CallbackError;
use crate::CallbackToken;
use crate::secrets::equal;

/// Forty hexadecimal digits.
pub(super) struct Signature([u8; 40]);

impl Signature {
    pub(super) fn as_str(&self) -> &str {
        // The encoder writes ASCII only.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// The parts and the token are sorted as bytes, not as numbers, and hashed one behind the other.
pub(super) fn of<const N: usize>(token: &CallbackToken, parts: [&str; N]) -> Signature {
    let mut sorted = parts;
    sorted.sort_unstable();
    let mut hash = Sha1::new();
    let mut token = Some(token.expose());
    for part in sorted {
        if let Some(token) = token.take_if(|token| *token <= part) {
            hash.update(token.as_bytes());
        }
        hash.update(part.as_bytes());
    }
    hash.update(token.unwrap_or_default().as_bytes());
    let mut hex = [0; 40];
    // Twenty bytes are forty digits: this cannot fail.
    let _ = const_hex::encode_to_slice(hash.finalize(), &mut hex);
    Signature(hex)
}

/// What WeChat would sign a request with: `signature` from timestamp and nonce, `msg_signature` from timestamp, nonce
/// and cipher text, in any order.
///
/// For simulators, tests and tools that play WeChat's part; a callback checks signatures itself, in constant time.
///
/// ```
/// use wechat_core::{CallbackToken, callback::sign};
/// let token = CallbackToken::new("driftwood").unwrap();
/// assert_eq!(sign(&token, ["1790000000", "42"]), "61e972be51feb93066441b0caf7c8d20cfd1c615");
/// ```
#[must_use]
pub fn sign<const N: usize>(token: &CallbackToken, parts: [&str; N]) -> String {
    of(token, parts).as_str().to_owned()
}

pub(super) fn check<const N: usize>(
    token: &CallbackToken,
    parts: [&str; N],
    parameter: &'static str,
    given: &str,
) -> Result<(), CallbackError> {
    if equal(&of(token, parts).0, given.as_bytes()) {
        Ok(())
    } else {
        Err(CallbackError::WrongSignature { parameter })
    }
}
