//! Session data: what is believed, and what is not.

use aes::Aes128;
use base64_simd::STANDARD;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeEncrypt as _, KeyIvInit as _};
use proptest::prelude::*;
use serde_json::{Value, json};
use wechat_core::session::{EncryptedData, Freshness, SessionError, SessionKey};
use wechat_core::{AppId, Timestamp};

const KEY: [u8; 16] = *b"driftbottle key.";
const IV: [u8; 16] = *b"a bottle's iv 16";
const SEALED_AT: i64 = 1_790_000_000;

fn key() -> SessionKey {
    SessionKey::new(STANDARD.encode_to_string(KEY)).unwrap()
}

fn app() -> AppId {
    AppId::new("wx0123456789abcdef").unwrap()
}

/// As WeChat seals.
fn seal(plain: &[u8]) -> EncryptedData {
    let sealed = cbc::Encryptor::<Aes128>::new(&KEY.into(), &IV.into()).encrypt_padded_vec::<Pkcs7>(plain);
    EncryptedData::new(STANDARD.encode_to_string(sealed), STANDARD.encode_to_string(IV))
}

fn seal_json(mut json: Value, app_id: &str, at: i64) -> EncryptedData {
    json["watermark"] = json!({"appid": app_id, "timestamp": at});
    seal(json.to_string().as_bytes())
}

fn after(seconds: i64) -> Freshness {
    Freshness::within_minutes(5, Timestamp::from_secs(SEALED_AT + seconds))
}

#[test]
fn a_fresh_telephone_number_is_opened() {
    let number = json!({"phoneNumber": "13800000000", "purePhoneNumber": "13800000000", "countryCode": "86"});
    let sealed = seal_json(number, app().as_str(), SEALED_AT);
    let opened = sealed.open(&key(), &app(), after(300)).unwrap();
    assert_eq!(opened.phone_number().unwrap().phone_number, "13800000000");
    assert_eq!(opened.get("countryCode").unwrap(), "86");
    assert_eq!(opened.profile().unwrap_err(), SessionError::OtherKind);
    assert_eq!(opened.group().unwrap_err(), SessionError::OtherKind);
}

#[test]
fn profiles_and_groups() {
    let open =
        |json| seal_json(json, app().as_str(), SEALED_AT).open(&key(), &app(), Freshness::any()).unwrap();
    assert_eq!(open(json!({"openGId": "tG1"})).group().unwrap().open_gid, "tG1");
    let profile =
        open(json!({"openId": "oX", "nickName": "小明", "gender": 1, "avatarUrl": ""})).profile().unwrap();
    assert_eq!(
        (profile.nick_name.as_str(), profile.open_id.as_deref(), profile.union_id),
        ("小明", Some("oX"), None)
    );
}

