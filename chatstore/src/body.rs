//! What a line says: text, or something else that people send each other.

use crate::text::Text;
use serde::{Deserialize, Serialize};

/// What a line or a reply says. `Debug` shows the kind and lengths, never the content.
///
/// ```
/// use chatstore::Body;
/// let body = Body::from("hello");
/// assert_eq!((body.kind(), body.as_text()), ("text", Some("hello")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Body {
    /// Text. Several may share one message.
    Text(Text),
    /// A picture, by the name the platform gave it.
    Image {
        /// The platform's name of it, good for three days.
        media: Text,
    },
    /// A voice note.
    Voice {
        /// The platform's name of it, good for three days.
        media: Text,
    },
    /// A film.
    Video {
        /// The platform's name of it, good for three days.
        media: Text,
        /// The platform's name of its still.
        thumb: Text,
    },
    /// A page somewhere.
    Link {
        /// Its title.
        title: Text,
        /// What it is about; may be empty.
        description: Text,
        /// Where it is.
        url: Text,
    },
}

impl Body {
    /// The text, if it is nothing but text.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text.as_str()),
            _ => None,
        }
    }

    /// What it is, in one word.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Image { .. } => "image",
            Self::Voice { .. } => "voice",
            Self::Video { .. } => "video",
            Self::Link { .. } => "link",
        }
    }
}

impl From<&str> for Body {
    fn from(text: &str) -> Self {
        Self::Text(Text::from(text))
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Self::Text(Text::from(text))
    }
}
