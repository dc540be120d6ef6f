//! Which requests are believed, and which errors the others get.

use proptest::prelude::*;
use wechat_core::EncodingAesKey;
use wechat_core::callback::{
    Callback, CallbackConfig, CallbackError, KeySlot, Mode, Opened, Query, QueryError, Sealing,
};
use wechat_core::inbound::{Format, InboundError, InboundKind, NoticeKind, Push};
use wechat_core::limits::BODY_MAX_BYTES;
use wechat_core::reply::SUCCESS;

use crate::samples::{self, KEY, OTHER_KEY, app_id, between, key, plain, secure, token};

const SEALED: Sealing = Sealing::sealed(KeySlot::Current, Format::Xml);

/// Seals a message as the platform would and returns query and body.
fn pushed(callback: &Callback, sealing: &Sealing, message: &str) -> (String, String) {
    let body = callback.seal(sealing, message, 1_790_000_000, "42", &[7; 16]).unwrap();
    let signature = match sealing.format() {
        Format::Json => between(&body, "\"MsgSignature\":\"", "\"").to_owned(),
        _ => between(&body, "<MsgSignature><![CDATA[", "]]>").to_owned(),
    };
    (format!("signature=0&timestamp=1790000000&nonce=42&encrypt_type=aes&msg_signature={signature}"), body)
}

fn open(callback: &Callback, query: &str, body: &str) -> Result<Opened, CallbackError> {
    callback.open(&Query::parse(query).unwrap(), body.as_bytes())
}

fn hello() -> String {
    samples::xml("<MsgType>text</MsgType><Content>hello</Content><MsgId>7</MsgId>")
}

fn plain_query() -> String {
    // The signature of the token "driftwood" over these, computed elsewhere (sha1sum).
    "signature=61e972be51feb93066441b0caf7c8d20cfd1c615&timestamp=1790000000&nonce=42".to_owned()
}

// proves: F01
#[test]
fn secure_mode_looks_at_msg_signature_only() {
    let (query, body) = pushed(&secure(), &SEALED, &hello());
    assert!(open(&secure(), &query, &body).is_ok(), "although `signature` is wrong");

    let forged = query.replace("msg_signature=", "msg_signature=0");
    let error = open(&secure(), &forged, &body).unwrap_err();
    assert_eq!(error, CallbackError::WrongSignature { parameter: "msg_signature" });
    assert_eq!(error.http_status(), 401);

    let unsigned = query.replace("msg_signature=", "other=");
    assert_eq!(
        open(&secure(), &unsigned, &body).unwrap_err(),
        CallbackError::MissingParameter { name: "msg_signature" }
    );
}

// proves: F01
#[test]
fn each_mode_refuses_the_others_bodies() {
    let (query, body) = pushed(&secure(), &SEALED, &hello());
    assert_eq!(open(&plain(), &query, &body).unwrap_err(), CallbackError::SealedBodyRefused);
    assert_eq!(open(&secure(), &plain_query(), &hello()).unwrap_err(), CallbackError::PlainBodyRefused);
    assert!(open(&plain(), &plain_query(), &hello()).is_ok());
    assert!(open(&plain(), &(plain_query() + "&encrypt_type=raw"), &hello()).is_ok());
    let odd = open(&plain(), &(plain_query() + "&encrypt_type=rot13"), &hello()).unwrap_err();
    assert_eq!(odd, CallbackError::BadParameter { name: "encrypt_type", expected: "`aes` or `raw`" });
}

// proves: F01
#[test]
fn compatible_mode_never_reads_the_readable_half() {
    let config = CallbackConfig::compatible(app_id(), token(), key(KEY));
    let callback = Callback::new(config).unwrap();
    let (query, body) = pushed(&callback, &SEALED, &hello());
    let mixed =
        body.replace("<xml>", "<xml><FromUserName>oSomebody_else</FromUserName><Content>lie</Content>");
    let opened = open(&callback, &query, &mixed).unwrap();
    assert_eq!(opened.inbound.from, samples::openid());
    assert!(matches!(opened.inbound.kind, InboundKind::Text(text) if text.content == "hello"));
    assert_eq!(open(&callback, &plain_query(), &hello()).unwrap_err(), CallbackError::PlainBodyRefused);
}

