//! Encrypted pushes.

use sha1::{Digest as _, Sha1};
use wechat_core::callback::{Callback, CallbackConfig, CallbackError, KeySlot, Opened, Query, Sealing};
use wechat_core::inbound::Format;
use wechat_core::{AppId, CallbackToken, EncodingAesKey};

const TIMESTAMP: i64 = 1_790_000_000;
const NONCE: &str = "42";
const TOKEN: &str = "driftwood";

fn callback() -> Callback {
    let config = CallbackConfig::secure(
        AppId::new("wx0a1b2c3d4e5f6071").expect("an appid"),
        CallbackToken::new(TOKEN).expect("a token"),
        EncodingAesKey::new("driftbottleDRIFTBOTTLE0123456789driftbottlA").expect("a key"),
    );
    Callback::new(config).expect("a secure callback")
}

/// A valid input for [`open_envelope`]: the signature, a line break, the body.
#[must_use]
pub fn seal_for_open_envelope(message: &str, format: Format, entropy: &[u8; 16]) -> Vec<u8> {
    let sealing = Sealing::sealed(KeySlot::Current, format);
    let body = callback().seal(&sealing, message, TIMESTAMP, NONCE, entropy).expect("the key is there");
    let from = body.find("MsgSignature").unwrap_or_default();
    let is_hex = |c: char| c.is_ascii_hexdigit();
    let mut words = body.get(from..).unwrap_or_default().split(|c| !is_hex(c));
    let signature = words.find(|word| word.len() == 40).unwrap_or_default().to_owned();
    [signature.as_bytes(), b"\n", body.as_bytes()].concat()
}

/// `data`: a signature, a line break, a body. Whatever opens has the signature of the cipher text it was opened
/// from; with any other signature it does not. Then the same bytes as a cipher text with the right signature, so that
/// decryption sees them.
pub fn open_envelope(data: &[u8]) {
    let at = data.iter().position(|byte| *byte == b'\n').unwrap_or(data.len());
    let (signature, body) = data.split_at_checked(at).unwrap_or_default();
    let body = body.get(1..).unwrap_or_default();
    if let Ok(signature) = std::str::from_utf8(signature)
        && !signature.contains(['&', '%', '+', '='])
        && signature.len() < 100
    {
        open_as_given(signature, body);
    }
    open_signed(&base64_simd::STANDARD.encode_to_string(data));
    if let Ok(text) = std::str::from_utf8(data) {
        open_signed(text);
    }
}

fn open(signature: &str, body: &[u8]) -> Result<Opened, CallbackError> {
    let raw = format!("timestamp={TIMESTAMP}&nonce={NONCE}&encrypt_type=aes&msg_signature={signature}");
    callback().open(&Query::parse(&raw).expect("a plain query"), body)
}

fn open_as_given(signature: &str, body: &[u8]) {
    match open(signature, body) {
        Ok(opened) => {
            crate::promises::check(&opened.inbound, body);
            assert_eq!((opened.timestamp, opened.nonce.as_str()), (TIMESTAMP, NONCE));
            let wrong = signature.replace(|c: char| c.is_ascii_hexdigit(), "0");
            let refused = open(&wrong, body).expect_err("a signature of zeros");
            assert_eq!(refused, CallbackError::WrongSignature { parameter: "msg_signature" });
        }
        Err(error) => assert!(matches!(error.http_status(), 400 | 401 | 413), "{error}"),
    }
}

/// Whatever is signed gets past the signature, and then opens or is refused for what it is.
fn open_signed(encrypted: &str) {
    if encrypted.contains(['<', '>', '&', ']']) || encrypted.trim() != encrypted {
        return; // it would need another wrapping
    }
    let timestamp = TIMESTAMP.to_string();
    let mut parts = [TOKEN, &timestamp, NONCE, encrypted];
    parts.sort_unstable();
    let signature = const_hex::encode(Sha1::digest(parts.concat()));
    let body = format!("<xml><Encrypt>{encrypted}</Encrypt></xml>");
    match open(&signature, body.as_bytes()) {
        Ok(opened) => crate::promises::check(&opened.inbound, body.as_bytes()),
        Err(error) => assert!(!error.is_unauthenticated(), "{error}"),
    }
}
