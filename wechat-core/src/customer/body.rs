//! What a customer-service message may be.

use super::error::MessageError;
use super::menu::Menu;
use crate::limits::TEXT_MAX_BYTES;
use crate::redact::redacted_debug;
use crate::text::strip_controls;
use crate::{AppId, MediaId};

/// The content of a message. `Debug` shows its kind only.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Body {
    /// A text of at most [`TEXT_MAX_BYTES`] bytes; `<a href>` links work.
    Text(String),
    /// A picture.
    Image(MediaId),
    /// A recording (official accounts only).
    Voice(MediaId),
    /// A video (official accounts only).
    Video(VideoBody),
    /// A piece of music (official accounts only).
    Music(Music),
    /// One article that opens a page (official accounts only).
    News(NewsArticle),
    /// A published article (`mpnewsarticle`), by its id (official accounts only).
    PublishedArticle(String),
    /// A stored article (`mpnews`). The platform withdraws it account by account in favour of
    /// [`Body::PublishedArticle`] (official accounts only).
    StoredArticle(MediaId),
    /// A coupon (`wxcard`), by its id (official accounts only).
    Coupon(String),
    /// A page with a picture (mini-programs only).
    Link(LinkBody),
    /// Choices to tap (verified official accounts only).
    Menu(Menu),
    /// A card of a mini-program.
    MiniProgram(MiniProgramCard),
}

/// A video message.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct VideoBody {
    /// The stored video.
    pub media_id: MediaId,
    /// Its stored still picture.
    pub thumb_media_id: MediaId,
    /// A title.
    pub title: Option<String>,
    /// A line below.
    pub description: Option<String>,
}

/// A music message.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Music {
    /// A title.
    pub title: Option<String>,
    /// A line below.
    pub description: Option<String>,
    /// Where the music is.
    pub url: String,
    /// Where it is in high quality.
    pub hq_url: String,
    /// The stored picture beside it.
    pub thumb_media_id: MediaId,
}

/// An article card.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct NewsArticle {
    /// Its title.
    pub title: String,
    /// A line below.
    pub description: String,
    /// The page it opens.
    pub url: String,
    /// Its picture.
    pub pic_url: String,
}

/// A page a mini-program sends.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct LinkBody {
    /// Its title.
    pub title: String,
    /// A line below.
    pub description: String,
    /// The page it opens.
    pub url: String,
    /// Its picture.
    pub thumb_url: String,
}

/// A mini-program card.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct MiniProgramCard {
    /// Its title.
    pub title: String,
    /// The mini-program; `None` when a mini-program sends its own.
    pub app_id: Option<AppId>,
    /// The page it opens.
    pub page_path: String,
    /// Its stored picture.
    pub thumb_media_id: MediaId,
}

impl VideoBody {
    /// A video without words.
    #[must_use]
    pub const fn new(media_id: MediaId, thumb_media_id: MediaId) -> Self {
        Self { media_id, thumb_media_id, title: None, description: None }
    }
}

impl Music {
    /// Music without words, in one quality.
    #[must_use]
    pub fn new(url: impl Into<String>, thumb_media_id: MediaId) -> Self {
        let url = url.into();
        Self { title: None, description: None, hq_url: url.clone(), url, thumb_media_id }
    }
}

impl NewsArticle {
    /// An article without a picture.
    #[must_use]
    pub fn new(title: impl Into<String>, description: impl Into<String>, url: impl Into<String>) -> Self {
        Self { title: title.into(), description: description.into(), url: url.into(), pic_url: String::new() }
    }
}

impl LinkBody {
    /// A page without a picture.
    #[must_use]
    pub fn new(title: impl Into<String>, description: impl Into<String>, url: impl Into<String>) -> Self {
        let (title, description, url) = (title.into(), description.into(), url.into());
        Self { title, description, url, thumb_url: String::new() }
    }
}

impl MiniProgramCard {
    /// A card.
    #[must_use]
    pub fn new(title: impl Into<String>, page_path: impl Into<String>, thumb_media_id: MediaId) -> Self {
        Self { title: title.into(), app_id: None, page_path: page_path.into(), thumb_media_id }
    }
}

impl Body {
    /// Name of the kind on the wire (`msgtype`).
    #[must_use]
    pub const fn msg_type(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Image(_) => "image",
            Self::Voice(_) => "voice",
            Self::Video(_) => "video",
            Self::Music(_) => "music",
            Self::News(_) => "news",
            Self::PublishedArticle(_) => "mpnewsarticle",
            Self::StoredArticle(_) => "mpnews",
            Self::Coupon(_) => "wxcard",
            Self::Link(_) => "link",
            Self::Menu(_) => "msgmenu",
            Self::MiniProgram(_) => "miniprogrampage",
        }
    }

    /// Whether an official account may send it.
    #[must_use]
    pub const fn is_for_official_accounts(&self) -> bool {
        !matches!(self, Self::Link(_))
    }

    /// Whether a mini-program may send it.
    ///
    /// ```
    /// use wechat_core::customer::Body;
    /// assert!(Body::Text("hi".into()).is_for_mini_programs());
    /// assert!(!Body::Coupon("card".into()).is_for_mini_programs());
    /// ```
    #[must_use]
    pub const fn is_for_mini_programs(&self) -> bool {
        matches!(self, Self::Text(_) | Self::Image(_) | Self::Link(_) | Self::MiniProgram(_))
    }

    pub(super) fn check(&self) -> Result<(), MessageError> {
        match self {
            Self::Text(content) => {
                let bytes = strip_controls(content).len();
                match bytes {
                    0 => Err(MessageError::Empty { field: "text.content" }),
                    1..=TEXT_MAX_BYTES => Ok(()),
                    _ => Err(MessageError::TooLong { field: "text.content", bytes, max: TEXT_MAX_BYTES }),
                }
            }
            Self::Menu(menu) if menu.items.is_empty() => Err(MessageError::Empty { field: "msgmenu.list" }),
            Self::PublishedArticle(id) if id.is_empty() => {
                Err(MessageError::Empty { field: "mpnewsarticle.article_id" })
            }
            Self::Coupon(id) if id.is_empty() => Err(MessageError::Empty { field: "wxcard.card_id" }),
            Self::Link(link) if link.url.is_empty() => Err(MessageError::Empty { field: "link.url" }),
            _ => Ok(()),
        }
    }
}

impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Body({}, …)", self.msg_type())
    }
}

redacted_debug!(VideoBody);
redacted_debug!(Music);
redacted_debug!(NewsArticle);
redacted_debug!(LinkBody);
redacted_debug!(MiniProgramCard, app_id);
