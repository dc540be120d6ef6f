//! The signature of a page.

use serde::Serialize;
use sha1::{Digest as _, Sha1};

use super::JsTicket;
use crate::{AppId, Timestamp};

/// What a page hands to `wx.config`, beside the list of what it wants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct JsConfig {
    /// The account.
    #[serde(rename = "appId")]
    pub app_id: String,
    /// When it was signed.
    pub timestamp: Timestamp,
    /// The random word that was signed.
    #[serde(rename = "nonceStr")]
    pub nonce: String,
    /// The signature, 40 hexadecimal digits.
    pub signature: String,
}

/// Signs a page's URL, as the browser shows it but for its fragment: the one thing that goes wrong is a URL that is not
/// the page's. `nonce` is a random word of yours.
///
/// ```
/// use wechat_core::api::jssdk::{JsTicket, sign};
/// use wechat_core::{AppId, Timestamp};
/// let ticket = JsTicket::new("a-ticket").unwrap();
/// let app = AppId::new("wx1").unwrap();
/// let config = sign(&app, &ticket, "https://example.com/room?id=7#chat", "a-word", Timestamp::from_secs(1_790_000_000));
/// assert_eq!(config.signature, "b59889a8172e3040f3efd94bd0fdbe0aab25c757");
/// ```
#[must_use]
pub fn sign(app_id: &AppId, ticket: &JsTicket, url: &str, nonce: &str, now: Timestamp) -> JsConfig {
    let page = url.split_once('#').map_or(url, |(page, _)| page);
    let mut hash = Sha1::new();
    // The names are in order already. Nothing is escaped.
    for part in [
        "jsapi_ticket=",
        ticket.expose(),
        "&noncestr=",
        nonce,
        "&timestamp=",
        &now.to_string(),
        "&url=",
        page,
    ] {
        hash.update(part.as_bytes());
    }
    JsConfig {
        app_id: app_id.as_str().to_owned(),
        timestamp: now,
        nonce: nonce.to_owned(),
        signature: const_hex::encode(hash.finalize()),
    }
}
