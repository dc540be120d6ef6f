//! `GET /cgi-bin/customservice/getkflist`: the customer-service accounts there are.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Customer_Service/Customer_Service_Management.html>

use serde::Deserialize;

use crate::AccessToken;
use crate::api::call::Call;
use crate::api::{ApiBase, ApiError, Endpoint, Extra, HttpRequest, HttpResponse, lenient, response};
use crate::redact::redacted_debug;

/// Asks for the accounts.
///
/// ```
/// use wechat_core::api::{Endpoint, kf_account::ListKfAccounts};
/// let answer = br#"{"kf_list":[{"kf_account":"k1@drift","kf_nick":"k","kf_id":1001,"kf_headimgurl":"http://x/"},
///     {"kf_account":"k2@drift","kf_id":"1002","invite_wx":"w","invite_status":"waiting"}]}"#.as_slice();
/// let list = ListKfAccounts::parse(http::Response::new(answer)).unwrap();
/// assert_eq!((list[1].id.as_str(), list[1].invite_status.as_deref()), ("1002", Some("waiting")));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ListKfAccounts {}

/// A customer-service account. `Debug` shows its name and id.
#[derive(Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct KfAccount {
    /// Its name, `prefix@account`.
    #[serde(rename = "kf_account", deserialize_with = "lenient::text")]
    pub name: String,
    /// Its number.
    #[serde(default, rename = "kf_id", deserialize_with = "lenient::text")]
    pub id: String,
    /// What users read.
    #[serde(default, rename = "kf_nick", deserialize_with = "lenient::text")]
    pub nickname: String,
    /// Its picture.
    #[serde(default, rename = "kf_headimgurl", deserialize_with = "lenient::text")]
    pub picture_url: String,
    /// The WeChat id of the person who answers as it, once bound.
    #[serde(default, rename = "kf_wx", deserialize_with = "lenient::opt_text")]
    pub wechat_id: Option<String>,
    /// The WeChat id of the person invited.
    #[serde(default, rename = "invite_wx", deserialize_with = "lenient::opt_text")]
    pub invited: Option<String>,
    /// `waiting`, `rejected` or `expired`, while somebody is invited.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub invite_status: Option<String>,
    /// When the invitation ends, in seconds since the epoch.
    #[serde(default, rename = "invite_expire_time", deserialize_with = "lenient::opt_number")]
    pub invite_ends: Option<i64>,
    /// Whatever else was said.
    #[serde(flatten)]
    pub extra: Extra,
}

redacted_debug!(KfAccount, name, id, invite_status, invite_ends);

impl ListKfAccounts {
    /// The call; it has no parameters.
    #[must_use]
    pub const fn new() -> Self {
        Self {}
    }
}

impl Endpoint for ListKfAccounts {
    type Response = Vec<KfAccount>;
    const NAME: &'static str = "GET /cgi-bin/customservice/getkflist";
    const REPEATABLE_WHEN_BUSY: bool = true;
    const IDEMPOTENT: bool = true;

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        Call::authorized::<Self>(base, token)?.get()
    }

    fn parse(response: HttpResponse<'_>) -> Result<Vec<KfAccount>, ApiError> {
        #[derive(Deserialize)]
        struct Wire {
            kf_list: Vec<KfAccount>,
        }
        response::read::<Wire>(Self::NAME, &response).map(|wire| wire.kf_list)
    }
}
