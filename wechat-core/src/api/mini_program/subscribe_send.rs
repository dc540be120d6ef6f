//! `POST /cgi-bin/message/subscribe/send`: a notice the user of a mini-program asked for. One consent, one message.
//!
//! 43101: refused, or none left; 47003: a wrong value; 40037: no such template; 41030: no such page. Ten million a
//! day, thirty with payment.
//!
//! Source: <https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/sendMessage.html>

use serde_json::Value;

use crate::api::call::Call;
use crate::api::check::Check;
use crate::api::template::NoticeData;
use crate::api::user::Language;
use crate::api::words::wire_words;
use crate::api::{ApiBase, ApiError, Endpoint, HttpRequest, HttpResponse, response};
use crate::redact::redacted_debug;
use crate::{AccessToken, OpenId};

wire_words! {
    /// Which build a tap opens (`miniprogram_state`), under the words this call has for it.
    ProgramState {
        /// What users have.
        Formal = "formal",
        /// What testers have.
        Trial = "trial",
        /// What developers have.
        Developer = "developer",
    }
}

/// Sends a notice.
///
/// ```
/// use wechat_core::api::{ApiBase, Endpoint, mini_program::SubscribeSend, template::NoticeData};
/// use wechat_core::{AccessToken, OpenId};
/// let call = SubscribeSend::new(OpenId::new("oX").unwrap(), "a-template", NoticeData::new().with("thing1", "回信到了"));
/// let request = call.request(&ApiBase::official(), Some(&AccessToken::new("t").unwrap())).unwrap();
/// let json: serde_json::Value = serde_json::from_slice(request.body()).unwrap();
/// assert_eq!(json["data"]["thing1"]["value"], "回信到了");
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SubscribeSend {
    /// To whom.
    pub to: OpenId,
    /// Which template, by its id in the mini-program.
    pub template_id: String,
    /// The values.
    pub data: NoticeData,
    /// The page a tap opens, with parameters.
    pub page: Option<String>,
    /// Which build it opens; the platform's default is what users have.
    pub state: Option<ProgramState>,
    /// The language of the notice's frame.
    pub language: Option<Language>,
}

redacted_debug!(SubscribeSend, template_id, state);

impl SubscribeSend {
    /// Values in a template, to somebody.
    #[must_use]
    pub fn new(to: OpenId, template_id: impl Into<String>, data: NoticeData) -> Self {
        Self { to, template_id: template_id.into(), data, page: None, state: None, language: None }
    }
}

impl Endpoint for SubscribeSend {
    type Response = ();
    const NAME: &'static str = "POST /cgi-bin/message/subscribe/send";
    const REPEATABLE_WHEN_BUSY: bool = true;

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        let mut json = self.data.notice(Check(Self::NAME), &self.to, &self.template_id)?;
        if let Some(page) = &self.page {
            json.insert("page".into(), page.as_str().into());
        }
        if let Some(state) = &self.state {
            json.insert("miniprogram_state".into(), state.as_str().into());
        }
        if let Some(language) = &self.language {
            json.insert("lang".into(), language.as_str().into());
        }
        Call::authorized::<Self>(base, token)?.post(&Value::Object(json))
    }

    fn parse(response: HttpResponse<'_>) -> Result<(), ApiError> {
        response::read_unit(Self::NAME, &response)
    }
}
