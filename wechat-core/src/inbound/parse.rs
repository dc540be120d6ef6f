//! From bytes to an [`Inbound`].

use super::error::InboundError;
use super::event::Event;
use super::fields::Fields;
use super::kind::{InboundKind, UnknownMessage};
use super::location::Location;
use super::media::{Image, Video, Voice};
use super::mini_program::MiniProgramPage;
use super::read::Reader;
use super::shared::{Link, SourceArticle};
use super::text::Text;
use super::{Inbound, json, xml};
use crate::{AccountId, OpenId};

/// How a body is written. An account chooses one in its server configuration, and wants its answers in the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// The default of official accounts.
    Xml,
    /// The choice of most mini-programs.
    Json,
}

/// The fields of a body in whichever format it is written.
pub(crate) fn read_fields(body: &[u8]) -> Result<(Format, Fields<'_>), InboundError> {
    let text =
        std::str::from_utf8(body).map_err(|error| InboundError::NotUtf8 { at: error.valid_up_to() })?;
    match text.trim_start_matches('\u{feff}').trim_start().bytes().next() {
        Some(b'<') => Ok((Format::Xml, xml::read(text)?)),
        Some(b'{') => Ok((Format::Json, json::read(text.trim_start_matches('\u{feff}'))?)),
        Some(_) => Err(InboundError::UnknownFormat),
        None => Err(InboundError::Empty),
    }
}

impl Inbound {
    /// Reads the body of a push that needs no opening: a decrypted one, or one from a trusted place. For requests
    /// from the internet use [`Callback::open`](crate::callback::Callback::open), which also verifies.
    ///
    /// ```
    /// use wechat_core::inbound::{Inbound, InboundKind};
    /// let body = br#"{"ToUserName":"gh_0a1b2c3d4e5f","FromUserName":"oExample_openid_of_a_person",
    ///     "CreateTime":1790000000,"MsgType":"text","Content":"hello","MsgId":7}"#;
    /// let push = Inbound::parse(body).unwrap();
    /// assert!(matches!(push.kind, InboundKind::Text(text) if text.content == "hello"));
    /// ```
    ///
    /// # Errors
    ///
    /// [`InboundError`] with the field or place at fault.
    pub fn parse(body: &[u8]) -> Result<Self, InboundError> {
        let (_, fields) = read_fields(body)?;
        Self::from_fields(&fields)
    }

    /// Gives fields their meaning.
    ///
    /// # Errors
    ///
    /// [`InboundError::Missing`] or [`InboundError::Invalid`] with the field at fault.
    pub fn from_fields(fields: &Fields<'_>) -> Result<Self, InboundError> {
        let fields = Reader(fields);
        let invalid = |field, expected| move |_| InboundError::Invalid { field, expected };
        Ok(Self {
            to: AccountId::new(fields.word("ToUserName")?).map_err(invalid("ToUserName", "an account id"))?,
            from: OpenId::new(fields.word("FromUserName")?).map_err(invalid("FromUserName", "an openid"))?,
            created_at: fields.created_at()?,
            article: SourceArticle::read(fields),
            kind: kind(fields)?,
        })
    }
}

fn kind(fields: Reader<'_>) -> Result<InboundKind, InboundError> {
    let msg_type = fields.word("MsgType")?;
    let is = |known: &str| msg_type.eq_ignore_ascii_case(known);
    Ok(if is("text") {
        InboundKind::Text(Text::read(fields)?)
    } else if is("event") {
        InboundKind::Event(Event::read(fields)?)
    } else if is("image") {
        InboundKind::Image(Image::read(fields)?)
    } else if is("voice") {
        InboundKind::Voice(Voice::read(fields)?)
    } else if is("video") {
        InboundKind::Video(Video::read(fields)?)
    } else if is("shortvideo") {
        InboundKind::ShortVideo(Video::read(fields)?)
    } else if is("location") {
        InboundKind::Location(Location::read(fields)?)
    } else if is("link") {
        InboundKind::Link(Link::read(fields)?)
    } else if is("miniprogrampage") {
        InboundKind::MiniProgramPage(MiniProgramPage::read(fields)?)
    } else {
        InboundKind::Unknown(UnknownMessage {
            msg_type: msg_type.to_owned(),
            msg_id: fields.maybe_msg_id()?,
            fields: fields.0.clone().into_owned(),
        })
    })
}
