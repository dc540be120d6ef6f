//! The wrapping of encrypted bodies, in XML and JSON.

use std::borrow::Cow;

use super::error::CallbackError;
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

/// The body of a sealed answer.
pub(super) fn write(
    format: Format,
    encrypted: &str,
    signature: &str,
    timestamp: &str,
    nonce: &str,
) -> String {
    match format {
        Format::Xml => write_xml(encrypted, signature, timestamp, nonce),
        Format::Json => write_json(encrypted, signature, timestamp, nonce),
    }
}

fn write_xml(encrypted: &str, signature: &str, timestamp: &str, nonce: &str) -> String {
    let mut xml = String::with_capacity(encrypted.len() + nonce.len() + 256);
    xml.push_str("<xml><Encrypt>");
    push_cdata(&mut xml, encrypted);
    xml.push_str("</Encrypt><MsgSignature>");
    push_cdata(&mut xml, signature);
    xml.push_str("</MsgSignature><TimeStamp>");
    xml.push_str(timestamp);
    xml.push_str("</TimeStamp><Nonce>");
    push_cdata(&mut xml, nonce);
    xml.push_str("</Nonce></xml>");
    xml
}

fn write_json(encrypted: &str, signature: &str, timestamp: &str, nonce: &str) -> String {
    // Only the nonce may need escapes: the rest is base64, hexadecimal and decimal by construction.
    let nonce = serde_json::Value::from(nonce);
    format!(
        r#"{{"Encrypt":"{encrypted}","MsgSignature":"{signature}","TimeStamp":{timestamp},"Nonce":{nonce}}}"#
    )
}
