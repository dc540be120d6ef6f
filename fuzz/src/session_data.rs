//! Session data of mini-programs.

use aes::Aes128;
use base64_simd::STANDARD;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeEncrypt as _, KeyIvInit as _};
use wechat_core::session::{EncryptedData, Freshness, SessionError, SessionKey};
use wechat_core::{AppId, Timestamp};

const KEY: [u8; 16] = *b"a fuzzed session";
const IV: [u8; 16] = *b"an initial block";
const APP: &str = "wx0123456789abcdef";
const NOW: i64 = 1_790_000_000;

/// `data`: one byte that says how, then what is sealed, or sent as it is. What was sealed is opened as it was; what is
/// refused is refused for a reason that fits; nothing another app sealed is ever opened.
pub fn session_data(data: &[u8]) {
    let Some((how, rest)) = data.split_first() else { return };
    let key = SessionKey::new(STANDARD.encode_to_string(KEY)).expect("a key");
    let app = AppId::new(APP).expect("an appid");
    let fresh = Freshness::within_minutes(5, Timestamp::from_secs(NOW));
    let iv = STANDARD.encode_to_string(IV);
    match how % 3 {
        // Sealed by us: what the checks after the decryption make of any plain text.
        0 => {
            let sealed =
                cbc::Encryptor::<Aes128>::new(&KEY.into(), &IV.into()).encrypt_padded_vec::<Pkcs7>(rest);
            let sealed = EncryptedData::new(STANDARD.encode_to_string(sealed), iv);
            check(&sealed, &key, &app, fresh, Some(rest));
        }
        // Cipher text of somebody's choice.
        1 => check(&EncryptedData::new(STANDARD.encode_to_string(rest), iv), &key, &app, fresh, None),
        // Text of somebody's choice, for every part.
        _ => {
            let text = String::from_utf8_lossy(rest);
            let mut parts = text.split('|');
            let mut part = || parts.next().unwrap_or_default().to_owned();
            let (sealed, signature) = (EncryptedData::new(part(), part()), part());
            check(&sealed, &key, &app, fresh, None);
            assert_eq!(
                key.check_raw_data(&text, &signature).is_ok(),
                key.sign_raw_data(&text) == signature,
                "a signature that is none"
            );
            if let Ok(key) = SessionKey::new(part()) {
                check(&sealed, &key, &app, fresh, None);
            }
        }
    }
}

fn check(sealed: &EncryptedData, key: &SessionKey, app: &AppId, fresh: Freshness, plain: Option<&[u8]>) {
    assert_eq!(format!("{sealed:?}"), "EncryptedData { .. }");
    match sealed.open(key, app, fresh) {
        Ok(opened) => {
            assert_eq!(opened.watermark().app_id, app.as_str());
            assert!((NOW - opened.watermark().timestamp) <= 300);
            if let Some(plain) = plain {
                let said: serde_json::Value = serde_json::from_slice(plain).expect("JSON was opened");
                for (name, value) in said.as_object().expect("an object") {
                    assert_eq!(opened.get(name), Some(value));
                }
            }
        }
        // What we sealed has no fault on the way.
        Err(error @ (SessionError::Base64 { .. } | SessionError::Length { .. })) if plain.is_some() => {
            panic!("{error}")
        }
        Err(SessionError::PlusBecameBlank { .. }) => {
            assert!(sealed.data.contains(' ') || sealed.iv.contains(' '));
        }
        Err(_) => {}
    }
}
