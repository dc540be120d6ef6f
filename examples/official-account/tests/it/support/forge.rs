//! Pushes as the platform makes them, and as it never would: an envelope of our own, beside the program's.

use aes::Aes256;
use aes::cipher::block_padding::NoPadding;
use aes::cipher::{BlockModeEncrypt as _, KeyIvInit as _};
use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use sha1::{Digest as _, Sha1};
use std::time::{SystemTime, UNIX_EPOCH};

/// Keys may carry two stray bits in their last character.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// What ends the text before it is encrypted.
#[derive(Clone, Copy)]
pub(crate) enum Padding {
    /// As documented: 1 to 32 equal bytes.
    Right,
    /// A length of 0.
    Zero,
    /// A length beyond 32.
    TooLong,
    /// Bytes that differ.
    Unequal,
}

/// One request.
pub(crate) struct Post {
    pub(crate) query: String,
    pub(crate) body: Vec<u8>,
}

/// The platform's side of an account's secrets.
pub(crate) struct Forge<'a> {
    pub(crate) app_id: &'a str,
    pub(crate) token: &'a str,
    pub(crate) key: &'a str,
}

pub(crate) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()
}

/// A text message's XML.
pub(crate) fn text(openid: &str, id: u64, content: &str) -> String {
    format!(
        "<xml><ToUserName><![CDATA[gh_5d7c2a9be104]]></ToUserName><FromUserName><![CDATA[{openid}]]></FromUserName>\
         <CreateTime>{}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{content}]]></Content>\
         <MsgId>{id}</MsgId></xml>",
        now()
    )
}

impl Forge<'_> {
    /// A plain push, signed.
    pub(crate) fn plain(&self, nonce: &str, body: impl Into<Vec<u8>>) -> Post {
        let timestamp = now().to_string();
        let signature = self.sign(&[&timestamp, nonce]);
        let query = format!("signature={signature}&timestamp={timestamp}&nonce={nonce}&openid=oInTheQuery");
        Post { query, body: body.into() }
    }

    /// A sealed push, signed.
    pub(crate) fn sealed(&self, nonce: &str, message: impl AsRef<[u8]>, padding: Padding) -> Post {
        self.envelope(nonce, &LENIENT.encode(self.encrypt(message.as_ref(), padding)))
    }

    /// An envelope around anything, signed.
    pub(crate) fn envelope(&self, nonce: &str, encrypt: &str) -> Post {
        let timestamp = now().to_string();
        let plain = self.sign(&[&timestamp, nonce]);
        let sealed = self.sign(&[&timestamp, nonce, encrypt]);
        let query = format!(
            "signature={plain}&timestamp={timestamp}&nonce={nonce}&openid=oInTheQuery&encrypt_type=aes&\
             msg_signature={sealed}"
        );
        let body = format!(
            "<xml><ToUserName><![CDATA[gh_5d7c2a9be104]]></ToUserName><Encrypt><![CDATA[{encrypt}]]></Encrypt></xml>"
        );
        Post { query, body: body.into_bytes() }
    }

    fn sign(&self, parts: &[&str]) -> String {
        let mut parts = [&[self.token], parts].concat();
        parts.sort_unstable();
        const_hex::encode(Sha1::digest(parts.concat()))
    }

    fn encrypt(&self, message: &[u8], padding: Padding) -> Vec<u8> {
        let mut text = b"sixteen bytes 16".to_vec();
        text.extend(u32::try_from(message.len()).unwrap().to_be_bytes());
        text.extend(message);
        text.extend(self.app_id.as_bytes());
        let length = 32 - text.len() % 32;
        text.extend(match padding {
            Padding::Right => vec![u8::try_from(length).unwrap(); length],
            Padding::Zero => vec![0; length],
            Padding::TooLong => vec![33; length],
            Padding::Unequal => (0..length).rev().map(|at| u8::from(at > 0) + 1).collect(),
        });
        let key: [u8; 32] = LENIENT.decode(self.key).unwrap().try_into().unwrap();
        let iv: [u8; 16] = key[..16].try_into().unwrap();
        cbc::Encryptor::<Aes256>::new(&key.into(), &iv.into()).encrypt_padded_vec::<NoPadding>(&text)
    }
}