#[test]
fn another_apps_and_old_data_are_refused() {
    let sealed = seal_json(json!({"a": 1}), "wxother", SEALED_AT);
    let error = sealed.open(&key(), &app(), after(0)).unwrap_err();
    assert!(matches!(&error, SessionError::ForeignApp(mark) if mark.app_id == "wxother"));

    let sealed = seal_json(json!({"a": 1}), app().as_str(), SEALED_AT);
    let at = |seconds| sealed.open(&key(), &app(), after(seconds)).map(|_| ());
    assert_eq!(at(300), Ok(()));
    assert_eq!(at(301), Err(SessionError::TooOld { age_secs: 301, max_secs: 300 }));
    assert_eq!(at(-300), Ok(()));
    assert_eq!(at(-301), Err(SessionError::FromTheFuture { ahead_secs: 301 }));
    assert!(sealed.open(&key(), &app(), Freshness::any()).is_ok());

    let bare = seal(br#"{"a":1}"#).open(&key(), &app(), Freshness::any());
    assert_eq!(bare.unwrap_err(), SessionError::NoWatermark);
}

#[test]
fn what_went_wrong_on_the_way_is_named() {
    let sealed = seal_json(json!({"a": "x".repeat(400)}), app().as_str(), SEALED_AT);
    let open = |data: &str, iv: &str| {
        EncryptedData::new(data, iv).open(&key(), &app(), Freshness::any()).unwrap_err()
    };
    assert!(sealed.data.contains('+'), "the test needs a plus");
    let blanks = sealed.data.replace('+', " ");
    assert_eq!(open(&blanks, &sealed.iv), SessionError::PlusBecameBlank { field: "encryptedData" });
    assert_eq!(open(&sealed.data, "AAA AA=="), SessionError::PlusBecameBlank { field: "iv" });
    assert_eq!(open("???", &sealed.iv), SessionError::Base64 { field: "encryptedData" });
    assert_eq!(open(&sealed.data, "AAAA"), SessionError::Length { field: "iv", len: 3 });
    assert_eq!(open("AAAA", &sealed.iv), SessionError::Length { field: "encryptedData", len: 3 });
    assert_eq!(open("", &sealed.iv), SessionError::Length { field: "encryptedData", len: 0 });
    let short = SessionKey::new("AAAA").unwrap();
    let error = sealed.open(&short, &app(), Freshness::any()).unwrap_err();
    assert_eq!(error, SessionError::Length { field: "session_key", len: 3 });
    let newer = SessionKey::new("AAECAwQFBgcICQoLDA0ODw==").unwrap();
    assert_eq!(sealed.open(&newer, &app(), Freshness::any()).unwrap_err(), SessionError::NotOpened);
}

#[test]
fn raw_data_is_believed_with_its_signature_only() {
    let raw = r#"{"nickName":"小明","gender":1}"#;
    let signature = key().sign_raw_data(raw);
    assert_eq!(key().check_raw_data(raw, &signature), Ok(()));
    for (raw, signature) in
        [(r#"{"gender":1,"nickName":"小明"}"#, signature.as_str()), (raw, ""), (raw, &signature[1..])]
    {
        assert_eq!(key().check_raw_data(raw, signature), Err(SessionError::WrongSignature));
    }
}

#[test]
fn login_signatures_use_the_text_of_the_key() {
    // RFC 4231 checks the function; this checks that the key is the text and not its bytes.
    let (text, bytes) = (SessionKey::new("AAECAwQFBgcICQoLDA0ODw==").unwrap(), SessionKey::new("x").unwrap());
    assert_ne!(text.login_signature("a"), bytes.login_signature("a"));
    assert!(text.is_login_signature("a", &text.login_signature("a")));
    assert!(!text.is_login_signature("b", &text.login_signature("a")));
    assert_eq!(
        SessionKey::new("Jefe").unwrap().login_signature("what do ya want for nothing?"),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    );
}

proptest! {
    #[test]
    fn whatever_is_sealed_is_opened(text in ".{0,80}", number in any::<i64>()) {
        let sealed = seal_json(json!({"text": text, "number": number}), app().as_str(), SEALED_AT);
        let opened = sealed.open(&key(), &app(), after(0)).unwrap();
        prop_assert_eq!(opened.get("text").unwrap(), &json!(text));
        prop_assert_eq!(opened.get("number").unwrap(), &json!(number));
    }

    #[test]
    fn damage_is_an_error_or_shows_in_the_open_part_only(at in any::<usize>(), bits in 1_u8..) {
        let sealed = seal_json(json!({"text": "a bottle"}), app().as_str(), SEALED_AT);
        let mut bytes = STANDARD.decode_to_vec(&sealed.data).unwrap();
        let at = at % bytes.len();
        bytes[at] ^= bits;
        let damaged = EncryptedData::new(STANDARD.encode_to_string(&bytes), sealed.iv.clone());
        // CBC does not prove that nothing was changed: the checks after it must not be fooled into another app's data.
        if let Ok(opened) = damaged.open(&key(), &app(), after(0)) {
            let app = app();
            prop_assert_eq!(opened.watermark().app_id.as_str(), app.as_str());
        }
    }

    #[test]
    fn nothing_a_client_sends_makes_it_panic(data in ".{0,60}", iv in ".{0,30}", key in "[!-~]{1,40}") {
        let key = SessionKey::new(key).unwrap();
        let _ = EncryptedData::new(data, iv).open(&key, &app(), after(0));
    }
}