#[test]
fn the_previous_key_still_opens_and_then_seals() {
    let old = Callback::new(CallbackConfig::secure(app_id(), token(), key(OTHER_KEY))).unwrap();
    let config = CallbackConfig::secure(app_id(), token(), key(KEY)).with_previous_key(key(OTHER_KEY));
    let rotated = Callback::new(config).unwrap();
    let (query, body) = pushed(&old, &SEALED, &hello());
    let opened = open(&rotated, &query, &body).unwrap();
    assert_eq!(opened.sealing.key(), Some(KeySlot::Previous));

    let answer = rotated.seal(&opened.sealing, &hello(), 1, "n", &[1; 16]).unwrap();
    assert_eq!(answer, old.seal(&SEALED, &hello(), 1, "n", &[1; 16]).unwrap());
    assert_eq!(
        secure().seal(&opened.sealing, &hello(), 1, "n", &[1; 16]).unwrap_err(),
        CallbackError::KeyGone
    );
    assert_eq!(open(&secure(), &query, &body).unwrap_err(), CallbackError::Padding);
}

#[test]
fn a_push_for_another_account_is_refused() {
    let other = wechat_core::AppId::new("wxffffffffffffffff").unwrap();
    let theirs = Callback::new(CallbackConfig::secure(other, token(), key(KEY))).unwrap();
    let (query, body) = pushed(&theirs, &SEALED, &hello());
    assert_eq!(open(&secure(), &query, &body).unwrap_err(), CallbackError::WrongAppId);
}

// proves: F01
#[test]
fn json_pushes_are_answered_in_json() {
    let message = r#"{"ToUserName":"gh_x","FromUserName":"oX","CreateTime":"1","MsgType":"text","Content":"hi","MsgId":1}"#;
    let (query, body) = pushed(&secure(), &Sealing::sealed(KeySlot::Current, Format::Json), message);
    let opened = open(&secure(), &query, &body).unwrap();
    assert_eq!(opened.sealing.format(), Format::Json);
    let answer = secure().seal(&opened.sealing, "{}", 5, "a\"b", &[1; 16]).unwrap();
    let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
    assert_eq!((&answer["TimeStamp"], &answer["Nonce"]), (&5.into(), &"a\"b".into()));
}

#[test]
fn success_and_silence_are_never_encrypted() {
    assert_eq!(secure().seal(&SEALED, SUCCESS, 1, "n", &[0; 16]).unwrap(), "success");
    assert_eq!(secure().seal(&SEALED, "", 1, "n", &[0; 16]).unwrap(), "");
    assert_eq!(plain().seal(&Sealing::plain(Format::Xml), "<xml/>", 1, "n", &[0; 16]).unwrap(), "<xml/>");
}

// proves: F01
#[test]
fn the_url_check_needs_the_right_signature() {
    let good = plain_query() + "&echostr=4375";
    assert_eq!(secure().verify_url(&Query::parse(&good).unwrap()).unwrap(), "4375");
    let later = good.replace("timestamp=1790000000", "timestamp=1790000001");
    let error = secure().verify_url(&Query::parse(&later).unwrap()).unwrap_err();
    assert_eq!(error, CallbackError::WrongSignature { parameter: "signature" });
    let upper = good.replace("61e9", "61E9");
    assert!(secure().verify_url(&Query::parse(&upper).unwrap()).is_err());
    let silent = plain_query();
    let error = secure().verify_url(&Query::parse(&silent).unwrap()).unwrap_err();
    assert_eq!(error, CallbackError::MissingParameter { name: "echostr" });
}

#[test]
fn hostile_queries_are_typed_errors() {
    let duplicate = Query::parse("nonce=1&nonce=2").unwrap_err();
    assert_eq!(duplicate, QueryError::Duplicate { name: "nonce" });
    assert_eq!(Query::parse("nonce=%ff").unwrap_err(), QueryError::NotUtf8 { name: "nonce" });
    let long = "a".repeat(5_000);
    assert_eq!(Query::parse(&long).unwrap_err(), QueryError::TooLong { len: 5_000 });
    assert!(Query::parse("openid=a&openid=b&&=&x").is_ok(), "what decides nothing may repeat");
}

#[test]
fn hostile_bodies_are_typed_errors() {
    let big = vec![b' '; BODY_MAX_BYTES + 1];
    let query = plain_query();
    let error = plain().open(&Query::parse(&query).unwrap(), &big).unwrap_err();
    assert_eq!((error.http_status(), error), (413, CallbackError::BodyTooLarge { len: BODY_MAX_BYTES + 1 }));
    let error = open(&plain(), &query, "").unwrap_err();
    assert_eq!(error, CallbackError::Inbound(InboundError::Empty));
    let sealed = "encrypt_type=aes&msg_signature=0&timestamp=1&nonce=2";
    assert_eq!(open(&secure(), sealed, &hello()).unwrap_err(), CallbackError::MissingEncrypt);
}

