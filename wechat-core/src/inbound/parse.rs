//! From bytes to an [`Inbound`].

use super::error::InboundError;
use super::event::Event;
use super::fields::Fields;
use super::file::File;
use super::kind::{InboundKind, UnknownMessage};
use super::location::Location;
use super::media::{Image, Video, Voice};
use super::mini_program::MiniProgramPage;
use super::read::Reader;
use super::shared::{Link, SourceArticle};
use super::text::Text;
use super::user_info_event::{APP_ID_NAMES, OPENID_NAMES, UserInfoChange};
use super::xml::Layout;
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

impl Format {
    /// The format of a body, by its first character.
    ///
    /// ```
    /// use wechat_core::inbound::Format;
    /// assert_eq!(Format::of(b"\n<xml></xml>"), Ok(Format::Xml));
    /// assert!(Format::of(b"success").is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// [`InboundError::Empty`] and [`InboundError::UnknownFormat`]; the rest of the body is not looked at.
    pub fn of(body: &[u8]) -> Result<Self, InboundError> {
        let body = body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body);
        match body.trim_ascii_start().first() {
            Some(b'<') => Ok(Self::Xml),
            Some(b'{') => Ok(Self::Json),
            Some(_) => Err(InboundError::UnknownFormat),
            None => Err(InboundError::Empty),
        }
    }
}

/// The fields of a body in whichever format it is written, without the layout around values.
pub(crate) fn read_fields(body: &[u8]) -> Result<(Format, Fields<'_>), InboundError> {
    read_laid_out(body, Layout::Drop)
}

fn read_laid_out(body: &[u8], layout: Layout) -> Result<(Format, Fields<'_>), InboundError> {
    let text =
        std::str::from_utf8(body).map_err(|error| InboundError::NotUtf8 { at: error.valid_up_to() })?;
    let format = Format::of(body)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let fields = match format {
        Format::Xml => xml::read(text, layout)?,
        Format::Json => json::read(text)?,
    };
    Ok((format, fields))
}

impl<'a> Fields<'a> {
    /// Reads a body into its fields and gives them no meaning. White space around values stays, as it is on the
    /// wire; [`Inbound::parse`] drops it.
    ///
    /// # Errors
    ///
    /// [`InboundError`] with the place at fault.
    pub fn parse(body: &'a [u8]) -> Result<Self, InboundError> {
        read_laid_out(body, Layout::Keep).map(|(_, fields)| fields)
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
        let to = match fields.word("ToUserName") {
            Ok(to) if !to.is_empty() => to,
            _ => own_name(fields, "ToUserName", &APP_ID_NAMES)?,
        };
        let from = match fields.word("FromUserName") {
            Ok(from) if !from.is_empty() => from,
            _ => own_name(fields, "FromUserName", &OPENID_NAMES)?,
        };
        Ok(Self {
            to: AccountId::new(to).map_err(invalid("ToUserName", "an account id"))?,
            from: OpenId::new(from).map_err(invalid("FromUserName", "an openid"))?,
            created_at: fields.created_at()?,
            article: SourceArticle::read(fields),
            kind: kind(fields)?,
        })
    }
}

/// Stands for a missing name of the envelope: a change of a user's data may come with names of its own only.
#[cold]
fn own_name<'f>(fields: Reader<'f>, missing: &'static str, names: &[&str]) -> Result<&'f str, InboundError> {
    let has_own = fields.maybe("Event").is_some_and(UserInfoChange::is_named);
    let filled = |name: &str| fields.maybe(name).map(str::trim).filter(|text| !text.is_empty());
    let name = if has_own { names.iter().find_map(|name| filled(name)) } else { None };
    name.ok_or(InboundError::Missing { field: missing })
}

fn kind(fields: Reader<'_>) -> Result<InboundKind, InboundError> {
    // Events of the open platform may come without their type.
    let msg_type = match fields.word("MsgType") {
        Err(_) if fields.maybe("Event").is_some() => "event",
        msg_type => msg_type?,
    };
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
    } else if is("file") {
        InboundKind::File(File::read(fields)?)
    } else {
        InboundKind::Unknown(UnknownMessage {
            msg_type: msg_type.to_owned(),
            msg_id: fields.maybe_msg_id()?,
            fields: fields.0.clone().into_owned(),
        })
    })
}
