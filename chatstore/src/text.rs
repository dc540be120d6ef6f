//! Text people wrote, which no log may show.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// Text of a user or for a user. `Debug` tells its length, never its content.
///
/// ```
/// let text = chatstore::Text::from("meet me");
/// assert_eq!(format!("{text:?}"), "Text(7 bytes)");
/// assert_eq!(text.as_str(), "meet me");
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(Arc<str>);

impl Text {
    /// The text itself, for composing and storing; not for logs.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({} bytes)", self.0.len())
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}
