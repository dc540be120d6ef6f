//! One HTTP POST to the developer's server, signed and sealed in the account's mode.

use super::node::{render, text};
use crate::envelope::{Cipher, sign};
use crate::random::Entropy;
use crate::{Account, AttemptId, Format, Mode, PhoneId, PushId};

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
    /// The query string, without `?`; empty in cloud hosting.
    pub query: String,
    /// The value of the `Content-Type` header.
    pub content_type: &'static str,
    /// Further headers: `x-wx-source` in cloud hosting, none otherwise.
    pub headers: Vec<(&'static str, String)>,
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
    format: Format,
    plain: &str,
) -> (String, String) {
    if account.mode == Mode::CloudHosting {
        return (String::new(), plain.to_owned());
    }
    let timestamp = now_ms.div_euclid(1000).to_string();
    let nonce = entropy.digits(10);
    let signature = sign(&[&account.token, &timestamp, &nonce]);
    let mut query = format!("signature={signature}&timestamp={timestamp}&nonce={nonce}&openid={openid}");
    let Some(cipher) = cipher.filter(|_| account.mode.encrypts()) else {
        return (query, plain.to_owned());
    };
    let encrypt = cipher.seal(plain, entropy.bytes16());
    let msg_signature = sign(&[&account.token, &timestamp, &nonce, &encrypt]);
    query.push_str(&format!("&encrypt_type=aes&msg_signature={msg_signature}"));
    (query, envelope(account, format, plain, &encrypt))
}

/// The cipher text with the readable fields beside it (compatible), or with the account's name alone.
fn envelope(account: &Account, format: Format, plain: &str, encrypt: &str) -> String {
    let readable = account.mode == Mode::Compatible;
    match (format, readable) {
        (Format::Xml, true) => {
            let fields = plain.strip_suffix("</xml>").unwrap_or(plain);
            format!("{fields}<Encrypt><![CDATA[{encrypt}]]></Encrypt></xml>")
        }
        (Format::Json, true) => {
            let fields = plain.strip_suffix('}').unwrap_or(plain);
            format!("{fields},\"Encrypt\":\"{encrypt}\"}}")
        }
        _ => render(&[text("ToUserName", &account.original_id), text("Encrypt", encrypt)], format),
    }
}

/// The headers that mark a push beside its content type.
pub(super) fn headers(account: &Account) -> Vec<(&'static str, String)> {
    if account.mode == Mode::CloudHosting { vec![(SOURCE_HEADER, SOURCE.to_owned())] } else { Vec::new() }
}

/// The header that cloud hosting adds, and what the simulator writes into it; the page states no value.
const SOURCE_HEADER: &str = "x-wx-source";
const SOURCE: &str = "wx_push";
