//! `POST /cgi-bin/user/info/batchget`: what is known of up to a hundred followers.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/User_Management/Get_users_basic_information_UnionID.html>

use serde::{Deserialize, Serialize};

use super::{Language, UserInfo};
use crate::api::call::Call;
use crate::api::check::Check;
use crate::api::{ApiBase, ApiError, Endpoint, HttpRequest, HttpResponse, response};
use crate::{AccessToken, OpenId};

/// Most people in one question (40032 beyond). C2.
pub const BATCH_MAX: usize = 100;

/// Asks about several people.
///
/// ```
/// use wechat_core::api::{ApiBase, Endpoint, user::GetUserInfoBatch};
/// use wechat_core::{AccessToken, OpenId};
/// let call = GetUserInfoBatch::new(vec![OpenId::new("oX").unwrap()]);
/// let request = call.request(&ApiBase::official(), Some(&AccessToken::new("t").unwrap())).unwrap();
/// assert_eq!(request.body(), br#"{"user_list":[{"openid":"oX"}]}"#);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GetUserInfoBatch {
    /// About whom, 1 to [`BATCH_MAX`].
    pub openids: Vec<OpenId>,
    /// The language of the answer.
    pub language: Option<Language>,
}

impl GetUserInfoBatch {
    /// About these.
    #[must_use]
    pub const fn new(openids: Vec<OpenId>) -> Self {
        Self { openids, language: None }
    }
}

#[derive(Serialize)]
struct User<'a> {
    openid: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<&'a str>,
}

impl Endpoint for GetUserInfoBatch {
    type Response = Vec<UserInfo>;
    const NAME: &'static str = "POST /cgi-bin/user/info/batchget";
    const REPEATABLE_WHEN_BUSY: bool = true;
    const IDEMPOTENT: bool = true;

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        #[derive(Serialize)]
        struct Wire<'a> {
            user_list: Vec<User<'a>>,
        }
        let len = self.openids.len();
        let check = Check(Self::NAME);
        check.holds(len > 0, "user_list", "empty")?;
        if len > BATCH_MAX {
            return Err(check.long("user_list", len, BATCH_MAX));
        }
        let lang = self.language.as_ref().map(Language::as_str);
        let user_list = self.openids.iter().map(|openid| User { openid: openid.as_str(), lang }).collect();
        Call::authorized::<Self>(base, token)?.post(&Wire { user_list })
    }

    fn parse(response: HttpResponse<'_>) -> Result<Vec<UserInfo>, ApiError> {
        #[derive(Deserialize)]
        struct Wire {
            user_info_list: Vec<UserInfo>,
        }
        response::read::<Wire>(Self::NAME, &response).map(|wire| wire.user_info_list)
    }
}
