//! Customer-service messages: what an account sends on its own account, within the send window.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html>

mod body;
mod error;
mod json;
mod menu;

pub use body::{Body, LinkBody, MiniProgramCard, Music, NewsArticle, VideoBody};
pub use error::MessageError;
pub use menu::{Menu, MenuItem};

use crate::OpenId;

/// One message to one user; [`crate::api::CustomSend`] delivers it.
///
/// ```
/// use wechat_core::{OpenId, customer::Message};
/// let json = Message::text(OpenId::new("oExample").unwrap(), "tea & cake < 3").to_json().unwrap();
/// assert_eq!(json, r#"{"msgtype":"text","text":{"content":"tea & cake < 3"},"touser":"oExample"}"#);
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Message {
    /// Whom it goes to.
    pub to: OpenId,
    /// What it is.
    pub body: Body,
    /// The customer-service account in whose name it appears (`kf_account`), if not the account's own.
    pub persona: Option<String>,
    /// Whether it is to carry the note 「内容由第三方AI生成」.
    pub ai_generated: bool,
}

impl Message {
    /// A message.
    #[must_use]
    pub const fn new(to: OpenId, body: Body) -> Self {
        Self { to, body, persona: None, ai_generated: false }
    }

    /// A text message.
    #[must_use]
    pub fn text(to: OpenId, content: impl Into<String>) -> Self {
        Self::new(to, Body::Text(content.into()))
    }

    /// The message as the JSON WeChat expects: raw UTF-8, because phones have shown `\u` escapes literally. Control
    /// characters are dropped.
    ///
    /// # Errors
    ///
    /// [`MessageError`] when WeChat would refuse the message.
    pub fn to_json(&self) -> Result<String, MessageError> {
        self.body.check()?;
        Ok(json::write(self))
    }
}

impl std::fmt::Debug for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Message").field("body", &self.body).finish_non_exhaustive()
    }
}
