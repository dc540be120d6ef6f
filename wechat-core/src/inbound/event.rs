//! Events: what a user did other than write.

use super::error::InboundError;
use super::kind::UnknownEvent;
use super::location::LocationReport;
use super::menu_event::{Click, CodeScanned, View, ViewMiniProgram};
use super::mini_program::EnterSession;
use super::presence_event::{Scan, Subscribe, Unsubscribe};
use super::read::Reader;

/// What happened (`Event`). Names are matched without regard to case, as WeChat itself writes them both ways.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Event {
    /// `subscribe`
    Subscribe(Subscribe),
    /// `unsubscribe`
    Unsubscribe(Unsubscribe),
    /// `SCAN`
    Scan(Scan),
    /// `CLICK`
    Click(Click),
    /// `VIEW`
    View(View),
    /// `view_miniprogram`
    ViewMiniProgram(ViewMiniProgram),
    /// `LOCATION`
    Location(LocationReport),
    /// `scancode_push`: WeChat shows the result to the user.
    ScanCodePush(CodeScanned),
    /// `scancode_waitmsg`: the user waits for an answer of ours.
    ScanCodeWaitMsg(CodeScanned),
    /// `user_enter_tempsession`
    EnterSession(EnterSession),
    /// An event this version does not know.
    Unknown(UnknownEvent),
}

impl Event {
    /// Its name: as documented for known events, as written for others.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Subscribe(_) => "subscribe",
            Self::Unsubscribe(_) => "unsubscribe",
            Self::Scan(_) => "SCAN",
            Self::Click(_) => "CLICK",
            Self::View(_) => "VIEW",
            Self::ViewMiniProgram(_) => "view_miniprogram",
            Self::Location(_) => "LOCATION",
            Self::ScanCodePush(_) => "scancode_push",
            Self::ScanCodeWaitMsg(_) => "scancode_waitmsg",
            Self::EnterSession(_) => "user_enter_tempsession",
            Self::Unknown(event) => &event.event,
        }
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
            Self::EnterSession(session) => session.session_from.as_deref().unwrap_or_default(),
            Self::Unknown(event) => {
                let named = ["EventKey", "MsgID", "MsgId"].iter().find_map(|name| event.fields.get(name));
                named.unwrap_or_default()
            }
            Self::Unsubscribe(_) | Self::Location(_) => "",
        }
    }

    pub(super) fn read(fields: Reader<'_>) -> Result<Self, InboundError> {
        let name = fields.word("Event")?;
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        Ok(if is("subscribe") {
            Self::Subscribe(Subscribe::read(fields))
        } else if is("unsubscribe") {
            Self::Unsubscribe(Unsubscribe::new())
        } else if is("SCAN") {
            Self::Scan(Scan::read(fields))
        } else if is("CLICK") {
            Self::Click(Click::read(fields)?)
        } else if is("VIEW") {
            Self::View(View::read(fields)?)
        } else if is("view_miniprogram") {
            Self::ViewMiniProgram(ViewMiniProgram::read(fields)?)
        } else if is("LOCATION") {
            Self::Location(LocationReport::read(fields)?)
        } else if is("scancode_push") {
            Self::ScanCodePush(CodeScanned::read(fields)?)
        } else if is("scancode_waitmsg") {
            Self::ScanCodeWaitMsg(CodeScanned::read(fields)?)
        } else if is("user_enter_tempsession") {
            Self::EnterSession(EnterSession::read(fields))
        } else {
            Self::Unknown(UnknownEvent { event: name.to_owned(), fields: fields.0.clone().into_owned() })
        })
    }
}
