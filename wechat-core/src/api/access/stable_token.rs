//! `POST /cgi-bin/stable_token`: the account's access token, the same for every process that asks.
//!
//! In its last five minutes the platform renews the token by itself, and both work for that time. There is no
//! `force_refresh` here: it ends the token of everybody at once and may be used twenty times a day.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/getStableAccessToken.html>

use serde::Serialize;

use super::token::TokenGrant;
use crate::api::call::Call;
use crate::api::{ApiBase, ApiError, Endpoint, HttpRequest, HttpResponse};
use crate::{AccessToken, AppId, AppSecret};

/// Asks for the account's access token.
///
/// ```
/// use wechat_core::api::{ApiBase, Endpoint, GetStableToken};
/// use wechat_core::{AppId, AppSecret};
/// let call = GetStableToken::new(AppId::new("wx0123456789abcdef").unwrap(), AppSecret::new("secret").unwrap());
/// let request = call.request(&ApiBase::official(), None).unwrap();
/// assert_eq!(request.uri(), "https://api.weixin.qq.com/cgi-bin/stable_token"); // no secret in a URL
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct GetStableToken {
    /// The account.
    pub app_id: AppId,
    /// Its secret.
    pub secret: AppSecret,
}

impl GetStableToken {
    /// For this account.
    #[must_use]
    pub const fn new(app_id: AppId, secret: AppSecret) -> Self {
        Self { app_id, secret }
    }
}

impl Endpoint for GetStableToken {
    type Response = TokenGrant;
    const NAME: &'static str = "POST /cgi-bin/stable_token";
    const NEEDS_TOKEN: bool = false;
    const REPEATABLE_WHEN_BUSY: bool = true;
    const IDEMPOTENT: bool = true;
    const PER_MINUTE: Option<u32> = Some(10_000);

    fn request(&self, base: &ApiBase, _: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        #[derive(Serialize)]
        struct Wire<'a> {
            grant_type: &'static str,
            appid: &'a str,
            secret: &'a str,
        }
        let wire = Wire {
            grant_type: "client_credential",
            appid: self.app_id.as_str(),
            secret: self.secret.expose(),
        };
        Call::open::<Self>(base).post(&wire)
    }

    fn parse(response: HttpResponse<'_>) -> Result<TokenGrant, ApiError> {
        TokenGrant::read(Self::NAME, &response)
    }
}
