//! `POST /cgi-bin/message/custom/business/typing`: the typing line, at the path mini-programs' documentation names.
//!
//! Confidence: C3; the page of service accounts lists both paths. The rules are those of
//! [`CustomTyping`](super::CustomTyping).
//!
//! Source: <https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/kf-mgnt/kf-message/setTyping.html>

use serde_json::json;

use super::TypingCommand;
use crate::api::call::Call;
use crate::api::{ApiBase, ApiError, Endpoint, HttpRequest, HttpResponse, response};
use crate::{AccessToken, OpenId};

/// Shows or hides the typing line.
///
/// ```
/// use wechat_core::api::{ApiBase, Endpoint, TypingCommand, custom::BusinessTyping};
/// use wechat_core::{AccessToken, OpenId};
/// let call = BusinessTyping::new(OpenId::new("oX").unwrap(), TypingCommand::Start);
/// let request = call.request(&ApiBase::official(), Some(&AccessToken::new("t").unwrap())).unwrap();
/// assert_eq!(request.body(), br#"{"command":"Typing","touser":"oX"}"#);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BusinessTyping {
    /// On whose screen.
    pub to: OpenId,
    /// Show or hide.
    pub command: TypingCommand,
    /// The business one serves, if it is another's (`businessid`).
    pub business_id: Option<u64>,
}

impl BusinessTyping {
    /// That command on that screen.
    #[must_use]
    pub const fn new(to: OpenId, command: TypingCommand) -> Self {
        Self { to, command, business_id: None }
    }
}

impl Endpoint for BusinessTyping {
    type Response = ();
    const NAME: &'static str = "POST /cgi-bin/message/custom/business/typing";
    const REPEATABLE_WHEN_BUSY: bool = true;

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        let mut json = json!({ "touser": self.to.as_str(), "command": self.command.as_str() });
        if let (Some(members), Some(id)) = (json.as_object_mut(), self.business_id) {
            members.insert("businessid".into(), id.into());
        }
        Call::authorized::<Self>(base, token)?.post(&json)
    }

    fn parse(response: HttpResponse<'_>) -> Result<(), ApiError> {
        response::read_unit(Self::NAME, &response)
    }
}