#[test]
fn an_encrypting_mode_needs_a_key() {
    let mut config = CallbackConfig::secure(app_id(), token(), key(KEY));
    config.aes_key = None;
    assert_eq!(Callback::new(config).unwrap_err(), CallbackError::MissingAesKey);
    assert!(EncodingAesKey::new(&KEY.replace('d', "-")).is_err());
}

proptest! {
    #[test]
    fn what_is_sealed_opens(content in "[^\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]{0,700}", entropy: [u8; 16], nonce in "[0-9]{1,12}") {
        let content = content.replace("]]>", "");
        let message = samples::xml(&format!("<MsgType>text</MsgType><Content><![CDATA[{content}]]></Content><MsgId>7</MsgId>"));
        let body = secure().seal(&SEALED, &message, 1_790_000_000, &nonce, &entropy).unwrap();
        let signature = between(&body, "<MsgSignature><![CDATA[", "]]>");
        let mut raw = String::new();
        let query = samples::sealed_query(&mut raw, "1790000000", &nonce, signature);
        let opened = secure().open(&query, body.as_bytes()).unwrap();
        let InboundKind::Text(text) = opened.inbound.kind else { panic!("a text") };
        prop_assert_eq!(text.content, content);
    }
}

#[test]
fn cloud_hosting_is_believed_only_where_it_is_configured() {
    let unsigned = Query::parse("").unwrap();
    let cloud = Callback::new(CallbackConfig::cloud_hosting(app_id())).unwrap();
    let opened = cloud.open(&unsigned, hello().as_bytes()).unwrap();
    assert_eq!((opened.timestamp, opened.nonce.as_str()), (1_790_000_000, ""));
    assert_eq!(cloud.seal(&opened.sealing, "<xml/>", 1, "", &[0; 16]).unwrap(), "<xml/>");
    let probe = cloud.verify(&unsigned, br#"{"action":"CheckContainerPath"}"#).unwrap();
    assert!(matches!(probe.push(), Ok(Push::Notice(notice)) if notice.kind == NoticeKind::ContainerProbe));
    assert_eq!((probe.signed_at(), probe.nonce(), probe.sealing().format()), (None, None, Format::Json));
    for strict in [plain(), secure()] {
        let error = strict.open(&unsigned, hello().as_bytes()).unwrap_err();
        assert_eq!(error.http_status(), 401, "{error}");
    }
    let (query, body) = pushed(&secure(), &SEALED, &hello());
    assert_eq!(open(&cloud, &query, &body).unwrap_err(), CallbackError::SealedBodyRefused);
    assert!(cloud.verify_url(&Query::parse(&format!("{}&echostr=1", plain_query())).unwrap()).is_err());
}

#[test]
fn what_a_mode_needs_must_be_there() {
    let mut config = CallbackConfig::plain(app_id(), token());
    config.token = None;
    assert_eq!(Callback::new(config).unwrap_err(), CallbackError::MissingToken);
    let mut config = CallbackConfig::cloud_hosting(app_id());
    config.mode = Mode::Compatible;
    config.token = Some(token());
    assert_eq!(Callback::new(config).unwrap_err(), CallbackError::MissingAesKey);
}

#[test]
fn verified_bytes_are_the_message_alone() {
    let message = hello();
    for sealing in [SEALED, Sealing::sealed(KeySlot::Current, Format::Json)] {
        let (query, body) = pushed(&secure(), &sealing, &message);
        // The readable half of a compatible-mode body says something else.
        let body = match sealing.format() {
            Format::Json => body.replacen('{', r#"{"Content":"forged","#, 1),
            _ => body.replacen("<xml>", "<xml><Content>forged</Content>", 1),
        };
        let compatible = Callback::new(CallbackConfig::compatible(app_id(), token(), key(KEY))).unwrap();
        let query = Query::parse(&query).unwrap();
        let verified = compatible.verify(&query, body.as_bytes()).unwrap();
        assert_eq!(verified.body(), message.as_bytes());
        assert_eq!((verified.signed_at(), verified.nonce()), (Some(1_790_000_000), Some("42")));
        assert!(matches!(verified.push(), Ok(Push::Inbound(push)) if push.from.as_str() == samples::OPENID));
    }
    let query = plain_query();
    let query = Query::parse(&query).unwrap();
    assert_eq!(plain().verify(&query, message.as_bytes()).unwrap().body(), message.as_bytes());
}
