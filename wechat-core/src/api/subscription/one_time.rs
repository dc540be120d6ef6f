//! `POST /cgi-bin/message/template/subscribe`: the one message a user consented to (43101 otherwise).
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/One-time_subscription_info.html>

use serde_json::json;

use super::SCENE_MAX;
use crate::api::call::Call;
use crate::api::check::Check;
use crate::api::template::MiniProgramLink;
use crate::api::{ApiBase, ApiError, Endpoint, HttpRequest, HttpResponse, response};
use crate::redact::redacted_debug;
use crate::text::strip_controls;
use crate::{AccessToken, OpenId};

/// Longest title, in characters.
pub const TITLE_MAX_CHARS: usize = 15;
/// Longest text, in characters.
pub const CONTENT_MAX_CHARS: usize = 200;

/// Sends the message.
///
/// ```
/// use wechat_core::api::{ApiBase, Endpoint, subscription::OneTimeSend};
/// use wechat_core::{AccessToken, OpenId};
/// let call = OneTimeSend::new(OpenId::new("oX").unwrap(), "a-template", 7, "漂流瓶", "有人回了你的瓶子");
/// let request = call.request(&ApiBase::official(), Some(&AccessToken::new("t").unwrap())).unwrap();
/// let json: serde_json::Value = serde_json::from_slice(request.body()).unwrap();
/// assert_eq!((&json["scene"], &json["data"]["content"]["value"]), (&"7".into(), &"有人回了你的瓶子".into()));
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct OneTimeSend {
    /// To whom.
    pub to: OpenId,
    /// The account's one-time template.
    pub template_id: String,
    /// Which consent, as in the link.
    pub scene: u16,
    /// At most [`TITLE_MAX_CHARS`] characters.
    pub title: String,
    /// At most [`CONTENT_MAX_CHARS`] characters.
    pub content: String,
    /// The page a tap opens; it needs a filed domain.
    pub url: Option<String>,
    /// The mini-program page a tap opens instead.
    pub mini_program: Option<MiniProgramLink>,
}

redacted_debug!(OneTimeSend, template_id, scene);

impl OneTimeSend {
    /// A title and a text under that consent.
    #[must_use]
    pub fn new(
        to: OpenId,
        template_id: impl Into<String>,
        scene: u16,
        title: impl Into<String>,
        content: impl Into<String>,
    ) -> Self {
        let (template_id, title, content) = (template_id.into(), title.into(), content.into());
        Self { to, template_id, scene, title, content, url: None, mini_program: None }
    }
}

impl Endpoint for OneTimeSend {
    type Response = ();
    const NAME: &'static str = "POST /cgi-bin/message/template/subscribe";
    const REPEATABLE_WHEN_BUSY: bool = true;

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        let check = Check(Self::NAME);
        check.filled("template_id", &self.template_id)?;
        check.holds(self.scene <= SCENE_MAX, "scene", "above 10000")?;
        check.chars("title", &self.title, TITLE_MAX_CHARS)?;
        check.chars("content", &self.content, CONTENT_MAX_CHARS)?;
        let mut json = json!({
            "touser": self.to.as_str(),
            "template_id": self.template_id,
            "scene": self.scene.to_string(),
            "title": strip_controls(&self.title),
            "data": { "content": { "value": strip_controls(&self.content) } },
        });
        if let Some(members) = json.as_object_mut() {
            if let Some(url) = &self.url {
                check.url("url", url)?;
                members.insert("url".into(), url.as_str().into());
            }
            if let Some(link) = &self.mini_program {
                members.insert("miniprogram".into(), link.to_json());
            }
        }
        Call::authorized::<Self>(base, token)?.post(&json)
    }

    fn parse(response: HttpResponse<'_>) -> Result<(), ApiError> {
        response::read_unit(Self::NAME, &response)
    }
}
