//! Mini-programs: a page sent as a card, and the start of a customer-service talk.

use super::error::InboundError;
use super::read::Reader;
use crate::redact::redacted_debug;
use crate::{AppId, MediaId, MsgId};

/// `miniprogrampage`: a card that opens a page.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct MiniProgramPage {
    /// The number of the message.
    pub msg_id: MsgId,
    /// Its title.
    pub title: String,
    /// The mini-program.
    pub app_id: AppId,
    /// The page with its parameters (`PagePath`).
    pub page_path: String,
    /// A temporary address of the picture (`ThumbUrl`).
    pub thumb_url: Option<String>,
    /// The stored picture (`ThumbMediaId`).
    pub thumb_media_id: Option<MediaId>,
}

/// `user_enter_tempsession`: the user opened the mini-program's customer service.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct EnterSession {
    /// What the page passed along (`SessionFrom`).
    pub session_from: Option<String>,
}

impl MiniProgramPage {
    /// A card.
    #[must_use]
    pub fn new(msg_id: MsgId, title: impl Into<String>, app_id: AppId, page_path: impl Into<String>) -> Self {
        let (title, page_path) = (title.into(), page_path.into());
        Self { msg_id, title, app_id, page_path, thumb_url: None, thumb_media_id: None }
    }

    pub(super) fn read(fields: Reader<'_>) -> Result<Self, InboundError> {
        let app_id = AppId::new(fields.word("AppId")?)
            .map_err(|_| InboundError::Invalid { field: "AppId", expected: "an appid" })?;
        Ok(Self {
            msg_id: fields.msg_id()?,
            title: fields.string("Title")?,
            app_id,
            page_path: fields.string("PagePath")?,
            thumb_url: fields.filled("ThumbUrl"),
            thumb_media_id: fields.maybe_media_id("ThumbMediaId")?,
        })
    }
}

impl EnterSession {
    /// An opened session.
    #[must_use]
    pub const fn new(session_from: Option<String>) -> Self {
        Self { session_from }
    }

    pub(super) fn read(fields: Reader<'_>) -> Result<Self, InboundError> {
        Ok(Self { session_from: fields.line(&["SessionFrom"])? })
    }
}

redacted_debug!(MiniProgramPage, msg_id, app_id);
redacted_debug!(EnterSession);
