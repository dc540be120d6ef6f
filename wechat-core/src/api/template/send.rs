//! `POST /cgi-bin/message/template/send`: a notice to somebody who follows, outside of any send window.
//!
//! For what the user asked to hear of, nothing else: 48004 blocks accounts that advertise. Whether it arrived comes as
//! a `TEMPLATESENDJOBFINISH` event. 40037: no such template; 43004: the user does not follow; 47003: a wrong value.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Template_Message_Interface.html>

use serde::Deserialize;
use serde_json::Value;

use super::{MiniProgramLink, NoticeData};
use crate::api::call::Call;
use crate::api::check::Check;
use crate::api::{ApiBase, ApiError, Endpoint, HttpRequest, HttpResponse, lenient, response};
use crate::redact::redacted_debug;
use crate::{AccessToken, OpenId};

/// Sends a notice.
///
/// ```
/// use wechat_core::api::{ApiBase, Endpoint, template::{NoticeData, TemplateSend}};
/// use wechat_core::{AccessToken, OpenId};
/// let data = NoticeData::new().with("thing1", "有人回了你的瓶子");
/// let call = TemplateSend::new(OpenId::new("oX").unwrap(), "a-template", data);
/// let request = call.request(&ApiBase::official(), Some(&AccessToken::new("t").unwrap())).unwrap();
/// let json: serde_json::Value = serde_json::from_slice(request.body()).unwrap();
/// assert_eq!(json["data"]["thing1"]["value"], "有人回了你的瓶子");
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TemplateSend {
    /// To whom.
    pub to: OpenId,
    /// Which template, by its id in the account.
    pub template_id: String,
    /// The values.
    pub data: NoticeData,
    /// The page a tap opens.
    pub url: Option<String>,
    /// The mini-program page a tap opens instead, on clients that can.
    pub mini_program: Option<MiniProgramLink>,
    /// A name of yours: one user gets one message under it within ten minutes, so that a repetition is harmless.
    pub client_msg_id: Option<String>,
}

redacted_debug!(TemplateSend, template_id, client_msg_id);

impl TemplateSend {
    /// Values in a template, to somebody.
    #[must_use]
    pub fn new(to: OpenId, template_id: impl Into<String>, data: NoticeData) -> Self {
        Self { to, template_id: template_id.into(), data, url: None, mini_program: None, client_msg_id: None }
    }
}

impl Endpoint for TemplateSend {
    /// The number of the message, which the event about its arrival names; a large one, kept as text.
    type Response = String;
    const NAME: &'static str = "POST /cgi-bin/message/template/send";
    const REPEATABLE_WHEN_BUSY: bool = true;

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        let check = Check(Self::NAME);
        let mut json = self.data.notice(check, &self.to, &self.template_id)?;
        if let Some(url) = &self.url {
            check.url("url", url)?;
            json.insert("url".into(), url.as_str().into());
        }
        if let Some(link) = &self.mini_program {
            json.insert("miniprogram".into(), link.to_json());
        }
        if let Some(id) = &self.client_msg_id {
            json.insert("client_msg_id".into(), id.as_str().into());
        }
        Call::authorized::<Self>(base, token)?.post(&Value::Object(json))
    }

    fn parse(response: HttpResponse<'_>) -> Result<String, ApiError> {
        #[derive(Deserialize)]
        struct Wire {
            #[serde(default, deserialize_with = "lenient::text")]
            msgid: String,
        }
        response::read::<Wire>(Self::NAME, &response).map(|wire| wire.msgid)
    }
}
