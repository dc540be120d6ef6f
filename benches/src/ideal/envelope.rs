//! Opening a sealed push: verify, decode, decrypt in place, check, parse.

use base64_simd::STANDARD;
use memchr::{memchr, memmem};
use subtle::ConstantTimeEq as _;

use super::key::Key;
use super::push::{TextPush, parse};
use super::signature::sign;

/// What signs a push: three parameters of its query.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the platform's own names")]
pub struct Signed<'a> {
    pub timestamp: &'a str,
    pub nonce: &'a str,
    pub msg_signature: &'a str,
}

impl<'a> Signed<'a> {
    /// Picks them out of a query; values that need decoding are not looked for.
    #[must_use]
    pub fn from_query(query: &'a str) -> Option<Self> {
        let (mut timestamp, mut nonce, mut msg_signature) = (None, None, None);
        let mut rest = query;
        while !rest.is_empty() {
            let end = memchr(b'&', rest.as_bytes()).unwrap_or(rest.len());
            let (name, value) = rest.split_at_checked(memchr(b'=', rest.as_bytes())?)?;
            let value = value.get(1..end.checked_sub(name.len())?)?;
            match name {
                "timestamp" => timestamp = Some(value),
                "nonce" => nonce = Some(value),
                "msg_signature" => msg_signature = Some(value),
                _ => {}
            }
            rest = rest.get(end + 1..).unwrap_or_default();
        }
        Some(Self { timestamp: timestamp?, nonce: nonce?, msg_signature: msg_signature? })
    }
}

/// What a sealed push says.
#[derive(Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the platform's own names")]
pub struct Opened {
    pub push: TextPush,
    pub timestamp: i64,
    pub nonce: String,
}

/// `None` when anything at all is wrong.
#[must_use]
pub fn open(key: &Key, token: &str, app_id: &str, signed: Signed<'_>, body: &[u8]) -> Option<Opened> {
    let encrypted = cipher_text(body)?;
    let parts = [token.as_bytes(), signed.timestamp.as_bytes(), signed.nonce.as_bytes(), encrypted];
    if !bool::from(sign(parts).as_slice().ct_eq(signed.msg_signature.as_bytes())) {
        return None;
    }
    let mut buffer = STANDARD.decode_to_vec(encrypted).ok()?;
    key.decrypt_blocks(&mut buffer)?;
    Some(Opened {
        push: parse(message(&buffer, app_id.as_bytes())?)?,
        timestamp: signed.timestamp.parse().ok()?,
        nonce: signed.nonce.to_owned(),
    })
}

fn cipher_text(body: &[u8]) -> Option<&[u8]> {
    const BEFORE: &[u8] = b"<Encrypt><![CDATA[";
    let from = memmem::find(body, BEFORE)? + BEFORE.len();
    let rest = body.get(from..)?;
    rest.get(..memchr(b']', rest)?)
}

/// Past 16 random bytes and the length, up to the appid; padding and appid are checked.
fn message<'a>(plain: &'a [u8], app_id: &[u8]) -> Option<&'a [u8]> {
    let padding = usize::from(*plain.last()?);
    let (content, pad) = plain.split_at_checked(plain.len().checked_sub(padding)?)?;
    if !(1..=32).contains(&padding) || pad.iter().any(|byte| usize::from(*byte) != padding) {
        return None;
    }
    let ([.., a, b, c, d], rest) = content.split_first_chunk::<20>()?;
    let len = usize::try_from(u32::from_be_bytes([*a, *b, *c, *d])).ok()?;
    let (message, tail) = rest.split_at_checked(len)?;
    (tail == app_id).then_some(message)
}
