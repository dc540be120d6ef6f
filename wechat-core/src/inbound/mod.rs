//! What WeChat pushes: messages and events, one model for XML and JSON.
//!
//! [`Inbound::parse`] reads the decrypted body of a push. Kinds the crate knows become typed structs; anything else
//! arrives as `Unknown` with every field it carried, so a message type introduced tomorrow is data, not an error.
//! [`Push::parse`] also reads what nobody sent: notices to third-party platforms, reports without an envelope, the
//! cloud's probe. [`Fields::parse`] gives the fields without a meaning.
//!
//! # What is read
//!
//! *Sources* counts the places (official pages, libraries, reports) in which a push was found; nothing was measured on
//! a live account. *Grants* is what [`Inbound::grants`] says.
//!
//! | `MsgType` | struct | grants | sources |
//! |---|---|---|---|
//! | `text` | [`Text`] | message; a tapped text menu: click | 6 |
//! | `image` | [`Image`] | message | 6 |
//! | `voice`, `video`, `shortvideo` | [`Voice`], [`Video`] | message | 5 |
//! | `location`, `link` | [`Location`], [`Link`] | message | 5 |
//! | `miniprogrampage` | [`MiniProgramPage`] | message | 4 |
//! | `file` | [`File`] | message | 1, undocumented |
//! | `event` | [`Event`] | below | 8 |
//! | `device_text`, `device_event`, `hardware`, … | [`UnknownMessage`] | nothing | 2 |
//!
//! | `Event` | struct | grants | sources |
//! |---|---|---|---|
//! | `subscribe` | [`Subscribe`] | follow | 6 |
//! | `unsubscribe` | [`Unsubscribe`] | ends everything | 3 |
//! | `SCAN` | [`Scan`] | scan | 6 |
//! | `CLICK` | [`Click`] | click | 6 |
//! | `scancode_push`, `scancode_waitmsg` | [`CodeScanned`] | click | 5 |
//! | `VIEW`, `view_miniprogram` | [`View`], [`ViewMiniProgram`] | nothing | 5, 4 |
//! | `pic_sysphoto`, `pic_photo_or_album`, `pic_weixin` | [`PicturesChosen`] | nothing | 5 |
//! | `location_select` | [`LocationChosen`] | nothing | 5 |
//! | `LOCATION` | [`LocationReport`] | nothing (one report says it does) | 4 |
//! | `ENTER` | [`Enter`] | nothing | 1 |
//! | `user_enter_tempsession` | [`EnterSession`] | session (mini-programs) | 5 |
//! | `kf_create_session`, `kf_close_session`, `kf_switch_session` | [`AgentSessionOpened`], [`AgentSessionClosed`], [`AgentSessionMoved`] | nothing | 5 |
//! | `TEMPLATESENDJOBFINISH`, `MASSSENDJOBFINISH` | [`TemplateReport`], [`MassReport`] | nothing | 5 |
//! | `PUBLISHJOBFINISH`, `FREEPUBLISHJOBFINISH` | [`PublishReport`] | nothing | 3 |
//! | `subscribe_msg_popup_event`, `subscribe_msg_change_event`, `subscribe_msg_sent_event` | [`SubscribeMessagePopup`], [`SubscribeMessageChange`], [`SubscribeMessageReport`] | nothing | 4 |
//! | `user_info_modified`, `user_authorization_revoke`, `user_authorization_cancellation` | [`UserInfoChange`] | nothing | 4 |
//! | `wxa_media_check` | [`MediaCheck`] | nothing | 4 |
//! | `weapp_audit_success`, `weapp_audit_fail`, `weapp_audit_delay` | [`ReleaseReview`] | nothing | 4 |
//! | `qualification_verify_success`, `naming_verify_success`, `annual_renew`, `verify_expired` | [`Verified`] | nothing | 4 |
//! | `qualification_verify_fail`, `naming_verify_fail` | [`VerificationFailed`] | nothing | 4 |
//! | `wxa_nickname_audit`, `wxa_category_audit`, `wxa_privacy_apply` | [`NicknameReview`], [`CategoryReview`], [`PrivacyReview`] | nothing | 3 |
//! | `wxa_illegal_record`, `wxa_appeal_record` | [`ViolationRecord`], [`AppealRecord`] | nothing | 3 |
//! | `debug_demo` (the platform's push tester), cards, invoices, shops, … | [`UnknownEvent`] | nothing | 1–3 |
//!
//! | `InfoType` | struct | sources |
//! |---|---|---|
//! | `component_verify_ticket` | [`ComponentTicket`] | 4 |
//! | `authorized`, `updateauthorized` | [`Authorization`] | 4 |
//! | `unauthorized` | [`Unauthorization`] | 4 |
//! | `notify_third_fasteregister` | [`FastRegistration`] | 4 |
//!
//! # What it is forgiving about
//!
//! Names and types in any case and with layout around them; elements in any order, repeated or unknown; text split
//! over CDATA sections and entities, or standing between elements; numbers as texts; lists of one as objects; a byte-order
//! mark. It is strict about the rest: a document type, an entity of one's own, text that is not UTF-8, more than
//! [`FIELDS_MAX`](crate::limits::FIELDS_MAX) fields or [`DEPTH_MAX`](crate::limits::DEPTH_MAX) levels are refused.
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
