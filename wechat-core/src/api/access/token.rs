//! `GET /cgi-bin/token`: a new access token, at the price of every other holder's.
//!
//! Each call ends the token before it (after about five minutes), so two processes with one account fight. Prefer
//! [`GetStableToken`](super::GetStableToken); this is for proxies and accounts without it. It also puts the secret
//! into the URL.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/Get_access_token.html>

use serde::Deserialize;
use zeroize::Zeroizing;

use crate::api::call::Call;
use crate::api::{ApiBase, ApiError, Endpoint, HttpRequest, HttpResponse, lenient, response};
use crate::{AccessToken, AppId, AppSecret};

/// Asks for a new access token.
///
/// ```
/// use wechat_core::api::{Endpoint, GetToken};
/// let answer = br#"{"access_token":"a-token","expires_in":7200}"#.as_slice();
/// assert_eq!(GetToken::parse(http::Response::new(answer)).unwrap().expires_in_secs, 7200);
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct GetToken {
    /// The account.
    pub app_id: AppId,
    /// Its secret.
    pub secret: AppSecret,
}

/// An access token and how long it lives.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TokenGrant {
    /// The token.
    pub token: AccessToken,
    /// Its life from now on, in seconds; at most 7200 today.
    pub expires_in_secs: i64,
}

impl GetToken {
    /// For this account.
    #[must_use]
    pub const fn new(app_id: AppId, secret: AppSecret) -> Self {
        Self { app_id, secret }
    }
}

impl TokenGrant {
    /// A token that lives that long.
    #[must_use]
    pub const fn new(token: AccessToken, expires_in_secs: i64) -> Self {
        Self { token, expires_in_secs }
    }

    pub(super) fn read(endpoint: &'static str, response: &HttpResponse<'_>) -> Result<Self, ApiError> {
        #[derive(Deserialize)]
        struct Wire {
            access_token: Zeroizing<String>,
            #[serde(deserialize_with = "lenient::number")]
            expires_in: i64,
        }
        let wire: Wire = response::read(endpoint, response)?;
        let unexpected = ApiError::Unexpected { endpoint };
        // A day is far above anything documented; more, or nothing, is a misreading.
        if !(1..=86_400).contains(&wire.expires_in) {
            return Err(unexpected);
        }
        let token = AccessToken::new(wire.access_token.as_str()).map_err(|_| unexpected)?;
        Ok(Self { token, expires_in_secs: wire.expires_in })
    }
}

impl Endpoint for GetToken {
    type Response = TokenGrant;
    const NAME: &'static str = "GET /cgi-bin/token";
    const NEEDS_TOKEN: bool = false;

    fn request(&self, base: &ApiBase, _: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        Call::open::<Self>(base)
            .query("grant_type", "client_credential")
            .query("appid", self.app_id.as_str())
            .query("secret", self.secret.expose())
            .get()
    }

    fn parse(response: HttpResponse<'_>) -> Result<TokenGrant, ApiError> {
        TokenGrant::read(Self::NAME, &response)
    }
}
