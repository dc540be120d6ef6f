//! Third-party samples, where they lie beside the repository: read, never copied.

use serde_json::Value;
use wechat_core::callback::{Callback, CallbackConfig, CallbackError, KeySlot, Sealing};
use wechat_core::inbound::{self, Fields, Format, InboundError, Push, STRAY_TEXT};
use wechat_core::{AppId, CallbackToken, EncodingAesKey};

use crate::samples::{between, sealed_query};

fn samples(part: &str) -> Vec<Value> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/vectors.json");
    let Ok(file) = std::fs::read_to_string(path) else { return Vec::new() };
    let file: Value = serde_json::from_str(&file).unwrap();
    file[part].as_array().unwrap().clone()
}

fn text<'a>(case: &'a Value, name: &str) -> &'a str {
    case[name].as_str().unwrap_or_else(|| panic!("{name} in {case}"))
}

#[test]
fn foreign_envelopes_are_made_again_and_opened() {
    for case in samples("crypto").iter().filter(|case| case["kind"] == "msg_aes") {
        let app_id = AppId::new(text(case, "tail_id")).unwrap();
        let token = CallbackToken::new(text(case, "token")).unwrap();
        let key = EncodingAesKey::new(text(case, "encoding_aes_key")).unwrap();
        let callback = Callback::new(CallbackConfig::secure(app_id, token, key)).unwrap();
        let (timestamp, nonce) = (text(case, "timestamp"), text(case, "nonce"));
        let sealing = Sealing::sealed(KeySlot::Current, Format::Xml);
        let entropy = text(case, "random16").as_bytes().try_into().unwrap();
        let body = callback
            .seal(&sealing, text(case, "plaintext"), timestamp.parse().unwrap(), nonce, &entropy)
            .unwrap();
        assert_eq!(between(&body, "<Encrypt><![CDATA[", "]]>"), text(case, "encrypt"), "{}", case["name"]);
        let signature = between(&body, "<MsgSignature><![CDATA[", "]]>");
        if let Some(expected) = case["msg_signature"].as_str() {
            assert_eq!(signature, expected, "{}", case["name"]);
        }
        let mut raw = String::new();
        let query = sealed_query(&mut raw, timestamp, nonce, signature);
        // Samples whose plain text is no message fail only after decryption.
        match callback.open(&query, body.as_bytes()) {
            Ok(_) | Err(CallbackError::Inbound(_)) => {}
            Err(error) => panic!("{}: {error}", case["name"]),
        }
    }
}

#[test]
fn foreign_messages_parse() {
    let (mut pushes, mut notices) = (0, 0);
    let all = samples("messages");
    for case in all.iter().filter(|case| text(case, "name").starts_with("inbound")) {
        match Push::parse(text(case, "raw").as_bytes()) {
            Ok(Push::Inbound(_)) => pushes += 1,
            Ok(_) => notices += 1,
            // Sealed bodies, which only a key makes readable.
            Err(InboundError::Missing { field: "MsgType" | "FromUserName" | "ToUserName" })
                if text(case, "name").contains("encrypted") => {}
            // Another product's message, without the number every message here has.
            Err(InboundError::Missing { field: "MsgId" }) if text(case, "raw").contains("AgentID") => {}
            Err(error) => panic!("{}: {error}", case["name"]),
        }
    }
    assert!(all.is_empty() || (pushes > 70 && notices > 1), "{pushes} pushes, {notices} notices");
}

#[test]
fn foreign_fields_are_read_as_others_read_them() {
    for case in samples("messages") {
        let raw = text(&case, "raw");
        match Fields::parse(raw.as_bytes()) {
            Ok(fields) => assert_eq!(shown(&fields), leaves(&case["expected"]), "{}", case["name"]),
            Err(error) => {
                assert!(matches!(error, InboundError::Doctype { .. }), "{}: {error}", case["name"]);
                assert!(raw.contains("<!DOCTYPE"));
            }
        }
    }
}

/// Fields as the samples show them: repeated ones as a list, words between elements left out.
fn shown(fields: &Fields<'_>) -> Value {
    let mut object = serde_json::Map::new();
    for field in fields.iter().filter(|field| field.name() != STRAY_TEXT) {
        let value = shown_value(field.value());
        match object.get_mut(field.name()) {
            None => drop(object.insert(field.name().to_owned(), value)),
            Some(Value::Array(values)) => values.push(value),
            Some(first) => *first = Value::Array(vec![first.take(), value]),
        }
    }
    Value::Object(object)
}

fn shown_value(value: &inbound::Value<'_>) -> Value {
    match value {
        inbound::Value::Text(text) => Value::from(text.as_ref()),
        inbound::Value::Group(fields) => shown(fields),
        inbound::Value::List(items) => items.iter().map(shown_value).collect(),
        _ => unreachable!("no further sort of value"),
    }
}

/// Numbers as the texts they are on the wire.
fn leaves(value: &Value) -> Value {
    match value {
        Value::Object(members) => members.iter().map(|(name, value)| (name.clone(), leaves(value))).collect(),
        Value::Array(items) => items.iter().map(leaves).collect(),
        Value::String(text) => Value::from(text.as_str()),
        other => Value::from(other.to_string()),
    }
}

/// Session data and signatures of other projects' tests.
#[test]
fn foreign_session_data_is_read() {
    use wechat_core::session::{EncryptedData, Freshness, SessionKey};
    let session = |case: &Value| SessionKey::new(text(case, "session_key")).unwrap();
    let mut seen = 0;
    for case in &samples("crypto") {
        match text(case, "kind") {
            kind @ ("mini_program_encrypted_data" | "mini_program_encrypted_data_negative") => {
                let app = AppId::new(case["appid"].as_str().unwrap_or("wx1")).unwrap();
                let sealed = EncryptedData::new(text(case, "encrypted_data"), text(case, "iv"));
                let opened = sealed.open(&session(case), &app, Freshness::any());
                assert_eq!(opened.is_ok(), !kind.ends_with("negative"), "{}: {opened:?}", case["name"]);
            }
            "raw_data_signature" => {
                session(case).check_raw_data(text(case, "raw_data"), text(case, "signature")).unwrap();
            }
            "session_hmac" | "session_hmac_derived" => {
                assert!(session(case).is_login_signature(text(case, "body"), text(case, "signature")));
            }
            "jssdk_signature" => {
                let part = |name: &str| between(text(case, "string_to_sign"), name, "&").to_owned();
                let ticket = wechat_core::api::jssdk::JsTicket::new(part("jsapi_ticket=")).unwrap();
                let url = text(case, "string_to_sign").split_once("&url=").unwrap().1;
                let at = wechat_core::Timestamp::from_secs(part("timestamp=").parse().unwrap());
                let app = AppId::new("wx1").unwrap();
                let config = wechat_core::api::jssdk::sign(&app, &ticket, url, &part("noncestr="), at);
                assert_eq!(config.signature, text(case, "signature"));
            }
            _ => continue,
        }
        seen += 1;
    }
    assert!(seen == 0 || seen >= 6, "{seen}");
}
