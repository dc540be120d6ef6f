//! Events: what a user did other than write, and what the platform reports.

use super::agent_event::{AgentSessionClosed, AgentSessionMoved, AgentSessionOpened};
use super::error::InboundError;
use super::job_report::{MassReport, TemplateReport};
use super::kind::UnknownEvent;
use super::location::LocationReport;
use super::media_check::MediaCheck;
use super::menu_event::{Click, CodeScanned, View, ViewMiniProgram};
use super::menu_pick_event::{LocationChosen, PicturesChosen};
use super::mini_program::EnterSession;
use super::presence_event::{Enter, Scan, Subscribe, Unsubscribe};
use super::publish_report::PublishReport;
use super::read::Reader;
use super::review_event::{
    AppealRecord, CategoryReview, NicknameReview, PrivacyReview, ReleaseReview, VerificationFailed, Verified,
    ViolationRecord,
};
use super::subscribe_message_event::{SubscribeMessageChange, SubscribeMessagePopup, SubscribeMessageReport};
use super::user_info_event::UserInfoChange;

/// Declares every known event once: its name on the wire, its variant and what it carries.
macro_rules! events {
    ($($name:literal $(| $alias:literal)? => $(#[$doc:meta])* $variant:ident($kind:ty),)*) => {
        /// What happened (`Event`). Names are matched without regard to case, as WeChat itself writes them both ways.
        ///
        /// ```
        /// use wechat_core::inbound::{Event, Inbound, InboundKind};
        /// let body = br#"{"ToUserName":"gh_1","FromUserName":"o1","CreateTime":1,"MsgType":"event","Event":"click",
        ///     "EventKey":"next"}"#;
        /// let InboundKind::Event(event) = Inbound::parse(body).unwrap().kind else { panic!("an event") };
        /// assert_eq!((event.name(), event.key()), ("CLICK", "next"));
        /// match event {
        ///     Event::Click(click) => assert_eq!(click.key, "next"),
        ///     Event::Unknown(other) => println!("{} with {} fields", other.event, other.fields.len()),
        ///     _ => {}
        /// }
        /// ```
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum Event {
            $(
                #[doc = concat!("`", $name, "`")]
                $(#[$doc])*
                $variant($kind),
            )*
            /// An event this version does not know.
            Unknown(UnknownEvent),
        }

        impl Event {
            /// The names of all known events, as documented.
            pub const NAMES: &'static [&'static str] = &[$($name, $($alias,)?)*];

            /// Its name: as documented for known events, as written for others.
            #[must_use]
            pub fn name(&self) -> &str {
                match self {
                    $(Self::$variant(_) => $name,)*
                    Self::Unknown(event) => &event.event,
                }
            }

            pub(super) fn read(fields: Reader<'_>) -> Result<Self, InboundError> {
                let name = fields.word("Event")?;
                $(
                    if name.eq_ignore_ascii_case($name) $(|| name.eq_ignore_ascii_case($alias))? {
                        return Ok(Self::$variant(<$kind>::read(fields)?));
                    }
                )*
                let fields = fields.0.clone().into_owned();
                Ok(Self::Unknown(UnknownEvent { event: name.to_owned(), fields }))
            }
        }
    };
}

events! {
    "subscribe" => Subscribe(Subscribe),
    "unsubscribe" => Unsubscribe(Unsubscribe),
    "SCAN" => Scan(Scan),
    "CLICK" => Click(Click),
    "VIEW" => View(View),
    "view_miniprogram" => ViewMiniProgram(ViewMiniProgram),
    "LOCATION" => Location(LocationReport),
    "ENTER" => Enter(Enter),
    "scancode_push" =>
    /// : WeChat shows the result to the user.
    ScanCodePush(CodeScanned),
    "scancode_waitmsg" =>
    /// : the user waits for an answer of ours.
    ScanCodeWaitMsg(CodeScanned),
    "pic_sysphoto" =>
    /// : taken with the camera.
    PicturesTaken(PicturesChosen),
    "pic_photo_or_album" =>
    /// : taken or chosen.
    PicturesTakenOrChosen(PicturesChosen),
    "pic_weixin" =>
    /// : chosen from WeChat's album.
    PicturesChosen(PicturesChosen),
    "location_select" => LocationChosen(LocationChosen),
    "user_enter_tempsession" => EnterSession(EnterSession),
    "kf_create_session" => AgentSessionOpened(AgentSessionOpened),
    "kf_close_session" => AgentSessionClosed(AgentSessionClosed),
    "kf_switch_session" => AgentSessionMoved(AgentSessionMoved),
    "TEMPLATESENDJOBFINISH" => TemplateSent(TemplateReport),
    "MASSSENDJOBFINISH" => MassSent(MassReport),
    "PUBLISHJOBFINISH" | "FREEPUBLISHJOBFINISH" => Published(PublishReport),
    "subscribe_msg_popup_event" => SubscribeMessagePopup(SubscribeMessagePopup),
    "subscribe_msg_change_event" => SubscribeMessageChange(SubscribeMessageChange),
    "subscribe_msg_sent_event" => SubscribeMessageSent(SubscribeMessageReport),
    "user_info_modified" => UserInfoModified(UserInfoChange),
    "user_authorization_revoke" =>
    /// : delete the profile.
    AuthorizationRevoked(UserInfoChange),
    "user_authorization_cancellation" =>
    /// : erase everything about the user.
    AccountCancelled(UserInfoChange),
    "wxa_media_check" => MediaChecked(MediaCheck),
    "weapp_audit_success" => ReleaseAccepted(ReleaseReview),
    "weapp_audit_fail" => ReleaseRefused(ReleaseReview),
    "weapp_audit_delay" => ReleaseDelayed(ReleaseReview),
    "qualification_verify_success" => QualificationVerified(Verified),
    "qualification_verify_fail" => QualificationFailed(VerificationFailed),
    "naming_verify_success" => NamingVerified(Verified),
    "naming_verify_fail" => NamingFailed(VerificationFailed),
    "annual_renew" => RenewalDue(Verified),
    "verify_expired" => VerificationExpired(Verified),
    "wxa_nickname_audit" => NicknameReviewed(NicknameReview),
    "wxa_category_audit" => CategoryReviewed(CategoryReview),
    "wxa_illegal_record" => ViolationRecorded(ViolationRecord),
    "wxa_appeal_record" => AppealDecided(AppealRecord),
    "wxa_privacy_apply" => PrivacyReviewed(PrivacyReview),
}

impl Event {
    /// Whether an event of that name is read into a struct of its own.
    ///
    /// ```
    /// use wechat_core::inbound::Event;
    /// assert!(Event::is_known("scan") && !Event::is_known("card_pass_check"));
    /// ```
    #[must_use]
    pub fn is_known(name: &str) -> bool {
        Self::NAMES.iter().any(|known| known.eq_ignore_ascii_case(name.trim()))
    }

    /// What tells it from another event of the same name in the same second: its key, or for reports of finished
    /// jobs the number of the job. Empty where there is nothing.
    #[must_use]
    pub fn key(&self) -> &str {
        match self {
            Self::Subscribe(follow) => follow.event_key.as_deref().unwrap_or_default(),
            Self::Scan(scan) => &scan.scene,
            Self::Click(click) => &click.key,
            Self::View(view) => &view.url,
            Self::ViewMiniProgram(view) => &view.page_path,
            Self::ScanCodePush(code) | Self::ScanCodeWaitMsg(code) => &code.key,
            Self::PicturesTaken(pictures)
            | Self::PicturesTakenOrChosen(pictures)
            | Self::PicturesChosen(pictures) => &pictures.key,
            Self::LocationChosen(place) => &place.key,
            Self::EnterSession(session) => session.session_from.as_deref().unwrap_or_default(),
            Self::AgentSessionOpened(session) => session.account.as_deref().unwrap_or_default(),
            Self::AgentSessionClosed(session) => session.account.as_deref().unwrap_or_default(),
            Self::AgentSessionMoved(session) => session.to.as_deref().unwrap_or_default(),
            Self::Unknown(event) => {
                let named = ["EventKey", "MsgID", "MsgId"].iter().find_map(|name| event.fields.get(name));
                named.unwrap_or_default()
            }
            reported => reported.report_id().unwrap_or_default(),
        }
    }

    /// The number of what a report is about.
    fn report_id(&self) -> Option<&str> {
        match self {
            Self::TemplateSent(report) => report.msg_id.as_deref(),
            Self::MassSent(report) => report.msg_id.as_deref(),
            Self::Published(report) => report.publish_id.as_deref(),
            Self::SubscribeMessagePopup(popup) => popup.answers.first()?.template_id.as_deref(),
            Self::SubscribeMessageChange(change) => change.answers.first()?.template_id.as_deref(),
            Self::SubscribeMessageSent(report) => report.sent.first()?.msg_id.as_deref(),
            Self::MediaChecked(check) => check.trace_id.as_deref(),
            Self::ViolationRecorded(record) => record.record_id.as_deref(),
            Self::AppealDecided(record) => record.record_id.as_deref(),
            Self::PrivacyReviewed(review) => review.audit_id.as_deref(),
            _ => None,
        }
    }
}
