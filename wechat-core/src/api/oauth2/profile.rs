//! `GET /sns/userinfo`: name and picture of somebody who agreed to show them.

use serde::Deserialize;

use super::UserToken;
use crate::api::call::Call;
use crate::api::user::Language;
use crate::api::{ApiBase, ApiError, Endpoint, Extra, HttpRequest, HttpResponse, lenient, response};
use crate::redact::redacted_debug;
use crate::{AccessToken, OpenId};

/// Asks for the profile. Needs [`OauthScope::Profile`](super::OauthScope::Profile) (48001 otherwise).
///
/// ```
/// use wechat_core::api::{Endpoint, oauth2::GetUserProfile};
/// let answer = r#"{"openid":"oX","nickname":"小明","sex":0,"province":"","city":"","country":"","headimgurl":"",
///     "privilege":[]}"#;
/// let profile = GetUserProfile::parse(http::Response::new(answer.as_bytes())).unwrap();
/// assert_eq!(profile.nickname, "小明");
/// assert!(profile.picture_url.is_none());
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct GetUserProfile {
    /// The login's token.
    pub token: UserToken,
    /// Who.
    pub openid: OpenId,
    /// The language of the answer.
    pub language: Language,
}

/// Somebody's profile. Sex and place are empty since 2021. `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct UserProfile {
    /// Who.
    #[serde(deserialize_with = "lenient::checked")]
    pub openid: OpenId,
    /// Their name, as they wrote it.
    #[serde(default, deserialize_with = "lenient::text")]
    pub nickname: String,
    /// Their picture; none when they have none. It dies when they change it.
    #[serde(default, rename = "headimgurl", deserialize_with = "lenient::opt_text")]
    pub picture_url: Option<String>,
    /// The person across all accounts of one Open Platform account, where this one is bound to one.
    #[serde(default, rename = "unionid", deserialize_with = "lenient::opt_text")]
    pub union_id: Option<String>,
    /// Whatever else was said.
    #[serde(flatten)]
    pub extra: Extra,
}

redacted_debug!(UserProfile);

impl GetUserProfile {
    /// Of this person, in simplified Chinese.
    #[must_use]
    pub const fn new(token: UserToken, openid: OpenId) -> Self {
        Self { token, openid, language: Language::ZhCn }
    }
}

impl Endpoint for GetUserProfile {
    type Response = UserProfile;
    const NAME: &'static str = "GET /sns/userinfo";
    const NEEDS_TOKEN: bool = false;
    const REPEATABLE_WHEN_BUSY: bool = true;
    const IDEMPOTENT: bool = true;

    fn request(&self, base: &ApiBase, _: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        Call::open::<Self>(base)
            .query("access_token", self.token.expose())
            .query("openid", self.openid.as_str())
            .query("lang", self.language.as_str())
            .get()
    }

    fn parse(response: HttpResponse<'_>) -> Result<UserProfile, ApiError> {
        response::read(Self::NAME, &response)
    }
}
