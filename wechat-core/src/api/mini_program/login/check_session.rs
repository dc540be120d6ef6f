//! `GET /wxa/checksession`: whether a session key is still the live one.
//!
//! Source: <https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/checkSessionKey.html>

use crate::api::call::Call;
use crate::api::{ApiBase, ApiError, Endpoint, ErrCode, HttpRequest, HttpResponse, response};
use crate::session::SessionKey;
use crate::{AccessToken, OpenId};

/// Asks whether the key is alive: the answer is `false` where the platform says 87009. The key itself does not travel,
/// only a signature made with it.
///
/// ```
/// use wechat_core::api::{Endpoint, mini_program::CheckSession};
/// let parse = |answer: &'static str| CheckSession::parse(http::Response::new(answer.as_bytes()));
/// assert_eq!(parse(r#"{"errcode":0,"errmsg":"ok"}"#), Ok(true));
/// assert_eq!(parse(r#"{"errcode":87009,"errmsg":"invalid signature"}"#), Ok(false));
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CheckSession {
    /// Whose.
    pub openid: OpenId,
    /// The key.
    pub key: SessionKey,
}

/// The platform's "invalid signature" of a session.
const STALE: ErrCode = ErrCode(87009);

impl CheckSession {
    /// This person's key.
    #[must_use]
    pub const fn new(openid: OpenId, key: SessionKey) -> Self {
        Self { openid, key }
    }
}

impl Endpoint for CheckSession {
    type Response = bool;
    const NAME: &'static str = "GET /wxa/checksession";
    const REPEATABLE_WHEN_BUSY: bool = true;
    const IDEMPOTENT: bool = true;

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        Call::authorized::<Self>(base, token)?
            .query("openid", self.openid.as_str())
            .query("signature", &self.key.login_signature(""))
            .query("sig_method", "hmac_sha256")
            .get()
    }

    fn parse(response: HttpResponse<'_>) -> Result<bool, ApiError> {
        match response::read_unit(Self::NAME, &response) {
            Ok(()) => Ok(true),
            Err(error) if error.code() == Some(STALE) => Ok(false),
            Err(error) => Err(error),
        }
    }
}
