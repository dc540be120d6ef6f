//! `POST /cgi-bin/clear_quota`: every quota of the day begins anew. Ten times a month, the console's included (48006).
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/openApi/clear_quota.html>

use serde_json::json;

use crate::api::call::Call;
use crate::api::{ApiBase, ApiError, Endpoint, HttpRequest, HttpResponse, response};
use crate::{AccessToken, AppId};

/// How often a month quotas may be cleared, by whichever way.
pub const CLEARS_PER_MONTH: u32 = 10;

/// Clears the account's quotas. Needs a token: where the quota of tokens is what ran out, see
/// [`ClearQuotaBySecret`](super::ClearQuotaBySecret).
///
/// ```
/// use wechat_core::api::{ApiBase, Endpoint, quota::ClearQuota};
/// use wechat_core::{AccessToken, AppId};
/// let call = ClearQuota::new(AppId::new("wx1").unwrap());
/// let request = call.request(&ApiBase::official(), Some(&AccessToken::new("t").unwrap())).unwrap();
/// assert_eq!(request.body(), br#"{"appid":"wx1"}"#);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ClearQuota {
    /// The account.
    pub app_id: AppId,
}

impl ClearQuota {
    /// Of this account.
    #[must_use]
    pub const fn new(app_id: AppId) -> Self {
        Self { app_id }
    }
}

impl Endpoint for ClearQuota {
    type Response = ();
    const NAME: &'static str = "POST /cgi-bin/clear_quota";
    const REPEATABLE_WHEN_BUSY: bool = true;

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        Call::authorized::<Self>(base, token)?.post(&json!({ "appid": self.app_id.as_str() }))
    }

    fn parse(response: HttpResponse<'_>) -> Result<(), ApiError> {
        response::read_unit(Self::NAME, &response)
    }
}
