//! What WeChat pushes: messages and events, one model for XML and JSON.
//!
//! [`Inbound::parse`] reads the decrypted body of a push. Kinds the crate knows become typed structs; anything else
//! arrives as `Unknown` with every field it carried, so a message type introduced tomorrow is data, not an error.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Receiving_standard_messages.html>
//! and <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Receiving_event_pushes.html>

mod agent_event;
mod dedup;
mod error;
mod event;
pub(crate) mod fields;
mod file;
mod flat;
mod grants;
mod job_report;
mod json;
mod kind;
mod location;
mod media;
mod media_check;
mod menu_event;
mod menu_pick_event;
mod mini_program;
mod notice;
mod parse;
mod presence_event;
mod publish_report;
mod push;
mod read;
mod record;
mod review_event;
mod shared;
mod subscribe_message_event;
mod text;
mod user_info_event;
mod xml;

pub use agent_event::{AgentSessionClosed, AgentSessionMoved, AgentSessionOpened};
pub use dedup::DedupKey;
pub use error::InboundError;
pub use event::Event;
pub use fields::{Field, Fields, STRAY_TEXT, Value};
pub use file::File;
pub(crate) use flat::find as find_flat;
pub use job_report::{ArticleUrl, CopyrightCheck, MassReport, SendOutcome, TemplateReport};
pub use kind::{InboundKind, UnknownEvent, UnknownMessage};
pub use location::{Location, LocationReport};
pub use media::{Image, Video, Voice};
pub use media_check::{MediaCheck, MediaFinding, MediaVerdict};
pub use menu_event::{Click, CodeScanned, View, ViewMiniProgram};
pub use menu_pick_event::{LocationChosen, PicturesChosen};
pub use mini_program::{EnterSession, MiniProgramPage};
pub use notice::{Authorization, ComponentTicket, FastRegistration, Notice, NoticeKind, Unauthorization};
pub use parse::Format;
pub(crate) use parse::read_fields;
pub use presence_event::{Enter, Scan, Subscribe, SubscribeSource, Unsubscribe};
pub use publish_report::PublishReport;
pub use push::Push;
pub use review_event::{
    AppealMaterial, AppealRecord, CategoryReview, NicknameReview, PrivacyReview, ReleaseReview,
    VerificationFailed, Verified, ViolationRecord,
};
pub use shared::{Link, SourceArticle};
pub use subscribe_message_event::{
    SubscribeMessageAnswer, SubscribeMessageChange, SubscribeMessagePopup, SubscribeMessageReport,
    SubscribeMessageSent,
};
pub use text::{Text, UNSUPPORTED_STICKER};
pub use user_info_event::UserInfoChange;

use crate::reply::ReplyAddress;
use crate::{AccountId, OpenId, Timestamp};

/// One push of the platform, verified and decrypted if it came through [`crate::callback`].
///
/// `Debug` shows the kind and the time, not the sender and not the words.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Inbound {
    /// The account it was sent to (`ToUserName`).
    pub to: AccountId,
    /// Who sent it (`FromUserName`).
    pub from: OpenId,
    /// When, by the platform's clock (`CreateTime`).
    pub created_at: Timestamp,
    /// The article it was written under, if any (`MsgDataId`, `Idx`).
    pub article: Option<Box<SourceArticle>>,
    /// What it is.
    pub kind: InboundKind,
}

impl Inbound {
    /// A push from its parts, for tests and simulators.
    #[must_use]
    pub const fn new(to: AccountId, from: OpenId, created_at: Timestamp, kind: InboundKind) -> Self {
        Self { to, from, created_at, article: None, kind }
    }

    /// The two names a passive reply to this push carries, swapped as the platform wants them.
    #[must_use]
    pub const fn reply_address(&self) -> ReplyAddress<'_> {
        ReplyAddress::new(&self.from, &self.to)
    }
}

impl std::fmt::Debug for Inbound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Inbound")
            .field("to", &self.to)
            .field("from", &self.from)
            .field("created_at", &self.created_at)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}
