//! Requests as the platform makes them, and as it never would.

use crate::envelope::{Cipher, sign};
use crate::random::Entropy;
use crate::{Account, Format, Mode};
use serde_json::json;

/// One request to the callback address.
#[derive(Clone)]
pub(super) struct Post {
    pub(super) query: String,
    pub(super) content_type: &'static str,
    pub(super) body: Vec<u8>,
}

/// What signs and seals.
pub(super) struct Forge {
    pub(super) account: Account,
    pub(super) cipher: Option<Cipher>,
    entropy: Entropy,
    next_id: u64,
}

impl Forge {
    pub(super) fn new(account: Account, seed: u64) -> Result<Self, crate::Error> {
        let cipher = account.cipher()?;
        Ok(Self {
            account,
            cipher,
            entropy: Entropy::new(seed, 7),
            next_id: 25_000_000_000_000_000 + seed % 1_000_000,
        })
    }

    /// A MsgId that was not used before.
    pub(super) fn message_id(&mut self) -> u64 {
        self.next_id += 1 + self.entropy.below(97);
        self.next_id
    }

    /// A text message before any encryption.
    pub(super) fn text(&self, openid: &str, now_ms: i64, id: u64, content: &str) -> String {
        let (to, seconds) = (&self.account.original_id, now_ms.div_euclid(1000));
        match self.account.format {
            Format::Xml => format!(
                "<xml><ToUserName><![CDATA[{to}]]></ToUserName><FromUserName><![CDATA[{openid}]]></FromUserName>\
                 <CreateTime>{seconds}</CreateTime><MsgType><![CDATA[text]]></MsgType>\
                 <Content><![CDATA[{content}]]></Content><MsgId>{id}</MsgId></xml>"
            ),
            Format::Json => json!({ "ToUserName": to, "FromUserName": openid, "CreateTime": seconds,
                "MsgType": "text", "Content": content, "MsgId": id })
            .to_string(),
        }
    }

    /// An event before any encryption.
    pub(super) fn event(&self, openid: &str, now_ms: i64, event: &str, key: &str) -> String {
        let (to, seconds) = (&self.account.original_id, now_ms.div_euclid(1000));
        match self.account.format {
            Format::Xml => format!(
                "<xml><ToUserName><![CDATA[{to}]]></ToUserName><FromUserName><![CDATA[{openid}]]></FromUserName>\
                 <CreateTime>{seconds}</CreateTime><MsgType><![CDATA[event]]></MsgType>\
                 <Event><![CDATA[{event}]]></Event><EventKey><![CDATA[{key}]]></EventKey></xml>"
            ),
            Format::Json => json!({ "ToUserName": to, "FromUserName": openid, "CreateTime": seconds,
                "MsgType": "event", "Event": event, "EventKey": key })
            .to_string(),
        }
    }

    /// Signed, and sealed where the account's mode seals.
    pub(super) fn dress(&mut self, now_ms: i64, openid: &str, plain: impl AsRef<[u8]>) -> Post {
        match self.cipher.clone().filter(|_| self.account.mode.encrypts()) {
            None => self.readable(now_ms, openid, plain.as_ref().to_vec()),
            Some(cipher) => {
                let encrypt = cipher.seal(plain.as_ref(), self.entropy.bytes16());
                let beside = (self.account.mode == Mode::Compatible).then(|| plain.as_ref().to_vec());
                self.envelope(now_ms, openid, &encrypt, beside)
            }
        }
    }

    /// As in plain mode, whatever the account's mode is.
    pub(super) fn readable(&mut self, now_ms: i64, openid: &str, body: Vec<u8>) -> Post {
        let query = self.signed(now_ms, openid);
        Post { query, content_type: self.account.format.content_type(), body }
    }

