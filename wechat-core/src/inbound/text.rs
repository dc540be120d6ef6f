//! `text`: a typed line, or a tapped item of a text menu.

use super::error::InboundError;
use super::read::Reader;
use crate::MsgId;
use crate::redact::redacted_debug;

/// What arrives instead of a sticker: WeChat keeps the picture to itself.
pub const UNSUPPORTED_STICKER: &str = "【收到不支持的消息类型，暂无法显示】";

/// The same notice with the brackets some clients send.
const UNSUPPORTED_STICKER_ASCII: &str = "[收到不支持的消息类型，暂无法显示]";

/// A line of text.
///
/// ```
/// use wechat_core::{MsgId, inbound::Text};
/// let sticker = Text::new(MsgId::from(7), "【收到不支持的消息类型，暂无法显示】");
/// assert!(sticker.is_unsupported_sticker());
/// ```
///
/// Source: <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Receiving_standard_messages.html>
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Text {
    /// The number of the message (`MsgId`).
    pub msg_id: MsgId,
    /// The words (`Content`). WeChat's own emoji are codes such as `[微笑]`; real emoji are characters.
    pub content: String,
    /// The id of the item when the user tapped a text menu (`bizmsgmenuid`). Such a tap counts as a menu click, not
    /// as a message of the user.
    pub menu_id: Option<String>,
    /// The merchant the user writes to, in mini-programs that serve several (`BusinessId`).
    pub business_id: Option<String>,
}

impl Text {
    /// A typed line.
    #[must_use]
    pub fn new(msg_id: MsgId, content: impl Into<String>) -> Self {
        Self { msg_id, content: content.into(), menu_id: None, business_id: None }
    }

    /// Whether this stands for a sticker that cannot be shown or passed on.
    #[must_use]
    pub fn is_unsupported_sticker(&self) -> bool {
        let content = self.content.trim();
        content == UNSUPPORTED_STICKER || content == UNSUPPORTED_STICKER_ASCII
    }

    pub(super) fn read(fields: Reader<'_>) -> Result<Self, InboundError> {
        Ok(Self {
            msg_id: fields.msg_id()?,
            content: fields.string("Content")?,
            menu_id: fields.filled("bizmsgmenuid"),
            business_id: fields.filled("BusinessId"),
        })
    }
}

redacted_debug!(Text, msg_id);
