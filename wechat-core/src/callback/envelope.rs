//! The wrapping of encrypted bodies, in XML and JSON.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::cipher::CipherText;
use super::error::CallbackError;
use super::signature::{self, Signature};
use crate::CallbackToken;
use crate::inbound::{self, Format, Value};
use crate::reply::push_cdata;

/// The cipher text of a push. Nothing else of its body is looked at.
pub(super) fn read(body: &[u8]) -> Result<(Format, Cow<'_, str>), CallbackError> {
    if let Some(found) = std::str::from_utf8(body).ok().and_then(|text| inbound::find_flat(text, "Encrypt")) {
        let text = found.ok_or(CallbackError::MissingEncrypt)?;
        return Ok((Format::Xml, Cow::Borrowed(text.trim())));
    }
    let (format, fields) = inbound::read_fields(body)?;
    let encrypted = fields.0.into_iter().find_map(|field| match field.value {
        Value::Text(text) if field.name == "Encrypt" => Some(text),
        _ => None,
    });
    Ok((format, trimmed(encrypted.ok_or(CallbackError::MissingEncrypt)?)))
}

fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

/// The body of a sealed answer. The cipher text is encoded where it will stand, and signed there.
pub(super) fn write(
    format: Format,
    token: &CallbackToken,
    encrypted: &CipherText,
    timestamp: i64,
    nonce: &str,
) -> String {
    let timestamp = timestamp.to_string();
    let mut body = String::with_capacity(encrypted.base64_len() + nonce.len() + 256);
    body.push_str(match format {
        Format::Xml => "<xml><Encrypt><![CDATA[",
        Format::Json => r#"{"Encrypt":""#,
    });
    let start = body.len();
    encrypted.push_base64(&mut body);
    let signed = [timestamp.as_str(), nonce, body.get(start..).unwrap_or_default()];
    let signature = signature::of(token, signed);
    match format {
        Format::Xml => end_xml(&mut body, &signature, &timestamp, nonce),
        Format::Json => end_json(&mut body, &signature, &timestamp, nonce),
    }
    body
}

fn end_xml(body: &mut String, signature: &Signature, timestamp: &str, nonce: &str) {
    body.push_str("]]></Encrypt><MsgSignature><![CDATA[");
    body.push_str(signature.as_str());
    body.push_str("]]></MsgSignature><TimeStamp>");
    body.push_str(timestamp);
    body.push_str("</TimeStamp><Nonce>");
    push_cdata(body, nonce);
    body.push_str("</Nonce></xml>");
}

fn end_json(body: &mut String, signature: &Signature, timestamp: &str, nonce: &str) {
    let signature = signature.as_str();
    // Only the nonce may need escapes: the rest is base64, hexadecimal and decimal by construction.
    let nonce = serde_json::Value::from(nonce);
    // Writing to a String cannot fail.
    let _ = write!(body, r#"","MsgSignature":"{signature}","TimeStamp":{timestamp},"Nonce":{nonce}}}"#);
}
