//! The query string of a push: what signs it.

use std::borrow::Cow;
use std::fmt;

use memchr::{memchr, memchr2};
use percent_encoding::percent_decode_str;

use super::error::{CallbackError, QueryError};
use crate::limits::QUERY_MAX_BYTES;

/// The parameters that decide; `openid` and everything unknown are passed over.
///
/// ```
/// use wechat_core::callback::Query;
/// let query = Query::parse("signature=00ff&timestamp=1790000000&nonce=42&openid=ignored").unwrap();
/// assert_eq!(query.nonce(), Some("42"));
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Query<'a> {
    signature: Option<Cow<'a, str>>,
    timestamp: Option<Cow<'a, str>>,
    nonce: Option<Cow<'a, str>>,
    echostr: Option<Cow<'a, str>>,
    encrypt_type: Option<Cow<'a, str>>,
    msg_signature: Option<Cow<'a, str>>,
}

impl<'a> Query<'a> {
    /// Reads a raw query string, without its `?`.
    ///
    /// # Errors
    ///
    /// [`QueryError`] when it is too long, or a parameter that decides appears twice or is not UTF-8.
    pub fn parse(raw: &'a str) -> Result<Self, QueryError> {
        if raw.len() > QUERY_MAX_BYTES {
            return Err(QueryError::TooLong { len: raw.len() });
        }
        let mut query = Self::default();
        // Nearly every query needs no decoding at all: one look at the whole instead of one at each value.
        let coded = memchr2(b'%', b'+', raw.as_bytes()).is_some();
        let mut rest = Some(raw);
        while let Some(pairs) = rest {
            let pair;
            (pair, rest) = cut(pairs, b'&');
            let (name, value) = cut(pair, b'=');
            let value = value.unwrap_or_default();
            let (name, slot) = match name {
                "signature" => ("signature", &mut query.signature),
                "timestamp" => ("timestamp", &mut query.timestamp),
                "nonce" => ("nonce", &mut query.nonce),
                "echostr" => ("echostr", &mut query.echostr),
                "encrypt_type" => ("encrypt_type", &mut query.encrypt_type),
                "msg_signature" => ("msg_signature", &mut query.msg_signature),
                _ => continue,
            };
            let value = if coded { decode(name, value)? } else { Cow::Borrowed(value) };
            if slot.replace(value).is_some() {
                return Err(QueryError::Duplicate { name });
            }
        }
        Ok(query)
    }

    /// Time of the request as written (`timestamp`).
    #[must_use]
    pub fn timestamp(&self) -> Option<&str> {
        self.timestamp.as_deref()
    }

    /// The one-time number (`nonce`).
    #[must_use]
    pub fn nonce(&self) -> Option<&str> {
        self.nonce.as_deref()
    }

    pub(super) fn required(&self, name: &'static str) -> Result<&str, CallbackError> {
        let value = match name {
            "signature" => &self.signature,
            "timestamp" => &self.timestamp,
            "nonce" => &self.nonce,
            "echostr" => &self.echostr,
            "msg_signature" => &self.msg_signature,
            _ => &None,
        };
        value.as_deref().ok_or(CallbackError::MissingParameter { name })
    }

    /// Whether the query announces an encrypted body; `raw` and nothing mean a plain one.
    pub(super) fn is_sealed(&self) -> Result<bool, CallbackError> {
        match self.encrypt_type.as_deref() {
            Some("aes") => Ok(true),
            None | Some("raw" | "") => Ok(false),
            Some(_) => Err(CallbackError::BadParameter { name: "encrypt_type", expected: "`aes` or `raw`" }),
        }
    }

    /// Time of the request in seconds.
    pub(super) fn seconds(&self) -> Result<i64, CallbackError> {
        let name = "timestamp";
        let text = self.required(name)?;
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse()
            .ok()
            .filter(|_| digits)
            .ok_or(CallbackError::BadParameter { name, expected: "a time in seconds" })
    }
}

/// Before and behind the first such ASCII character.
fn cut(text: &str, at: u8) -> (&str, Option<&str>) {
    match memchr(at, text.as_bytes()) {
        Some(at) => (text.get(..at).unwrap_or_default(), text.get(at + 1..)),
        None => (text, None),
    }
}

/// Percent signs and pluses, as in forms.
fn decode<'a>(name: &'static str, value: &'a str) -> Result<Cow<'a, str>, QueryError> {
    if memchr2(b'%', b'+', value.as_bytes()).is_none() {
        return Ok(Cow::Borrowed(value));
    }
    let spaced = value.replace('+', " ");
    let decoded = percent_decode_str(&spaced).decode_utf8();
    decoded.map(|text| Cow::Owned(text.into_owned())).map_err(|_| QueryError::NotUtf8 { name })
}

impl fmt::Debug for Query<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Query")
            .field("timestamp", &self.timestamp)
            .field("encrypt_type", &self.encrypt_type)
            .field("signed", &self.signature.is_some())
            .field("sealed", &self.msg_signature.is_some())
            .finish_non_exhaustive()
    }
}
