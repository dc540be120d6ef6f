//! `POST /cgi-bin/openapi/rid/get`: what WeChat kept about a call that it refused, for seven days.
//!
//! The `rid` stands at the end of each error's words: [`ApiError::rid`]. What comes back repeats the whole call,
//! access token and user's words included: show it to nobody but an operator. 76001–76004: missing, wrong, another
//! account's, or older than seven days.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/openApi/get_rid_info.html>

use serde::Deserialize;
use serde_json::json;

use crate::AccessToken;
use crate::api::call::Call;
use crate::api::check::Check;
use crate::api::{ApiBase, ApiError, Endpoint, Extra, HttpRequest, HttpResponse, lenient, response};
use crate::redact::redacted_debug;

/// Asks about one call.
///
/// ```
/// use wechat_core::api::{Endpoint, quota::GetRid};
/// let answer = br#"{"request":{"invoke_time":1635156704,"cost_in_ms":30,"request_url":"access_token=SECRET",
///     "request_body":"","response_body":"{}","client_ip":"203.0.113.7"}}"#.as_slice();
/// let info = GetRid::parse(http::Response::new(answer)).unwrap();
/// assert_eq!(info.cost_ms, 30);
/// assert!(!format!("{info:?}").contains("SECRET"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GetRid {
    /// Such as `65a1b2c3-0a1b2c3d-4e5f6071`.
    pub rid: String,
}

/// One call as WeChat saw it. `Debug` shows times only.
#[derive(Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct RidInfo {
    /// When it was made, in seconds since the epoch.
    #[serde(default, rename = "invoke_time", deserialize_with = "lenient::number")]
    pub invoked_at: i64,
    /// How long it took, in milliseconds.
    #[serde(default, rename = "cost_in_ms", deserialize_with = "lenient::number")]
    pub cost_ms: i64,
    /// Its query, with the access token.
    #[serde(default, rename = "request_url", deserialize_with = "lenient::text")]
    pub request_query: String,
    /// Its body.
    #[serde(default, deserialize_with = "lenient::text")]
    pub request_body: String,
    /// What WeChat answered.
    #[serde(default, deserialize_with = "lenient::text")]
    pub response_body: String,
    /// The caller's address.
    #[serde(default, deserialize_with = "lenient::text")]
    pub client_ip: String,
    /// Whatever else was said.
    #[serde(flatten)]
    pub extra: Extra,
}

redacted_debug!(RidInfo, invoked_at, cost_ms);

impl GetRid {
    /// About this one.
    #[must_use]
    pub fn new(rid: impl Into<String>) -> Self {
        Self { rid: rid.into() }
    }
}

impl Endpoint for GetRid {
    type Response = RidInfo;
    const NAME: &'static str = "POST /cgi-bin/openapi/rid/get";
    const REPEATABLE_WHEN_BUSY: bool = true;
    const IDEMPOTENT: bool = true;

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        Check(Self::NAME).filled("rid", &self.rid)?;
        Call::authorized::<Self>(base, token)?.post(&json!({ "rid": self.rid }))
    }

    fn parse(response: HttpResponse<'_>) -> Result<RidInfo, ApiError> {
        #[derive(Deserialize)]
        struct Wire {
            request: RidInfo,
        }
        response::read::<Wire>(Self::NAME, &response).map(|wire| wire.request)
    }
}
