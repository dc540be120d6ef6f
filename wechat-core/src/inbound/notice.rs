//! Pushes that come from nobody: notices to third-party platforms, reports without an envelope, the cloud's probe.
//!
//! Source: <https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/Before_Develop/component_verify_ticket.html>

use super::error::InboundError;
use super::event::Event;
use super::fields::Fields;
use super::kind::UnknownMessage;
use super::read::Reader;
use super::record::record;
use crate::redact::redacted_debug;
use crate::{AccountId, AppId, Timestamp};

/// A push without a sender. From [`Push::parse`](super::Push::parse).
///
/// ```
/// use wechat_core::inbound::{Notice, NoticeKind};
/// let probe = Notice::new(NoticeKind::ContainerProbe);
/// assert_eq!((probe.kind.name(), probe.created_at), ("CheckContainerPath", None));
/// ```
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Notice {
    /// The account it was sent to (`ToUserName`), where it says so.
    pub to: Option<AccountId>,
    /// The platform or mini-program it concerns (`AppId`, `appid`), where it says so.
    pub app_id: Option<AppId>,
    /// When (`CreateTime`), where it says so.
    pub created_at: Option<Timestamp>,
    /// What it is.
    pub kind: NoticeKind,
}

/// What a notice is (`InfoType`).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum NoticeKind {
    /// `component_verify_ticket`, every ten minutes.
    ComponentTicket(ComponentTicket),
    /// `authorized`: an account lets the platform act for it.
    Authorized(Authorization),
    /// `updateauthorized`: an account changed what the platform may do.
    AuthorizationUpdated(Authorization),
    /// `unauthorized`: an account takes it back.
    Unauthorized(Unauthorization),
    /// `notify_third_fasteregister`: what became of the registration of a mini-program.
    FastRegistered(FastRegistration),
    /// An event whose envelope names no sender or no time, such as a media check asked for from the cloud.
    Event(Event),
    /// `CheckContainerPath`: the cloud asks whether anybody answers here; answer
    /// [`SUCCESS`](crate::reply::SUCCESS).
    ContainerProbe,
    /// A notice this version does not know, with everything it carried; its type is the `InfoType`.
    Unknown(UnknownMessage),
}

record! {
    /// The ticket a third-party platform exchanges for its token. A secret.
    ComponentTicket {
        /// The ticket (`ComponentVerifyTicket`).
        ticket: line "ComponentVerifyTicket",
    }
}

record! {
    /// An account authorises the platform.
    Authorization {
        /// The account.
        authorizer_app_id: line "AuthorizerAppid",
        /// Exchanges for the account's tokens. A secret.
        code: line "AuthorizationCode",
        /// Until when it does, as written (`AuthorizationCodeExpiredTime`).
        code_expires: line "AuthorizationCodeExpiredTime",
        /// The code of the page the account came from (`PreAuthCode`).
        pre_auth_code: line "PreAuthCode",
    }
}

record! {
    /// An account takes its authorisation back.
    Unauthorization {
        /// The account.
        authorizer_app_id: line "AuthorizerAppid",
    }
}

record! {
    /// What became of the registration of a mini-program.
    FastRegistration {
        /// The mini-program registered.
        app_id: line "appid",
        /// 0, or why it failed.
        status: number "status",
        /// Exchanges for its tokens. A secret.
        auth_code: line "auth_code",
        /// The outcome in words.
        message: line "msg",
    }
}

/// The types of notice that are read into a struct of their own.
const INFO_TYPES: [&str; 5] = [
    "component_verify_ticket",
    "authorized",
    "updateauthorized",
    "unauthorized",
    "notify_third_fasteregister",
];

impl NoticeKind {
    /// Whether a notice of that `InfoType` is read into a struct of its own.
    #[must_use]
    pub fn is_known(info_type: &str) -> bool {
        INFO_TYPES.iter().any(|known| known.eq_ignore_ascii_case(info_type.trim()))
    }

