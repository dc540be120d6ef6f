//! Requests as WeChat makes them, signed by an implementation of their own.

use std::sync::atomic::{AtomicU64, Ordering};

use aes::Aes256;
use aes::cipher::{BlockModeDecrypt as _, BlockModeEncrypt as _, KeyIvInit as _};
use axum::body::Body;
use axum::http::Request;
use base64::Engine as _;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use cbc::cipher::block_padding::NoPadding;
use sha1::{Digest as _, Sha1};

use crate::support::{AES_KEY, APP, START, TOKEN};

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

pub(crate) fn sign(parts: &[&str]) -> String {
    let mut sorted = parts.to_vec();
    sorted.push(TOKEN);
    sorted.sort_unstable();
    const_hex::encode(Sha1::digest(sorted.concat()))
}

/// A nonce nobody used before.
pub(crate) fn nonce() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(1_000_000);
    NEXT.fetch_add(1, Ordering::Relaxed).to_string()
}

pub(crate) fn signed_query(timestamp: i64, nonce: &str) -> String {
    let timestamp = timestamp.to_string();
    let signature = sign(&[&timestamp, nonce]);
    format!("signature={signature}&timestamp={timestamp}&nonce={nonce}&openid=oLeaky_openid")
}

/// A text push: who, number, words, when (seconds).
pub(crate) fn text_xml(from: &str, id: u64, content: &str, created: i64) -> String {
    format!(
        "<xml><ToUserName><![CDATA[gh_0123456789ab]]></ToUserName><FromUserName><![CDATA[{from}]]></FromUserName>\
         <CreateTime>{created}</CreateTime><MsgType><![CDATA[text]]></MsgType>\
         <Content><![CDATA[{content}]]></Content><MsgId>{id}</MsgId></xml>"
    )
}

pub(crate) fn post(path: &str, query: &str, body: impl Into<Body>) -> Request<Body> {
    Request::post(format!("{path}?{query}")).body(body.into()).unwrap()
}

/// A plain push, written at [`START`], delivered at `delivered`.
pub(crate) fn push_at(delivered: i64, from: &str, id: u64) -> Request<Body> {
    post("/wechat", &signed_query(delivered, &nonce()), text_xml(from, id, "hi", START))
}

/// A plain push, delivered as soon as it was written.
pub(crate) fn push(from: &str, id: u64) -> Request<Body> {
    push_at(START, from, id)
}

/// The push as it goes over the wire.
pub(crate) fn raw_push(from: &str, id: u64) -> Vec<u8> {
    let (query, body) = (signed_query(START, &nonce()), text_xml(from, id, "hi", START));
    let length = body.len();
    format!("POST /wechat?{query} HTTP/1.1\r\nHost: here\r\nContent-Length: {length}\r\n\r\n{body}")
        .into_bytes()
}

fn key() -> [u8; 32] {
    let mut key = [0; 33];
    BASE64.decode_slice(AES_KEY, &mut key).unwrap();
    key[..32].try_into().unwrap()
}

/// What `Encrypt` holds for this message.
pub(crate) fn encrypt(message: &str, app: &str) -> String {
    let mut plain = [7; 16].to_vec();
    plain.extend_from_slice(&u32::try_from(message.len()).unwrap().to_be_bytes());
    plain.extend_from_slice(message.as_bytes());
    plain.extend_from_slice(app.as_bytes());
    let padding = 32 - plain.len() % 32;
    plain.extend(std::iter::repeat_n(u8::try_from(padding).unwrap(), padding));
    let iv: [u8; 16] = key()[..16].try_into().unwrap();
    let cipher = cbc::Encryptor::<Aes256>::new(&key().into(), &iv.into());
    BASE64.encode(cipher.encrypt_padded_vec::<NoPadding>(&plain))
}

/// The message inside `Encrypt`.
pub(crate) fn decrypt(encrypted: &str) -> String {
    let iv: [u8; 16] = key()[..16].try_into().unwrap();
    let cipher = cbc::Decryptor::<Aes256>::new(&key().into(), &iv.into());
    let plain = cipher.decrypt_padded_vec::<NoPadding>(&BASE64.decode(encrypted).unwrap()).unwrap();
    let length = usize::try_from(u32::from_be_bytes(plain[16..20].try_into().unwrap())).unwrap();
    assert!(plain[20 + length..].starts_with(APP.as_bytes()));
    String::from_utf8(plain[20..20 + length].to_vec()).unwrap()
}

pub(crate) fn sealed_query(encrypted: &str) -> String {
    let (timestamp, nonce) = (START.to_string(), nonce());
    let (signature, sealed) = (sign(&[&timestamp, &nonce]), sign(&[&timestamp, &nonce, encrypted]));
    format!(
        "signature={signature}&timestamp={timestamp}&nonce={nonce}&openid=oLeaky_openid\
         &encrypt_type=aes&msg_signature={sealed}"
    )
}

/// A push as the secure mode sends it.
pub(crate) fn sealed_push(from: &str, id: u64, content: &str) -> Request<Body> {
    let encrypted = encrypt(&text_xml(from, id, content, START), APP);
    let body = format!(
        "<xml><ToUserName><![CDATA[gh_0123456789ab]]></ToUserName><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>"
    );
    post("/wechat", &sealed_query(&encrypted), body)
}

/// The text between an element's tags, CDATA unwrapped.
pub(crate) fn element<'a>(xml: &'a str, name: &str) -> &'a str {
    let (_, rest) = xml.split_once(&format!("<{name}>")).unwrap();
    let (inner, _) = rest.split_once(&format!("</{name}>")).unwrap();
    inner.trim_start_matches("<![CDATA[").trim_end_matches("]]>")
}
