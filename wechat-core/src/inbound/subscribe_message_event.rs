//! Subscription messages: what the user allowed, took back and received.
//!
//! In XML the list stands inside an element of its own; in JSON it is a member `List`, an object when there is one
//! entry and an array when there are more, with numbers as texts. All forms read alike.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Subscription_Messages/api.html>

use super::error::InboundError;
use super::read::Reader;
use super::record::record;
use crate::redact::redacted_debug;

/// `subscribe_msg_popup_event`: the user answered the question whether they want messages.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SubscribeMessagePopup {
    /// One answer per template.
    pub answers: Vec<SubscribeMessageAnswer>,
}

/// `subscribe_msg_change_event`: the user changed the answer in the settings, which is always a refusal.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SubscribeMessageChange {
    /// One answer per template.
    pub answers: Vec<SubscribeMessageAnswer>,
}

/// `subscribe_msg_sent_event`: what became of messages.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SubscribeMessageReport {
    /// One report per message.
    pub sent: Vec<SubscribeMessageSent>,
}

record! {
    /// The answer about one template. One consent is one message.
    SubscribeMessageAnswer {
        /// The template.
        template_id: line "TemplateId",
        /// `accept` or `reject`, as written (`SubscribeStatusString`).
        status: line "SubscribeStatusString",
        /// Where the question was asked: 0 mini-program, 1 web page, 2 article (`PopupScene`).
        scene: number "PopupScene",
    }
}

record! {
    /// What became of one message.
    SubscribeMessageSent {
        /// The template.
        template_id: line "TemplateId",
        /// The number the send call returned.
        msg_id: line "MsgID" | "MsgId",
        /// 0, or why it did not arrive (`ErrorCode`).
        error_code: number "ErrorCode",
        /// The same in words (`ErrorStatus`).
        error_status: line "ErrorStatus",
    }
}

impl SubscribeMessageAnswer {
    /// Whether the user said yes.
    ///
    /// ```
    /// use wechat_core::inbound::SubscribeMessageAnswer;
    /// let mut answer = SubscribeMessageAnswer::default();
    /// assert!(!answer.is_accepted());
    /// answer.status = Some("accept".into());
    /// assert!(answer.is_accepted());
    /// ```
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.status.as_deref().is_some_and(|status| status.trim().eq_ignore_ascii_case("accept"))
    }
}

impl SubscribeMessagePopup {
    pub(super) fn read(fields: Reader<'_>) -> Result<Self, InboundError> {
        Ok(Self { answers: listed(fields, "SubscribeMsgPopupEvent", SubscribeMessageAnswer::read)? })
    }
}

impl SubscribeMessageChange {
    pub(super) fn read(fields: Reader<'_>) -> Result<Self, InboundError> {
        Ok(Self { answers: listed(fields, "SubscribeMsgChangeEvent", SubscribeMessageAnswer::read)? })
    }
}

impl SubscribeMessageReport {
    pub(super) fn read(fields: Reader<'_>) -> Result<Self, InboundError> {
        Ok(Self { sent: listed(fields, "SubscribeMsgSentEvent", SubscribeMessageSent::read)? })
    }
}

fn listed<T>(
    fields: Reader<'_>,
    wrapper: &str,
    read: impl Fn(Reader<'_>) -> Result<T, InboundError>,
) -> Result<Vec<T>, InboundError> {
    let wrapped = fields.groups(wrapper).flat_map(|group| group.groups("List"));
    wrapped.chain(fields.groups("List")).map(read).collect()
}

redacted_debug!(SubscribeMessagePopup);
redacted_debug!(SubscribeMessageChange);
redacted_debug!(SubscribeMessageReport);
