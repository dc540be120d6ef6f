//! What a passive reply may be.

use super::error::ReplyError;
use super::writer::Document;
use crate::MediaId;
use crate::limits::{NEWS_ARTICLES_MAX, TEXT_MAX_BYTES};
use crate::redact::redacted_debug;
use crate::text::strip_controls;

/// One passive reply. `Debug` shows its kind only.
///
/// Official accounts show every kind. In mini-programs only [`Reply::TransferCustomerService`] works; everything else goes
/// through [`crate::customer`] (two sources).
///
/// ```
/// use wechat_core::reply::{Article, Reply};
/// let card = Reply::News(vec![Article::new("A title", "A line below", "https://example.com/")]);
/// assert_eq!(card.msg_type(), "news");
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reply {
    /// A text of at most [`TEXT_MAX_BYTES`] bytes; line breaks and `<a href>` links work.
    Text(String),
    /// A picture (no moving GIF).
    Image(MediaId),
    /// A recording.
    Voice(MediaId),
    /// A video.
    Video(VideoReply),
    /// A piece of music.
    Music(Music),
    /// One article. A list, because the element is one.
    News(Vec<Article>),
    /// Hand the user over to a human agent: any, or the account named (`KfAccount`).
    TransferCustomerService(Option<String>),
}

/// A video reply.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct VideoReply {
    /// The stored video.
    pub media_id: MediaId,
    /// A title.
    pub title: Option<String>,
    /// A line below.
    pub description: Option<String>,
}

/// A music reply.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Music {
    /// A title.
    pub title: Option<String>,
    /// A line below.
    pub description: Option<String>,
    /// Where the music is.
    pub url: Option<String>,
    /// Where it is in high quality, played on Wi-Fi.
    pub hq_url: Option<String>,
    /// The stored picture beside it.
    pub thumb_media_id: MediaId,
}

/// An article: a card that opens a page.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Article {
    /// Its title.
    pub title: String,
    /// A line below.
    pub description: String,
    /// Its picture, 360×200 or 200×200 pixels.
    pub pic_url: String,
    /// The page it opens.
    pub url: String,
}

impl Reply {
    /// A text reply.
    #[must_use]
    pub fn text(content: impl Into<String>) -> Self {
        Self::Text(content.into())
    }

    /// Name of the kind on the wire (`MsgType`).
    #[must_use]
    pub const fn msg_type(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Image(_) => "image",
            Self::Voice(_) => "voice",
            Self::Video(_) => "video",
            Self::Music(_) => "music",
            Self::News(_) => "news",
            Self::TransferCustomerService(_) => "transfer_customer_service",
        }
    }

    pub(super) fn size_hint(&self) -> usize {
        match self {
            Self::Text(content) => 256 + content.len(),
            _ => 512,
        }
    }

    pub(super) fn write(&self, xml: &mut Document) -> Result<(), ReplyError> {
        xml.clean_cdata("MsgType", self.msg_type());
        match self {
            Self::Text(content) => write_text(xml, content)?,
            Self::Image(id) => xml.group("Image", |xml| xml.cdata("MediaId", id.as_str())),
            Self::Voice(id) => xml.group("Voice", |xml| xml.cdata("MediaId", id.as_str())),
            Self::Video(video) => xml.group("Video", |xml| video.write(xml)),
            Self::Music(music) => xml.group("Music", |xml| music.write(xml)),
            Self::News(articles) => write_news(xml, articles)?,
            Self::TransferCustomerService(None) => {}
            Self::TransferCustomerService(Some(agent)) => {
                xml.group("TransInfo", |xml| xml.cdata("KfAccount", agent));
            }
        }
        Ok(())
    }
}

fn write_text(xml: &mut Document, content: &str) -> Result<(), ReplyError> {
    let shown = strip_controls(content);
    if shown.is_empty() {
        return Err(ReplyError::Empty { field: "Content" });
    }
    if shown.len() > TEXT_MAX_BYTES {
        return Err(ReplyError::TooLong { field: "Content", bytes: shown.len(), max: TEXT_MAX_BYTES });
    }
    xml.clean_cdata("Content", &shown);
    Ok(())
}

fn write_news(xml: &mut Document, articles: &[Article]) -> Result<(), ReplyError> {
    if articles.len() != NEWS_ARTICLES_MAX {
        return Err(ReplyError::Articles { count: articles.len() });
    }
    xml.number("ArticleCount", 1);
    xml.group("Articles", |xml| {
        for article in articles {
            xml.group("item", |xml| article.write(xml));
        }
    });
    Ok(())
}

impl VideoReply {
    /// A video without words.
    #[must_use]
    pub const fn new(media_id: MediaId) -> Self {
        Self { media_id, title: None, description: None }
    }

    fn write(&self, xml: &mut Document) {
        xml.cdata("MediaId", self.media_id.as_str());
        xml.optional("Title", self.title.as_deref());
        xml.optional("Description", self.description.as_deref());
    }
}

impl Music {
    /// Music without words.
    #[must_use]
    pub const fn new(thumb_media_id: MediaId) -> Self {
        Self { title: None, description: None, url: None, hq_url: None, thumb_media_id }
    }

    fn write(&self, xml: &mut Document) {
        xml.optional("Title", self.title.as_deref());
        xml.optional("Description", self.description.as_deref());
        xml.optional("MusicUrl", self.url.as_deref());
        xml.optional("HQMusicUrl", self.hq_url.as_deref());
        xml.cdata("ThumbMediaId", self.thumb_media_id.as_str());
    }
}

impl Article {
    /// An article without a picture.
    #[must_use]
    pub fn new(title: impl Into<String>, description: impl Into<String>, url: impl Into<String>) -> Self {
        Self { title: title.into(), description: description.into(), pic_url: String::new(), url: url.into() }
    }

    fn write(&self, xml: &mut Document) {
        xml.cdata("Title", &self.title);
        xml.cdata("Description", &self.description);
        xml.cdata("PicUrl", &self.pic_url);
        xml.cdata("Url", &self.url);
    }
}

redacted_debug!(VideoReply);
redacted_debug!(Music);
redacted_debug!(Article);

impl std::fmt::Debug for Reply {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Reply({}, …)", self.msg_type())
    }
}
