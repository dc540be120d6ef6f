//! Signed and sealed bodies, opened with the library's own callback.

use std::borrow::Cow;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use wechat_core::callback::{Callback, CallbackConfig, Query, sign};
use wechat_core::inbound::Fields;
use wechat_core::{AppId, CallbackToken, EncodingAesKey};

use crate::Outcome;
use crate::args::Args;

/// Stands in where nothing is signed: the body is then signed and checked with the same one.
const NO_TOKEN: &str = "unsigned";

/// What the body says once its signature is checked and its seal is open.
pub(crate) fn open<'b>(args: &Args, body: &'b [u8]) -> Outcome<Cow<'b, [u8]>> {
    let token = match &args.token {
        Some(token) => token.as_str(),
        None if args.is_signed() => return Err("--token is needed to check a signature".into()),
        None => NO_TOKEN,
    };
    let token = CallbackToken::new(token)?;
    match &args.aes_key {
        Some(key) => unseal(args, token, &EncodingAesKey::new(key)?, body).map(Cow::Owned),
        None => check(args, token, body).map(|()| Cow::Borrowed(body)),
    }
}

fn unseal(args: &Args, token: CallbackToken, key: &EncodingAesKey, body: &[u8]) -> Outcome<Vec<u8>> {
    let app_id = AppId::new(args.app_id.as_deref().ok_or("--app-id is needed to open a sealed body")?)?;
    let (timestamp, nonce) = signed_with(args)?;
    let signature = match &args.msg_signature {
        Some(signature) => signature.clone(),
        None => {
            sign(&token, [&timestamp, &nonce, &encrypted(body)?.ok_or("Encrypt is missing from the body")?])
        }
    };
    let callback = Callback::new(CallbackConfig::secure(app_id, token, key.clone()))?;
    let raw = query(&[
        ("encrypt_type", "aes"),
        ("timestamp", &timestamp),
        ("nonce", &nonce),
        ("msg_signature", &signature),
    ]);
    Ok(callback.verify(&Query::parse(&raw)?, body)?.body().to_vec())
}

/// Without a key only a signature can be checked: that of the cipher text, or of a plain push.
fn check(args: &Args, token: CallbackToken, body: &[u8]) -> Outcome<()> {
    let (timestamp, nonce) = signed_with(args)?;
    if let (Some(given), Some(encrypted)) = (&args.msg_signature, encrypted(body)?) {
        let expected = sign(&token, [&timestamp, &nonce, &encrypted]);
        return if expected == *given { Ok(()) } else { Err("msg_signature does not match".into()) };
    }
    let given = args.signature.as_ref().or(args.msg_signature.as_ref()).ok_or("no signature to check")?;
    let app_id = AppId::new(args.app_id.as_deref().unwrap_or("unnamed"))?;
    let callback = Callback::new(CallbackConfig::plain(app_id, token))?;
    let raw = query(&[("timestamp", &timestamp), ("nonce", &nonce), ("signature", given)]);
    callback.verify(&Query::parse(&raw)?, body)?;
    Ok(())
}

/// Time and nonce of the request; made up when nothing was signed with them.
fn signed_with(args: &Args) -> Outcome<(String, String)> {
    let given = |value: &Option<String>, option: &str, made_up: &str| match value {
        Some(value) => Ok(value.clone()),
        None if args.is_signed() => Err(format!("{option} is needed to check a signature")),
        None => Ok(made_up.to_owned()),
    };
    Ok((given(&args.timestamp, "--timestamp", "0")?, given(&args.nonce, "--nonce", "0")?))
}

fn encrypted(body: &[u8]) -> Outcome<Option<String>> {
    let fields = Fields::parse(body)?;
    Ok(fields.get("Encrypt").map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned))
}

fn query(pairs: &[(&str, &str)]) -> String {
    let coded =
        pairs.iter().map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC)));
    coded.collect::<Vec<_>>().join("&")
}
