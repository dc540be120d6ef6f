//! `GET /cgi-bin/user/info`: what is known of one follower.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/User_Management/Get_users_basic_information_UnionID.html>

use serde::Deserialize;

use super::{Language, SubscribeScene};
use crate::api::call::Call;
use crate::api::{ApiBase, ApiError, Endpoint, Extra, HttpRequest, HttpResponse, lenient, response};
use crate::redact::redacted_debug;
use crate::{AccessToken, OpenId};

/// Asks about one person.
///
/// ```
/// use wechat_core::api::{Endpoint, user::{GetUserInfo, SubscribeScene}};
/// let answer = br#"{"subscribe":1,"openid":"oX","language":"zh_CN","subscribe_time":1434093047,"unionid":"u",
///     "remark":"","groupid":0,"tagid_list":[128],"subscribe_scene":"ADD_SCENE_QR_CODE","qr_scene":98765,
///     "qr_scene_str":""}"#.as_slice();
/// let user = GetUserInfo::parse(http::Response::new(answer)).unwrap();
/// assert!(user.follows && user.subscribe_scene == Some(SubscribeScene::QrCode) && user.qr_scene == Some(98_765));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GetUserInfo {
    /// About whom.
    pub openid: OpenId,
    /// The language of the answer.
    pub language: Option<Language>,
}

/// What is known of one person. Of somebody who does not follow, openid and perhaps unionid. `Debug` shows neither.
#[derive(Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct UserInfo {
    /// Who.
    #[serde(deserialize_with = "lenient::checked")]
    pub openid: OpenId,
    /// Whether they follow (`subscribe`).
    #[serde(default, rename = "subscribe", deserialize_with = "lenient::flag")]
    pub follows: bool,
    /// The language of their client.
    #[serde(default)]
    pub language: Option<Language>,
    /// When they followed, in seconds since the epoch; the last time, if there were several.
    #[serde(default, deserialize_with = "lenient::opt_number")]
    pub subscribe_time: Option<i64>,
    /// The person across all accounts of one Open Platform account, where this one is bound to one.
    #[serde(default, rename = "unionid", deserialize_with = "lenient::opt_text")]
    pub union_id: Option<String>,
    /// The account's own note about them.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub remark: Option<String>,
    /// The group of old they are in.
    #[serde(default, rename = "groupid", deserialize_with = "lenient::opt_number")]
    pub group_id: Option<i64>,
    /// The tags they wear.
    #[serde(default, rename = "tagid_list")]
    pub tag_ids: Vec<i64>,
    /// Where they came from.
    #[serde(default)]
    pub subscribe_scene: Option<SubscribeScene>,
    /// The number of the QR code they came by; 0 when by none.
    #[serde(default, deserialize_with = "lenient::opt_number")]
    pub qr_scene: Option<i64>,
    /// The words of the QR code they came by.
    #[serde(default, deserialize_with = "lenient::opt_text")]
    pub qr_scene_str: Option<String>,
    /// Whatever else was said.
    #[serde(flatten)]
    pub extra: Extra,
}

redacted_debug!(UserInfo, follows, language, subscribe_scene);

impl GetUserInfo {
    /// About this one.
    #[must_use]
    pub const fn new(openid: OpenId) -> Self {
        Self { openid, language: None }
    }
}

impl Endpoint for GetUserInfo {
    type Response = UserInfo;
    const NAME: &'static str = "GET /cgi-bin/user/info";
    const REPEATABLE_WHEN_BUSY: bool = true;
    const IDEMPOTENT: bool = true;

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        let call = Call::authorized::<Self>(base, token)?.query("openid", self.openid.as_str());
        match &self.language {
            Some(language) => call.query("lang", language.as_str()).get(),
            None => call.get(),
        }
    }

    fn parse(response: HttpResponse<'_>) -> Result<UserInfo, ApiError> {
        response::read(Self::NAME, &response)
    }
}
