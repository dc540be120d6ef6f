//! `POST /cgi-bin/clear_quota/v2`: as `clear_quota`, with the secret instead of a token: works when the quota of
//! tokens itself is used up.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/openApi/clearQuotaByAppSecret.html>

use serde_json::json;

use crate::api::call::Call;
use crate::api::{ApiBase, ApiError, Endpoint, HttpRequest, HttpResponse, response};
use crate::{AccessToken, AppId, AppSecret};

/// Clears the account's quotas by its secret. Counts into the same ten a month.
///
/// ```
/// use wechat_core::api::{ApiBase, Endpoint, quota::ClearQuotaBySecret};
/// use wechat_core::{AppId, AppSecret};
/// let call = ClearQuotaBySecret::new(AppId::new("wx1").unwrap(), AppSecret::new("s").unwrap());
/// let request = call.request(&ApiBase::official(), None).unwrap();
/// assert_eq!(request.body(), br#"{"appid":"wx1","appsecret":"s"}"#);
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ClearQuotaBySecret {
    /// The account.
    pub app_id: AppId,
    /// Its secret.
    pub secret: AppSecret,
}

impl ClearQuotaBySecret {
    /// Of this account.
    #[must_use]
    pub const fn new(app_id: AppId, secret: AppSecret) -> Self {
        Self { app_id, secret }
    }
}

impl Endpoint for ClearQuotaBySecret {
    type Response = ();
    const NAME: &'static str = "POST /cgi-bin/clear_quota/v2";
    const NEEDS_TOKEN: bool = false;
    const REPEATABLE_WHEN_BUSY: bool = true;

    fn request(&self, base: &ApiBase, _: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        let json = json!({ "appid": self.app_id.as_str(), "appsecret": self.secret.expose() });
        Call::open::<Self>(base).post(&json)
    }

    fn parse(response: HttpResponse<'_>) -> Result<(), ApiError> {
        response::read_unit(Self::NAME, &response)
    }
}