    /// Its name: `InfoType`, or the name of the event.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::ComponentTicket(_) => "component_verify_ticket",
            Self::Authorized(_) => "authorized",
            Self::AuthorizationUpdated(_) => "updateauthorized",
            Self::Unauthorized(_) => "unauthorized",
            Self::FastRegistered(_) => "notify_third_fasteregister",
            Self::Event(event) => event.name(),
            Self::ContainerProbe => PROBE,
            Self::Unknown(notice) => &notice.msg_type,
        }
    }

    /// What tells it from another notice of the same name in the same second.
    pub(super) fn key(&self) -> &str {
        let key = match self {
            Self::ComponentTicket(ticket) => ticket.ticket.as_deref(),
            Self::Authorized(account) | Self::AuthorizationUpdated(account) => {
                account.authorizer_app_id.as_deref()
            }
            Self::Unauthorized(account) => account.authorizer_app_id.as_deref(),
            Self::FastRegistered(registration) => registration.app_id.as_deref(),
            Self::Event(event) => Some(event.key()),
            Self::ContainerProbe | Self::Unknown(_) => None,
        };
        key.unwrap_or_default()
    }
}

const PROBE: &str = "CheckContainerPath";

impl Notice {
    /// A notice from nowhere in particular.
    #[must_use]
    pub const fn new(kind: NoticeKind) -> Self {
        Self { to: None, app_id: None, created_at: None, kind }
    }

    /// Reads a push that is known to lack sender or time; `None` when it is no notice either.
    pub(super) fn read(fields: &Fields<'_>) -> Result<Option<Self>, InboundError> {
        let fields = Reader(fields);
        let Some(kind) = kind(fields)? else { return Ok(None) };
        let invalid = |field, expected| move |_| InboundError::Invalid { field, expected };
        let to = word(fields, "ToUserName").map(AccountId::new).transpose();
        let app_id = ["AppId", "appid", "AppID"].iter().find_map(|name| word(fields, name));
        let app_id = app_id.map(AppId::new).transpose();
        Ok(Some(Self {
            to: to.map_err(invalid("ToUserName", "an account id"))?,
            app_id: app_id.map_err(invalid("AppId", "an appid"))?,
            created_at: word(fields, "CreateTime").map(|_| fields.created_at()).transpose()?,
            kind,
        }))
    }
}

fn word<'f>(fields: Reader<'f>, name: &str) -> Option<&'f str> {
    fields.maybe(name).map(str::trim).filter(|text| !text.is_empty())
}

fn kind(fields: Reader<'_>) -> Result<Option<NoticeKind>, InboundError> {
    if let Some(info_type) = word(fields, "InfoType") {
        return of_info_type(info_type, fields).map(Some);
    }
    if word(fields, "action").is_some_and(|action| action.eq_ignore_ascii_case(PROBE)) {
        return Ok(Some(NoticeKind::ContainerProbe));
    }
    let is_event = word(fields, "MsgType").is_none_or(|msg_type| msg_type.eq_ignore_ascii_case("event"));
    if is_event && fields.maybe("Event").is_some() {
        return Event::read(fields).map(|event| Some(NoticeKind::Event(event)));
    }
    Ok(None)
}

fn of_info_type(info_type: &str, fields: Reader<'_>) -> Result<NoticeKind, InboundError> {
    let is = |known: &str| info_type.eq_ignore_ascii_case(known);
    Ok(if is("component_verify_ticket") {
        NoticeKind::ComponentTicket(ComponentTicket::read(fields)?)
    } else if is("authorized") {
        NoticeKind::Authorized(Authorization::read(fields)?)
    } else if is("updateauthorized") {
        NoticeKind::AuthorizationUpdated(Authorization::read(fields)?)
    } else if is("unauthorized") {
        NoticeKind::Unauthorized(Unauthorization::read(fields)?)
    } else if is("notify_third_fasteregister") {
        NoticeKind::FastRegistered(FastRegistration::read(fields)?)
    } else {
        NoticeKind::Unknown(UnknownMessage {
            msg_type: info_type.to_owned(),
            msg_id: fields.maybe_msg_id()?,
            fields: fields.0.clone().into_owned(),
        })
    })
}

redacted_debug!(Notice, to, app_id, created_at, kind);
