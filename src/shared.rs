//! What people send besides text, the form in which another user of the same account can get it, and what that is
//! on the wire.
//!
//! Source: the reply and message types of
//! <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Passive_user_reply_message.html> and
//! <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html>.

use crate::words::clean;
use chatstore::{Body, Text};
use wechat_core::customer::{Body as MessageBody, Message, NewsArticle, VideoBody};
use wechat_core::ids::IdError;
use wechat_core::inbound::{InboundKind, Link, Location, MiniProgramPage, Video};
use wechat_core::reply::{Article, VideoReply};
use wechat_core::{MediaId, OpenId, Reply};

/// The form in which something can be passed on; `None` for what cannot.
pub(crate) fn body(kind: &InboundKind) -> Option<Body> {
    Some(match kind {
        InboundKind::Image(image) => Body::Image { media: name(&image.media_id) },
        InboundKind::Voice(voice) => Body::Voice { media: name(&voice.media_id) },
        InboundKind::Video(video) | InboundKind::ShortVideo(video) => film(video),
        InboundKind::Location(location) => Body::from(place(location)),
        InboundKind::Link(link) => page(link),
        InboundKind::MiniProgramPage(card) => Body::from(mini_program(card)),
        _ => return None,
    })
}

fn name(media: &MediaId) -> Text {
    Text::from(media.as_str())
}

fn film(video: &Video) -> Body {
    Body::Video { media: name(&video.media_id), thumb: name(&video.thumb_media_id) }
}

/// A place has no type of its own: its label, and a link that opens it on a map.
fn place(location: &Location) -> String {
    let label = clean::line(&location.label);
    let at = format!("{:.6},{:.6}", location.latitude, location.longitude);
    format!("📍 {} https://apis.map.qq.com/uri/v1/geocoder?coord={at}", label.trim())
}

fn page(link: &Link) -> Body {
    Body::Link {
        title: clean::line(&link.title).into(),
        description: clean::line(&link.description).into(),
        url: Text::from(link.url.as_str()),
    }
}

/// A card of somebody else's mini-program cannot be sent: its title says what it was.
fn mini_program(card: &MiniProgramPage) -> String {
    format!("[小程序] {}", clean::line(&card.title).trim())
}

/// What a body is as the passive reply of an official account.
///
/// ```
/// use driftbottle::{passive_reply, chatstore::Body, wechat_core::Reply};
/// assert_eq!(passive_reply(&Body::from("hello"))?, Reply::text("hello"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`IdError`] when a media id is none.
pub fn passive_reply(body: &Body) -> Result<Reply, IdError> {
    Ok(match body {
        Body::Image { media } => Reply::Image(id(media)?),
        Body::Voice { media } => Reply::Voice(id(media)?),
        Body::Video { media, .. } => Reply::Video(VideoReply::new(id(media)?)),
        Body::Link { title, description, url } => {
            let (title, description, url) = (title.as_str(), description.as_str(), url.as_str());
            Reply::News(vec![Article::new(title, description, url)])
        }
        other => Reply::text(other.as_text().unwrap_or_default()),
    })
}

/// What a body is as a customer-service message of an official account.
///
/// ```
/// use driftbottle::{customer_message, chatstore::Body, wechat_core::OpenId};
/// let message = customer_message(OpenId::new("oExample_openid_of_a_person")?, &Body::from("hello"))?;
/// assert!(message.to_json()?.contains("hello"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`IdError`] when a media id is none.
pub fn customer_message(to: OpenId, body: &Body) -> Result<Message, IdError> {
    let body = match body {
        Body::Image { media } => MessageBody::Image(id(media)?),
        Body::Voice { media } => MessageBody::Voice(id(media)?),
        Body::Video { media, thumb } => MessageBody::Video(VideoBody::new(id(media)?, id(thumb)?)),
        Body::Link { title, description, url } => {
            MessageBody::News(NewsArticle::new(title.as_str(), description.as_str(), url.as_str()))
        }
        other => return Ok(Message::text(to, other.as_text().unwrap_or_default())),
    };
    Ok(Message::new(to, body))
}

fn id(media: &Text) -> Result<MediaId, IdError> {
    MediaId::new(media.as_str())
}
