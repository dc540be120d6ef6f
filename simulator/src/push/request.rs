//! One HTTP POST to the developer's server, signed and sealed in the account's mode.

use crate::envelope::{Cipher, sign};
use crate::random::Entropy;
use crate::xml::Writer;
use crate::{Account, AttemptId, Mode, PhoneId, PushId};

/// A POST the harness is to make. `Debug` leaves query and body out: they hold openid and words.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PushRequest {
    /// To be given back with the answer.
    pub attempt: AttemptId,
    /// The push it belongs to.
    pub push: PushId,
    /// Which attempt of the push, 1 to 3.
    pub number: u8,
    /// Whose push.
    pub phone: PhoneId,
    /// The query string, without `?`.
    pub query: String,
    /// The value of the `Content-Type` header.
    pub content_type: &'static str,
    /// The body.
    pub body: Vec<u8>,
}

impl std::fmt::Debug for PushRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PushRequest")
            .field("attempt", &self.attempt)
            .field("push", &self.push)
            .field("number", &self.number)
            .field("phone", &self.phone)
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// The signed query and the body of one attempt.
pub(super) fn dress(
    account: &Account,
    cipher: Option<&Cipher>,
    entropy: &mut Entropy,
    now_ms: i64,
    openid: &str,
    plain: &str,
) -> (String, String) {
    let timestamp = now_ms.div_euclid(1000).to_string();
    let nonce = entropy.digits(10);
    let signature = sign(&[&account.token, &timestamp, &nonce]);
    let mut query = format!("signature={signature}&timestamp={timestamp}&nonce={nonce}&openid={openid}");
    let Some(cipher) = cipher.filter(|_| account.mode != Mode::Plain) else {
        return (query, plain.to_owned());
    };
    let encrypt = cipher.seal(plain, entropy.bytes16());
    let msg_signature = sign(&[&account.token, &timestamp, &nonce, &encrypt]);
    query.push_str(&format!("&encrypt_type=aes&msg_signature={msg_signature}"));
    let body = if account.mode == Mode::Compatible {
        let fields = plain.strip_suffix("</xml>").unwrap_or(plain);
        format!("{fields}<Encrypt><![CDATA[{encrypt}]]></Encrypt></xml>")
    } else {
        Writer::new().text("ToUserName", &account.original_id).text("Encrypt", &encrypt).finish()
    };
    (query, body)
}
