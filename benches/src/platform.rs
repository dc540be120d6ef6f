//! WeChat's side of a push: written, encrypted and signed as the platform does.

use base64_simd::STANDARD;
use sha1::{Digest as _, Sha1};

use crate::ideal::Key;

/// The appid every benchmark uses.
pub const APP_ID: &str = "wx0123456789abcdef";
/// The account's own name in pushes.
pub const ACCOUNT: &str = "gh_0a1b2c3d4e5f";
/// The callback token.
pub const TOKEN: &str = "bottlesadrift";
/// The EncodingAESKey as the account's settings would show it.
pub const ENCODING_AES_KEY: &str = "driftbottleDRIFTBOTTLE0123456789driftbottlE";
/// What [`ENCODING_AES_KEY`] decodes to.
const KEY: [u8; 32] = [
    0x76, 0xb8, 0x9f, 0xb5, 0xba, 0x2d, 0xb6, 0x57, 0x83, 0x44, 0x81, 0x53, 0x04, 0xe4, 0xd3, 0x2c, 0x4d,
    0x35, 0xdb, 0x7e, 0x39, 0xeb, 0xbf, 0x3d, 0x76, 0xb8, 0x9f, 0xb5, 0xba, 0x2d, 0xb6, 0x51,
];

/// The account's message key.
#[must_use]
pub fn key() -> Key {
    Key::new(&KEY)
}

/// The body of a text push.
#[must_use]
pub fn text_push(from: &str, created_secs: i64, content: &str, msg_id: u64) -> String {
    format!(
        "<xml><ToUserName><![CDATA[{ACCOUNT}]]></ToUserName>\n<FromUserName><![CDATA[{from}]]></FromUserName>\n\
         <CreateTime>{created_secs}</CreateTime>\n<MsgType><![CDATA[text]]></MsgType>\n\
         <Content><![CDATA[{content}]]></Content>\n<MsgId>{msg_id}</MsgId>\n</xml>"
    )
}

/// A push as it travels: its query and its body.
#[derive(Clone)]
pub struct Request {
    /// Without the `?`.
    pub query: String,
    /// XML.
    pub body: String,
}

/// A push in plain mode.
#[must_use]
pub fn plain(timestamp: i64, nonce: &str, message: &str) -> Request {
    let signature = sign([TOKEN, &timestamp.to_string(), nonce]);
    Request {
        query: format!("signature={signature}&timestamp={timestamp}&nonce={nonce}"),
        body: message.to_owned(),
    }
}

/// A push in secure mode.
#[must_use]
pub fn sealed(key: &Key, timestamp: i64, nonce: &str, entropy: &[u8; 16], message: &str) -> Request {
    let encrypted = encrypted(key, entropy, message);
    let time = timestamp.to_string();
    let signature = sign([TOKEN, &time, nonce]);
    let msg_signature = sign([TOKEN, &time, nonce, &encrypted]);
    Request {
        query: format!(
            "signature={signature}&timestamp={time}&nonce={nonce}&encrypt_type=aes&msg_signature={msg_signature}"
        ),
        body: format!(
            "<xml>\n<ToUserName><![CDATA[{ACCOUNT}]]></ToUserName>\n<Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>"
        ),
    }
}

fn encrypted(key: &Key, entropy: &[u8; 16], message: &str) -> String {
    let length = u32::try_from(message.len()).unwrap_or(u32::MAX).to_be_bytes();
    let mut buffer = [entropy, length.as_slice(), message.as_bytes(), APP_ID.as_bytes()].concat();
    let padding = 32 - buffer.len() % 32;
    buffer.resize(buffer.len() + padding, u8::try_from(padding).unwrap_or_default());
    key.encrypt_blocks(&mut buffer);
    STANDARD.encode_to_string(&buffer)
}

fn sign<const N: usize>(mut parts: [&str; N]) -> String {
    parts.sort_unstable();
    const_hex::encode(Sha1::digest(parts.concat()))
}
