//! `GET /sns/auth`: whether a user's token still works.

use super::UserToken;
use crate::api::call::Call;
use crate::api::{ApiBase, ApiError, Endpoint, HttpRequest, HttpResponse, response};
use crate::{AccessToken, OpenId};

/// Asks whether the token works; an answer without error says yes, 40003 or 40014 no.
///
/// ```
/// use wechat_core::OpenId;
/// use wechat_core::api::{ApiBase, Endpoint, oauth2::{CheckUserToken, UserToken}};
/// let call = CheckUserToken::new(UserToken::new("a").unwrap(), OpenId::new("oX").unwrap());
/// let request = call.request(&ApiBase::official(), None).unwrap();
/// assert_eq!(request.uri().path(), "/sns/auth");
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CheckUserToken {
    /// The login's token.
    pub token: UserToken,
    /// Who.
    pub openid: OpenId,
}

impl CheckUserToken {
    /// This one's.
    #[must_use]
    pub const fn new(token: UserToken, openid: OpenId) -> Self {
        Self { token, openid }
    }
}

impl Endpoint for CheckUserToken {
    type Response = ();
    const NAME: &'static str = "GET /sns/auth";
    const NEEDS_TOKEN: bool = false;
    const REPEATABLE_WHEN_BUSY: bool = true;
    const IDEMPOTENT: bool = true;

    fn request(&self, base: &ApiBase, _: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        Call::open::<Self>(base)
            .query("access_token", self.token.expose())
            .query("openid", self.openid.as_str())
            .get()
    }

    fn parse(response: HttpResponse<'_>) -> Result<(), ApiError> {
        response::read_unit(Self::NAME, &response)
    }
}
