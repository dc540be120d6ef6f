//! `POST /wxa/business/getuserphonenumber`: the number behind the code of a `getPhoneNumber` button.
//!
//! The code works once, for five minutes, and is not that of `wx.login`. Paid since 2023-08 (from memory).
//!
//! Source: <https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-info/phone-number/getPhoneNumber.html>

use serde::Deserialize;
use serde_json::json;

use super::PhoneNumber;
use crate::api::call::Call;
use crate::api::check::Check;
use crate::api::{ApiBase, ApiError, Endpoint, HttpRequest, HttpResponse, response};
use crate::redact::redacted_debug;
use crate::{AccessToken, OpenId};

/// Exchanges the code.
///
/// ```
/// use wechat_core::api::{Endpoint, mini_program::GetPhoneNumber};
/// let answer = br#"{"errcode":0,"phone_info":{"phoneNumber":"13800000000","purePhoneNumber":"13800000000",
///     "countryCode":86,"watermark":{"timestamp":1637744274,"appid":"wx1"}}}"#.as_slice();
/// let number = GetPhoneNumber::parse(http::Response::new(answer)).unwrap();
/// assert_eq!(number.country_code, "86");
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct GetPhoneNumber {
    /// What the button gave.
    pub code: String,
    /// Whose code it must be; the platform refuses another's.
    pub openid: Option<OpenId>,
}

redacted_debug!(GetPhoneNumber);

impl GetPhoneNumber {
    /// For this code, whoever's it is.
    #[must_use]
    pub fn new(code: impl Into<String>) -> Self {
        Self { code: code.into(), openid: None }
    }

    /// For this code, if it is that person's.
    #[must_use]
    pub fn of(code: impl Into<String>, openid: OpenId) -> Self {
        Self { code: code.into(), openid: Some(openid) }
    }
}

impl Endpoint for GetPhoneNumber {
    type Response = PhoneNumber;
    const NAME: &'static str = "POST /wxa/business/getuserphonenumber";
    const REPEATABLE_WHEN_BUSY: bool = true;

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        Check(Self::NAME).filled("code", &self.code)?;
        let mut json = json!({ "code": self.code });
        if let (Some(members), Some(openid)) = (json.as_object_mut(), &self.openid) {
            members.insert("openid".into(), openid.as_str().into());
        }
        Call::authorized::<Self>(base, token)?.post(&json)
    }

    fn parse(response: HttpResponse<'_>) -> Result<PhoneNumber, ApiError> {
        #[derive(Deserialize)]
        struct Wire {
            phone_info: PhoneNumber,
        }
        response::read::<Wire>(Self::NAME, &response).map(|wire| wire.phone_info)
    }
}
