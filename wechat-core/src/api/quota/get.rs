//! `POST /cgi-bin/openapi/quota/get`: how often a call may be made today, and how often it was.
//!
//! The numbers of an account grow with its followers (100 thousand, a million, ten million), so this answer counts
//! and not a table. 76021: the path is none of this account's; 76022: the token is of another.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/openApi/get_api_quota.html>

use serde::Deserialize;
use serde_json::json;

use crate::AccessToken;
use crate::api::call::Call;
use crate::api::check::Check;
use crate::api::{ApiBase, ApiError, Endpoint, Extra, HttpRequest, HttpResponse, lenient, response};

/// Asks for the quota of one path.
///
/// ```
/// use wechat_core::api::{CustomSend, Endpoint, quota::GetQuota};
/// let call = GetQuota::of::<CustomSend>();
/// assert_eq!(call.path, "/cgi-bin/message/custom/send");
/// let answer = br#"{"errcode":0,"quota":{"daily_limit":500000,"used":7,"remain":499993}}"#.as_slice();
/// assert_eq!(GetQuota::parse(http::Response::new(answer)).unwrap().remain, 499_993);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GetQuota {
    /// The path, such as `/cgi-bin/message/custom/send`, without host and query.
    pub path: String,
}

/// A day's quota of one call.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Quota {
    /// Calls a day.
    #[serde(deserialize_with = "lenient::number")]
    pub daily_limit: i64,
    /// Calls made today (midnight in Shanghai begins a day).
    #[serde(default, deserialize_with = "lenient::number")]
    pub used: i64,
    /// Calls left today.
    #[serde(default, deserialize_with = "lenient::number")]
    pub remain: i64,
    /// Whatever else was said.
    #[serde(flatten)]
    pub extra: Extra,
}

impl GetQuota {
    /// Of this path.
    #[must_use]
    pub fn new(path: impl Into<String>) -> Self {
        Self { path: path.into() }
    }

    /// Of this call.
    #[must_use]
    pub fn of<E: Endpoint>() -> Self {
        Self::new(E::NAME.split_once(' ').map_or(E::NAME, |(_, path)| path))
    }
}

impl Endpoint for GetQuota {
    type Response = Quota;
    const NAME: &'static str = "POST /cgi-bin/openapi/quota/get";
    const REPEATABLE_WHEN_BUSY: bool = true;
    const IDEMPOTENT: bool = true;

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        Check(Self::NAME).holds(self.path.starts_with('/'), "cgi_path", "no path from a slash on")?;
        Call::authorized::<Self>(base, token)?.post(&json!({ "cgi_path": self.path }))
    }

    fn parse(response: HttpResponse<'_>) -> Result<Quota, ApiError> {
        #[derive(Deserialize)]
        struct Wire {
            quota: Quota,
        }
        response::read::<Wire>(Self::NAME, &response).map(|wire| wire.quota)
    }
}
