//! `GET /wxa/resetusersessionkey`: another session key for a login, with the old one's end. 60 000 a minute.
//!
//! Source: <https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/ResetUserSessionKey.html>

use super::Session;
use crate::api::call::Call;
use crate::api::{ApiBase, ApiError, Endpoint, HttpRequest, HttpResponse, response};
use crate::session::SessionKey;
use crate::{AccessToken, OpenId};

/// Replaces a session key, as after a leak.
///
/// ```
/// use wechat_core::api::{Endpoint, mini_program::ResetSession};
/// let answer = br#"{"errcode":0,"errmsg":"ok","openid":"oX","session_key":"AAECAwQFBgcICQoLDA0ODw=="}"#.as_slice();
/// assert_eq!(ResetSession::parse(http::Response::new(answer)).unwrap().openid.as_str(), "oX");
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ResetSession {
    /// Whose.
    pub openid: OpenId,
    /// The key there is.
    pub key: SessionKey,
}

impl ResetSession {
    /// This person's key.
    #[must_use]
    pub const fn new(openid: OpenId, key: SessionKey) -> Self {
        Self { openid, key }
    }
}

impl Endpoint for ResetSession {
    type Response = Session;
    const NAME: &'static str = "GET /wxa/resetusersessionkey";
    const REPEATABLE_WHEN_BUSY: bool = true;
    const PER_MINUTE: Option<u32> = Some(60_000);

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        Call::authorized::<Self>(base, token)?
            .query("openid", self.openid.as_str())
            .query("signature", &self.key.login_signature(""))
            .query("sig_method", "hmac_sha256")
            .get()
    }

    fn parse(response: HttpResponse<'_>) -> Result<Session, ApiError> {
        response::read(Self::NAME, &response)
    }
}
