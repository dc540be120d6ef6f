//! `POST /cgi-bin/message/custom/business/send`: a customer-service message in the name of a business one serves.
//!
//! Confidence: two SDKs. As [`CustomSend`](super::CustomSend) in everything but the business it names.
//!
//! Source: <https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/business/cs/sendCustomMessage.html>

use serde_json::{Map, Value};

use crate::AccessToken;
use crate::api::call::Call;
use crate::api::{ApiBase, ApiError, Endpoint, HttpRequest, HttpResponse, response};
use crate::customer::Message;

/// Sends a message in the name of a business.
///
/// ```
/// use wechat_core::api::{ApiBase, Endpoint, custom::BusinessSend};
/// use wechat_core::{AccessToken, OpenId, customer::Message};
/// let call = BusinessSend::new(Message::text(OpenId::new("oX").unwrap(), "hi"), 7);
/// let request = call.request(&ApiBase::official(), Some(&AccessToken::new("t").unwrap())).unwrap();
/// let json: serde_json::Value = serde_json::from_slice(request.body()).unwrap();
/// assert_eq!((&json["businessid"], &json["text"]["content"]), (&7.into(), &"hi".into()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BusinessSend {
    /// What, and to whom.
    pub message: Message,
    /// The business (`businessid`), a number the platform gave it.
    pub business_id: u64,
}

impl BusinessSend {
    /// Sends this message for that business.
    #[must_use]
    pub const fn new(message: Message, business_id: u64) -> Self {
        Self { message, business_id }
    }
}

impl Endpoint for BusinessSend {
    type Response = ();
    const NAME: &'static str = "POST /cgi-bin/message/custom/business/send";
    const REPEATABLE_WHEN_BUSY: bool = true;

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        let unbuildable = |_| ApiError::Unbuildable { endpoint: Self::NAME };
        let json = self.message.to_json()?;
        let mut json: Map<String, Value> = serde_json::from_str(&json).map_err(unbuildable)?;
        json.insert("businessid".into(), self.business_id.into());
        Call::authorized::<Self>(base, token)?.post(&json)
    }

    fn parse(response: HttpResponse<'_>) -> Result<(), ApiError> {
        response::read_unit(Self::NAME, &response)
    }
}
