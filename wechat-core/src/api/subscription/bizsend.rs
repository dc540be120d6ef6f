//! `POST /cgi-bin/message/subscribe/bizsend`: a subscription notice of a service account.
//!
//! 43101: no consent is left. What became of it comes as a `subscribe_msg_sent_event`.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Subscription_Messages/api.html>

use serde_json::Value;

use crate::api::call::Call;
use crate::api::check::Check;
use crate::api::template::{MiniProgramLink, NoticeData};
use crate::api::{ApiBase, ApiError, Endpoint, HttpRequest, HttpResponse, response};
use crate::redact::redacted_debug;
use crate::{AccessToken, OpenId};

/// Sends a notice.
///
/// ```
/// use wechat_core::api::{ApiBase, Endpoint, subscription::BizSend, template::NoticeData};
/// use wechat_core::{AccessToken, OpenId};
/// let call = BizSend::new(OpenId::new("oX").unwrap(), "a-template", NoticeData::new().with("thing1", "回信到了"));
/// let request = call.request(&ApiBase::official(), Some(&AccessToken::new("t").unwrap())).unwrap();
/// assert_eq!(request.uri().path(), "/cgi-bin/message/subscribe/bizsend");
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct BizSend {
    /// To whom.
    pub to: OpenId,
    /// Which template, by its id in the account.
    pub template_id: String,
    /// The values.
    pub data: NoticeData,
    /// The page a tap opens.
    pub page: Option<String>,
    /// The mini-program page a tap opens.
    pub mini_program: Option<MiniProgramLink>,
}

redacted_debug!(BizSend, template_id);

impl BizSend {
    /// Values in a template, to somebody.
    #[must_use]
    pub fn new(to: OpenId, template_id: impl Into<String>, data: NoticeData) -> Self {
        Self { to, template_id: template_id.into(), data, page: None, mini_program: None }
    }
}

impl Endpoint for BizSend {
    type Response = ();
    const NAME: &'static str = "POST /cgi-bin/message/subscribe/bizsend";
    const REPEATABLE_WHEN_BUSY: bool = true;

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        let mut json = self.data.notice(Check(Self::NAME), &self.to, &self.template_id)?;
        if let Some(page) = &self.page {
            json.insert("page".into(), page.as_str().into());
        }
        if let Some(link) = &self.mini_program {
            json.insert("miniprogram".into(), link.to_json());
        }
        Call::authorized::<Self>(base, token)?.post(&Value::Object(json))
    }

    fn parse(response: HttpResponse<'_>) -> Result<(), ApiError> {
        response::read_unit(Self::NAME, &response)
    }
}
