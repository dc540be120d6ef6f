//! `GET /sns/oauth2/access_token`: who the code belongs to. Once per code, within five minutes (40029, 40163, 42003).

use super::UserGrant;
use crate::api::call::Call;
use crate::api::check::Check;
use crate::api::{ApiBase, ApiError, Endpoint, HttpRequest, HttpResponse, response};
use crate::redact::redacted_debug;
use crate::{AccessToken, AppId, AppSecret};

/// Exchanges a code.
///
/// ```
/// use wechat_core::api::{Endpoint, oauth2::GetUserToken};
/// let answer = br#"{"access_token":"a","expires_in":7200,"refresh_token":"r","openid":"oX","scope":"snsapi_base",
///     "is_snapshotuser":1}"#.as_slice();
/// let grant = GetUserToken::parse(http::Response::new(answer)).unwrap();
/// assert!(grant.person().is_none()); // nobody: a snapshot user
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct GetUserToken {
    /// The account.
    pub app_id: AppId,
    /// Its secret.
    pub secret: AppSecret,
    /// What came back with the browser.
    pub code: String,
}

redacted_debug!(GetUserToken, app_id);

impl GetUserToken {
    /// For this code.
    #[must_use]
    pub fn new(app_id: AppId, secret: AppSecret, code: impl Into<String>) -> Self {
        Self { app_id, secret, code: code.into() }
    }
}

impl Endpoint for GetUserToken {
    type Response = UserGrant;
    const NAME: &'static str = "GET /sns/oauth2/access_token";
    const NEEDS_TOKEN: bool = false;
    const REPEATABLE_WHEN_BUSY: bool = true;

    fn request(&self, base: &ApiBase, _: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        Check(Self::NAME).filled("code", &self.code)?;
        Call::open::<Self>(base)
            .query("appid", self.app_id.as_str())
            .query("secret", self.secret.expose())
            .query("code", &self.code)
            .query("grant_type", "authorization_code")
            .get()
    }

    fn parse(response: HttpResponse<'_>) -> Result<UserGrant, ApiError> {
        response::read(Self::NAME, &response)
    }
}
