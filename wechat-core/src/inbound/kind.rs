//! The kinds of push, one variant each, and the pushes nobody has described yet.

use super::event::Event;
use super::fields::Fields;
use super::file::File;
use super::location::Location;
use super::media::{Image, Video, Voice};
use super::mini_program::MiniProgramPage;
use super::shared::Link;
use super::text::Text;
use crate::MsgId;

/// What a push is (`MsgType`).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum InboundKind {
    /// A line of text.
    Text(Text),
    /// A picture.
    Image(Image),
    /// A recording.
    Voice(Voice),
    /// A video.
    Video(Video),
    /// A short video, from clients that still send them.
    ShortVideo(Video),
    /// A place.
    Location(Location),
    /// A web page.
    Link(Link),
    /// A card of a mini-program.
    MiniProgramPage(MiniProgramPage),
    /// A document.
    File(File),
    /// Something happened.
    Event(Event),
    /// A message this version does not know.
    Unknown(UnknownMessage),
}

/// A message of an unknown type, with everything it carried.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownMessage {
    /// The type as written, layout around it removed.
    pub msg_type: String,
    /// Its number, if it has one.
    pub msg_id: Option<MsgId>,
    /// Every field, the envelope's included.
    pub fields: Fields<'static>,
}

/// An event of an unknown name, with everything it carried.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownEvent {
    /// The name as written, layout around it removed.
    pub event: String,
    /// Every field, the envelope's included.
    pub fields: Fields<'static>,
}

impl UnknownMessage {
    /// A message of that type without fields.
    #[must_use]
    pub fn new(msg_type: impl Into<String>, msg_id: Option<MsgId>) -> Self {
        Self { msg_type: msg_type.into(), msg_id, fields: Fields::default() }
    }
}

impl UnknownEvent {
    /// An event of that name without fields.
    #[must_use]
    pub fn new(event: impl Into<String>) -> Self {
        Self { event: event.into(), fields: Fields::default() }
    }
}

/// The types of message that are read into a struct of their own (`MsgType`).
const MESSAGE_TYPES: [&str; 10] =
    ["text", "image", "voice", "video", "shortvideo", "location", "link", "miniprogrampage", "file", "event"];

impl InboundKind {
    /// Whether a message of that type is read into a struct of its own; for events see [`Event::is_known`].
    #[must_use]
    pub fn is_known(msg_type: &str) -> bool {
        MESSAGE_TYPES.iter().any(|known| known.eq_ignore_ascii_case(msg_type.trim()))
    }

    /// The number of the message; events have none.
    #[must_use]
    pub const fn msg_id(&self) -> Option<&MsgId> {
        match self {
            Self::Text(text) => Some(&text.msg_id),
            Self::Image(image) => Some(&image.msg_id),
            Self::Voice(voice) => Some(&voice.msg_id),
            Self::Video(video) | Self::ShortVideo(video) => Some(&video.msg_id),
            Self::Location(location) => Some(&location.msg_id),
            Self::Link(link) => Some(&link.msg_id),
            Self::MiniProgramPage(page) => Some(&page.msg_id),
            Self::File(file) => Some(&file.msg_id),
            Self::Unknown(message) => message.msg_id.as_ref(),
            Self::Event(_) => None,
        }
    }
}
