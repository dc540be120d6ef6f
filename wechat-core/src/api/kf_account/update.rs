//! `POST /customservice/kfaccount/update`: another nickname for a customer-service account.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Customer_Service/Customer_Service_Management.html>

use serde_json::json;

use super::{KF_NICKNAME_MAX_CHARS, KfAccountName};
use crate::AccessToken;
use crate::api::call::Call;
use crate::api::check::Check;
use crate::api::{ApiBase, ApiError, Endpoint, HttpRequest, HttpResponse, response};

/// Gives an account another nickname.
///
/// ```
/// use wechat_core::AccessToken;
/// use wechat_core::api::{ApiBase, Endpoint, kf_account::{UpdateKfAccount, KfAccountName}};
/// let call = UpdateKfAccount::new(KfAccountName::new("k1@drift").unwrap(), "瓶中人");
/// let request = call.request(&ApiBase::official(), Some(&AccessToken::new("t").unwrap())).unwrap();
/// assert_eq!(request.body(), r#"{"kf_account":"k1@drift","nickname":"瓶中人"}"#.as_bytes());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UpdateKfAccount {
    /// Its name.
    pub name: KfAccountName,
    /// What users read, at most [`KF_NICKNAME_MAX_CHARS`] characters.
    pub nickname: String,
}

impl UpdateKfAccount {
    /// That account, with this nickname.
    #[must_use]
    pub fn new(name: KfAccountName, nickname: impl Into<String>) -> Self {
        Self { name, nickname: nickname.into() }
    }
}

impl Endpoint for UpdateKfAccount {
    type Response = ();
    const NAME: &'static str = "POST /customservice/kfaccount/update";
    const REPEATABLE_WHEN_BUSY: bool = true;
    const IDEMPOTENT: bool = true;

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        Check(Self::NAME).chars("nickname", &self.nickname, KF_NICKNAME_MAX_CHARS)?;
        Call::authorized::<Self>(base, token)?
            .post(&json!({ "kf_account": self.name.as_str(), "nickname": self.nickname }))
    }

    fn parse(response: HttpResponse<'_>) -> Result<(), ApiError> {
        response::read_unit(Self::NAME, &response)
    }
}