    /// A cipher text in its envelope, both signatures right; with readable fields beside it in compatible mode.
    pub(super) fn envelope(
        &mut self,
        now_ms: i64,
        openid: &str,
        encrypt: &str,
        beside: Option<Vec<u8>>,
    ) -> Post {
        let query = self.signed(now_ms, openid);
        let part = |name| crate::api::parameter(&query, name).unwrap_or_default();
        let signature = sign(&[&self.account.token, &part("timestamp"), &part("nonce"), encrypt]);
        let query = format!("{query}&encrypt_type=aes&msg_signature={signature}");
        let body = match (self.account.format, beside) {
            (Format::Xml, Some(fields)) => [
                fields.strip_suffix(b"</xml>").unwrap_or(&fields),
                format!("<Encrypt><![CDATA[{encrypt}]]></Encrypt></xml>").as_bytes(),
            ]
            .concat(),
            (Format::Json, Some(fields)) => [
                fields.strip_suffix(b"}").unwrap_or(&fields),
                format!(",\"Encrypt\":\"{encrypt}\"}}").as_bytes(),
            ]
            .concat(),
            (Format::Xml, None) => format!(
                "<xml><ToUserName><![CDATA[{}]]></ToUserName><Encrypt><![CDATA[{encrypt}]]></Encrypt></xml>",
                self.account.original_id
            )
            .into_bytes(),
            (Format::Json, None) => {
                json!({ "ToUserName": self.account.original_id, "Encrypt": encrypt }).to_string().into_bytes()
            }
        };
        Post { query, content_type: self.account.format.content_type(), body }
    }

    /// Seals for another account with the same key.
    pub(super) fn sealed_for(&mut self, app_id: &str, plain: &str) -> Option<String> {
        let key = self.account.aes_key.as_ref()?;
        let cipher = Cipher::new(key, app_id).ok()?;
        Some(cipher.seal(plain, self.entropy.bytes16()))
    }

    /// Seals for this account.
    pub(super) fn sealed(&mut self, plain: &str) -> Option<String> {
        let cipher = self.cipher.clone()?;
        Some(cipher.seal(plain, self.entropy.bytes16()))
    }

    /// Ten digits.
    pub(super) fn digits(&mut self) -> String {
        self.entropy.digits(10)
    }

    /// `signature`, `timestamp`, `nonce` and `openid`.
    pub(super) fn signed(&mut self, now_ms: i64, openid: &str) -> String {
        let (timestamp, nonce) = (now_ms.div_euclid(1000).to_string(), self.digits());
        let signature = sign(&[&self.account.token, &timestamp, &nonce]);
        format!("signature={signature}&timestamp={timestamp}&nonce={nonce}&openid={openid}")
    }
}

/// The same query with another value of one parameter: a signature's first digit is changed.
pub(super) fn with_wrong(query: &str, parameter: &str) -> String {
    let change = |pair: &str| match pair.split_once('=') {
        Some((name, value)) if name == parameter => {
            let first = if value.starts_with('0') { '1' } else { '0' };
            let rest: String = value.chars().skip(1).collect();
            format!("{name}={first}{rest}")
        }
        _ => pair.to_owned(),
    };
    query.split('&').map(change).collect::<Vec<_>>().join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_parameter_is_changed_and_no_other() {
        assert_eq!(with_wrong("signature=0ab&nonce=0", "signature"), "signature=1ab&nonce=0");
        assert_eq!(with_wrong("msg_signature=f&signature=f", "signature"), "msg_signature=f&signature=0");
    }

    #[test]
    fn what_is_dressed_opens_again() {
        let key = "s9Pz1kWn3CqVbEeYtQmRjUxLhGdAfHoTiKuMwNyBc2E";
        let account = Account::example().with_encryption(Mode::Secure, key);
        let mut forge = Forge::new(account, 1).unwrap();
        let plain = forge.text("oSomebody", 1_700_000_000_000, 5, "你好");
        let post = forge.dress(1_700_000_000_000, "oSomebody", &plain);
        let body = crate::xml::read(std::str::from_utf8(&post.body).unwrap()).unwrap();
        let opened = forge.cipher.as_ref().unwrap().open(body.field("Encrypt").unwrap()).unwrap();
        assert_eq!(opened, plain);
    }
}
