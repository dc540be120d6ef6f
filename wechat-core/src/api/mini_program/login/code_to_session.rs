//! `GET /sns/jscode2session`: who the code of `wx.login` belongs to. Once per code, within five minutes.
//!
//! 40029: not a code, or another app's; 40163: used before (undocumented); 40226: the user was judged a risk, refuse
//! the login; 45011: more than a hundred a minute for one user. Errors need not have an errcode on success; the answer
//! comes as text/plain.
//!
//! Source: <https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/code2Session.html>

use serde::Deserialize;

use crate::api::call::Call;
use crate::api::check::Check;
use crate::api::{ApiBase, ApiError, Endpoint, Extra, HttpRequest, HttpResponse, lenient, response};
use crate::redact::redacted_debug;
use crate::session::SessionKey;
use crate::{AccessToken, AppId, AppSecret, OpenId};

/// Exchanges a code.
///
/// ```
/// use wechat_core::api::{Endpoint, mini_program::CodeToSession};
/// let answer = br#"{"openid":"oX","session_key":"AAECAwQFBgcICQoLDA0ODw==","unionid":"u"}"#.as_slice();
/// let session = CodeToSession::parse(http::Response::new(answer)).unwrap();
/// assert_eq!(session.union_id.as_deref(), Some("u"));
/// assert_eq!(format!("{:?}", session.key), "SessionKey(…)");
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct CodeToSession {
    /// The mini-program.
    pub app_id: AppId,
    /// Its secret.
    pub secret: AppSecret,
    /// What `wx.login` gave.
    pub code: String,
}

redacted_debug!(CodeToSession, app_id);

/// A login. One session key per user is alive; any later `wx.login` may replace it. It never goes to the client.
#[derive(Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Session {
    /// Who.
    #[serde(deserialize_with = "lenient::checked")]
    pub openid: OpenId,
    /// Opens what the client sends.
    #[serde(rename = "session_key", deserialize_with = "lenient::checked")]
    pub key: SessionKey,
    /// The person across all accounts of one Open Platform account, where this one is bound to one.
    #[serde(default, rename = "unionid", deserialize_with = "lenient::opt_text")]
    pub union_id: Option<String>,
    /// Whatever else was said.
    #[serde(flatten)]
    pub extra: Extra,
}

redacted_debug!(Session);

impl CodeToSession {
    /// For this code.
    #[must_use]
    pub fn new(app_id: AppId, secret: AppSecret, code: impl Into<String>) -> Self {
        Self { app_id, secret, code: code.into() }
    }
}

impl Endpoint for CodeToSession {
    type Response = Session;
    const NAME: &'static str = "GET /sns/jscode2session";
    const NEEDS_TOKEN: bool = false;
    const REPEATABLE_WHEN_BUSY: bool = true;
    const PER_MINUTE: Option<u32> = Some(100);
    const LIMITED_PER_USER: bool = true;

    fn request(&self, base: &ApiBase, _: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        Check(Self::NAME).filled("js_code", &self.code)?;
        Call::open::<Self>(base)
            .query("appid", self.app_id.as_str())
            .query("secret", self.secret.expose())
            .query("js_code", &self.code)
            .query("grant_type", "authorization_code")
            .get()
    }

    fn parse(response: HttpResponse<'_>) -> Result<Session, ApiError> {
        response::read(Self::NAME, &response)
    }
}
