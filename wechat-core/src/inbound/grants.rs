//! Which pushes open a send window.

use super::Inbound;
use super::event::Event;
use super::kind::InboundKind;
use crate::send_window::GrantClass;

impl Inbound {
    /// The right to send that this push gives the account; `None` for most events and for unknown messages, of
    /// which nobody has said that they grant anything.
    ///
    /// A tapped item of a text menu arrives as text and yet counts as a menu click (stated twice officially).
    ///
    /// ```
    /// use wechat_core::{Inbound, send_window::GrantClass};
    /// let tapped = br#"{"ToUserName":"gh_1","FromUserName":"o1","CreateTime":1,"MsgType":"text","Content":"yes",
    ///     "bizmsgmenuid":"101","MsgId":7}"#;
    /// assert_eq!(Inbound::parse(tapped).unwrap().grants(), Some(GrantClass::MenuClick));
    /// ```
    ///
    /// Source: <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html>
    #[must_use]
    pub const fn grants(&self) -> Option<GrantClass> {
        match &self.kind {
            InboundKind::Text(text) if text.menu_id.is_some() => Some(GrantClass::MenuClick),
            InboundKind::Text(_)
            | InboundKind::Image(_)
            | InboundKind::Voice(_)
            | InboundKind::Video(_)
            | InboundKind::ShortVideo(_)
            | InboundKind::Location(_)
            | InboundKind::Link(_)
            | InboundKind::MiniProgramPage(_)
            | InboundKind::File(_) => Some(GrantClass::UserMessage),
            InboundKind::Event(event) => match event {
                Event::Subscribe(_) => Some(GrantClass::Follow),
                Event::Scan(_) => Some(GrantClass::Scan),
                Event::Click(_) | Event::ScanCodePush(_) | Event::ScanCodeWaitMsg(_) => {
                    Some(GrantClass::MenuClick)
                }
                Event::EnterSession(_) => Some(GrantClass::EnterSession),
                // Other taps on the menu grant nothing, reports concern nobody's action, and of unknown events
                // nobody has said that they grant anything.
                _ => None,
            },
            InboundKind::Unknown(_) => None,
        }
    }
}
