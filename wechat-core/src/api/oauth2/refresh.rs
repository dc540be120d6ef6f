//! `GET /sns/oauth2/refresh_token`: a user's token for two hours more. 40030, 42002: the user must log in again.

use super::{RefreshToken, UserGrant};
use crate::api::call::Call;
use crate::api::{ApiBase, ApiError, Endpoint, HttpRequest, HttpResponse, response};
use crate::{AccessToken, AppId};

/// Renews a user's token.
///
/// ```
/// use wechat_core::AppId;
/// use wechat_core::api::{ApiBase, Endpoint, oauth2::{RefreshToken, RefreshUserToken}};
/// let call = RefreshUserToken::new(AppId::new("wx1").unwrap(), RefreshToken::new("r").unwrap());
/// let request = call.request(&ApiBase::official(), None).unwrap();
/// assert_eq!(request.uri().query(), Some("appid=wx1&grant_type=refresh_token&refresh_token=r"));
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RefreshUserToken {
    /// The account.
    pub app_id: AppId,
    /// What the login gave.
    pub refresh_token: RefreshToken,
}

impl RefreshUserToken {
    /// With that of this account's login.
    #[must_use]
    pub const fn new(app_id: AppId, refresh_token: RefreshToken) -> Self {
        Self { app_id, refresh_token }
    }
}

impl Endpoint for RefreshUserToken {
    type Response = UserGrant;
    const NAME: &'static str = "GET /sns/oauth2/refresh_token";
    const NEEDS_TOKEN: bool = false;
    const REPEATABLE_WHEN_BUSY: bool = true;
    const IDEMPOTENT: bool = true;

    fn request(&self, base: &ApiBase, _: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        Call::open::<Self>(base)
            .query("appid", self.app_id.as_str())
            .query("grant_type", "refresh_token")
            .query("refresh_token", self.refresh_token.expose())
            .get()
    }

    fn parse(response: HttpResponse<'_>) -> Result<UserGrant, ApiError> {
        response::read(Self::NAME, &response)
    }
}
