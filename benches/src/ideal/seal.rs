//! Composing a text reply straight into the buffer that is encrypted, and the envelope around it.

use std::io::Write as _;

use base64_simd::STANDARD;

use super::key::Key;
use super::signature::sign;

/// A text reply and the two names it carries.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the platform's own names")]
pub struct TextReply<'a> {
    pub to_user_name: &'a str,
    pub from_user_name: &'a str,
    pub content: &'a str,
}

/// What the envelope is dated and signed with.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the platform's own names")]
pub struct Stamp<'a> {
    pub timestamp: i64,
    pub nonce: &'a str,
    pub entropy: &'a [u8; 16],
}

/// The response body. The content must not contain `]]>`: `None` if it does.
#[must_use]
pub fn compose_and_seal(
    key: &Key,
    token: &str,
    app_id: &str,
    reply: TextReply<'_>,
    stamp: Stamp<'_>,
) -> Option<String> {
    let mut buffer = composed(reply, stamp, app_id)?;
    key.encrypt_blocks(&mut buffer);
    let timestamp = stamp.timestamp.to_string();
    let mut envelope = String::with_capacity(STANDARD.encoded_length(buffer.len()) + 256);
    envelope.push_str("<xml><Encrypt><![CDATA[");
    let from = envelope.len();
    STANDARD.encode_append(&buffer, &mut envelope);
    let encrypted = envelope.get(from..)?.as_bytes();
    let signature = sign([token.as_bytes(), timestamp.as_bytes(), stamp.nonce.as_bytes(), encrypted]);
    envelope.push_str("]]></Encrypt><MsgSignature><![CDATA[");
    envelope.push_str(std::str::from_utf8(&signature).ok()?);
    envelope.push_str("]]></MsgSignature><TimeStamp>");
    envelope.push_str(&timestamp);
    envelope.push_str("</TimeStamp><Nonce><![CDATA[");
    envelope.push_str(stamp.nonce);
    envelope.push_str("]]></Nonce></xml>");
    Some(envelope)
}

/// Entropy, length, message, appid, padding.
fn composed(reply: TextReply<'_>, stamp: Stamp<'_>, app_id: &str) -> Option<Vec<u8>> {
    if memchr::memmem::find(reply.content.as_bytes(), b"]]>").is_some() {
        return None;
    }
    let mut buffer = Vec::with_capacity(384 + reply.content.len());
    buffer.extend_from_slice(stamp.entropy);
    buffer.extend_from_slice(&[0; 4]);
    buffer.extend_from_slice(b"<xml><ToUserName><![CDATA[");
    buffer.extend_from_slice(reply.to_user_name.as_bytes());
    buffer.extend_from_slice(b"]]></ToUserName><FromUserName><![CDATA[");
    buffer.extend_from_slice(reply.from_user_name.as_bytes());
    buffer.extend_from_slice(b"]]></FromUserName><CreateTime>");
    write!(buffer, "{}", stamp.timestamp).ok()?;
    buffer.extend_from_slice(b"</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[");
    buffer.extend_from_slice(reply.content.as_bytes());
    buffer.extend_from_slice(b"]]></Content></xml>");
    let length = u32::try_from(buffer.len() - 20).ok()?.to_be_bytes();
    buffer.get_mut(16..20)?.copy_from_slice(&length);
    buffer.extend_from_slice(app_id.as_bytes());
    let padding = 32 - buffer.len() % 32;
    buffer.resize(buffer.len() + padding, u8::try_from(padding).ok()?);
    Some(buffer)
}
