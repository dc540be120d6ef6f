//! Recognising a push that is delivered again.

use std::fmt;

use super::Inbound;
use super::kind::InboundKind;
use super::notice::Notice;
use crate::{AccountId, AppId, Timestamp};

/// The same bytes for every delivery of one push, different bytes for different pushes.
///
/// A message is known by sender and number (numbers alone have collided between users), an event by sender, time,
/// name and key. The bytes contain the openid: hash them with a key before storing them.
///
/// Source: <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Receiving_standard_messages.html>
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DedupKey(Box<[u8]>);

impl DedupKey {
    /// The canonical bytes: a letter for the sort, then each part behind its length (u32, big-endian).
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    fn from_parts(sort: u8, parts: &[&[u8]]) -> Self {
        let total = parts.iter().map(|part| part.len() + 4).sum::<usize>() + 1;
        let mut bytes = Vec::with_capacity(total);
        bytes.push(sort);
        for part in parts {
            // Parts come from a body of at most BODY_MAX_BYTES; saturating keeps the conversion total.
            let len = u32::try_from(part.len()).unwrap_or(u32::MAX);
            bytes.extend_from_slice(&len.to_be_bytes());
            bytes.extend_from_slice(part);
        }
        Self(bytes.into_boxed_slice())
    }
}

impl Inbound {
    /// What this push has in common with its repetitions and with nothing else.
    ///
    /// ```
    /// use wechat_core::Inbound;
    /// let body = |content| format!(
    ///     "<xml><ToUserName>gh_1</ToUserName><FromUserName>o1</FromUserName><CreateTime>1</CreateTime>\
    ///      <MsgType>text</MsgType><Content>{content}</Content><MsgId>7</MsgId></xml>"
    /// );
    /// let [first, again] = ["hi", "hi"].map(|text| Inbound::parse(body(text).as_bytes()).unwrap().dedup_key());
    /// assert_eq!(first, again);
    /// ```
    #[must_use]
    pub fn dedup_key(&self) -> DedupKey {
        let from = self.from.as_str().as_bytes();
        if let Some(id) = self.kind.msg_id() {
            return DedupKey::from_parts(b'm', &[from, id.to_string().as_bytes()]);
        }
        let time = self.created_at.as_secs().to_be_bytes();
        match &self.kind {
            InboundKind::Event(event) => {
                let name = event.name().to_ascii_lowercase();
                DedupKey::from_parts(b'e', &[from, &time, name.as_bytes(), event.key().as_bytes()])
            }
            InboundKind::Unknown(message) => {
                DedupKey::from_parts(b'u', &[from, &time, message.msg_type.to_ascii_lowercase().as_bytes()])
            }
            // Every other kind has a number; one added without it is told apart by time alone.
            _ => DedupKey::from_parts(b'u', &[from, &time]),
        }
    }
}

impl Notice {
    /// What this notice has in common with its repetitions: account, platform, time, name and key.
    #[must_use]
    pub fn dedup_key(&self) -> DedupKey {
        let to = self.to.as_ref().map_or("", AccountId::as_str);
        let app_id = self.app_id.as_ref().map_or("", AppId::as_str);
        let time = self.created_at.map_or(i64::MIN, Timestamp::as_secs).to_be_bytes();
        let name = self.kind.name().to_ascii_lowercase();
        let key = self.kind.key();
        DedupKey::from_parts(
            b'n',
            &[to.as_bytes(), app_id.as_bytes(), &time, name.as_bytes(), key.as_bytes()],
        )
    }
}

impl fmt::Debug for DedupKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DedupKey(…)")
    }
}
