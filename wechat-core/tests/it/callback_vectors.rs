//! Envelopes made by an independent implementation, opened and made again.

use serde_json::Value;
use wechat_core::callback::{Callback, CallbackConfig, KeySlot, Query, Sealing};
use wechat_core::inbound::{Format, InboundKind};

use crate::samples::{app_id, between, key, sealed_query, token};

fn cases() -> Vec<Value> {
    let file: Value = serde_json::from_str(include_str!("../vectors/envelopes.json")).unwrap();
    file["cases"].as_array().unwrap().clone()
}

fn text<'a>(case: &'a Value, name: &str) -> &'a str {
    case[name].as_str().unwrap()
}

#[test]
fn every_padding_length_occurs() {
    let mut seen: Vec<_> = cases().iter().map(|case| case["padding"].as_u64().unwrap()).collect();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen, (1..=32).collect::<Vec<_>>());
}

#[test]
fn foreign_envelopes_open() {
    for case in cases() {
        let callback =
            Callback::new(CallbackConfig::secure(app_id(), token(), key(text(&case, "key")))).unwrap();
        let mut raw = String::new();
        let query = sealed_query(
            &mut raw,
            text(&case, "timestamp"),
            text(&case, "nonce"),
            text(&case, "msg_signature"),
        );
        let body = format!(
            "<xml><ToUserName>gh_x</ToUserName><Encrypt><![CDATA[{}]]></Encrypt></xml>",
            text(&case, "encrypted")
        );
        let opened = callback.open(&query, body.as_bytes()).unwrap();
        let InboundKind::Text(message) = opened.inbound.kind else { panic!("a text") };
        assert_eq!(message.content, text(&case, "content"));
        assert_eq!(opened.timestamp.to_string(), text(&case, "timestamp"));
        assert_eq!(opened.sealing, Sealing::sealed(KeySlot::Current, Format::Xml));
    }
}

#[test]
fn our_envelopes_are_the_same_bytes() {
    for case in cases() {
        let callback =
            Callback::new(CallbackConfig::secure(app_id(), token(), key(text(&case, "key")))).unwrap();
        let entropy: [u8; 16] = const_hex::decode_to_array(text(&case, "entropy")).unwrap();
        let timestamp = text(&case, "timestamp").parse().unwrap();
        let sealing = Sealing::sealed(KeySlot::Current, Format::Xml);
        let xml = callback
            .seal(&sealing, text(&case, "message"), timestamp, text(&case, "nonce"), &entropy)
            .unwrap();
        assert_eq!(between(&xml, "<Encrypt><![CDATA[", "]]>"), text(&case, "encrypted"));
        assert_eq!(between(&xml, "<MsgSignature><![CDATA[", "]]>"), text(&case, "msg_signature"));
        assert_eq!(between(&xml, "<TimeStamp>", "</"), text(&case, "timestamp"));
    }
}

#[test]
fn plain_signatures_agree() {
    for case in cases() {
        let raw = format!(
            "signature={}&echostr=9%2B7&timestamp={}&nonce={}",
            text(&case, "signature"),
            text(&case, "timestamp"),
            text(&case, "nonce")
        );
        let query = Query::parse(&raw).unwrap();
        let callback = Callback::new(CallbackConfig::plain(app_id(), token())).unwrap();
        assert_eq!(callback.verify_url(&query).unwrap(), "9+7");
    }
}
