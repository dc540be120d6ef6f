//! A bottle: a line thrown to whoever picks it.

use crate::keys::{BottleKey, UserKey};
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// A line that drifts until so many people have read it, or its time is over.
///
/// ```
/// use chatstore::{Bottle, BottleKey, UserKey};
/// let bottle = Bottle::new(BottleKey(7), "wx1", UserKey(1), "is anybody there?", 1_000, 9_000);
/// assert!(!bottle.is_read_by(UserKey(2)) && bottle.kept_by() == 0);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bottle {
    /// Its key.
    pub key: BottleKey,
    /// Grows by one with each commit that touches the bottle.
    pub version: u64,
    /// The app whose people may pick it.
    pub app: Box<str>,
    /// Who threw it.
    pub owner: UserKey,
    /// What it says.
    pub text: Text,
    /// When it was thrown, in ms.
    pub thrown_ms: i64,
    /// When it sinks, in ms: from then on nobody picks it.
    pub expires_ms: i64,
    /// Who picked it, in this order. Nobody picks one twice.
    pub readers: Vec<Reader>,
    /// How many letters answered it.
    pub letters: u32,
}

impl Bottle {
    /// A bottle that was just thrown.
    #[must_use]
    pub fn new(
        key: BottleKey,
        app: &str,
        owner: UserKey,
        text: impl Into<Text>,
        thrown_ms: i64,
        expires_ms: i64,
    ) -> Self {
        let (app, text) = (app.into(), text.into());
        Self { key, version: 0, app, owner, text, thrown_ms, expires_ms, readers: Vec::new(), letters: 0 }
    }

    /// Whether this person has picked it, be it to throw it back.
    #[must_use]
    pub fn is_read_by(&self, user: UserKey) -> bool {
        self.readers.iter().any(|reader| reader.user == user)
    }

    /// How many of its readers did not throw it back.
    #[must_use]
    pub fn kept_by(&self) -> usize {
        self.readers.iter().filter(|reader| !reader.returned).count()
    }
}

/// One person who picked a bottle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reader {
    /// Who.
    pub user: UserKey,
    /// When, in ms.
    pub read_ms: i64,
    /// Whether they threw it back.
    pub returned: bool,
}

/// What a person has in hand: what their answer by letter is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hand {
    /// What it is.
    pub what: InHand,
    /// Since when, in ms.
    pub since_ms: i64,
}

/// Something that can be answered by letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum InHand {
    /// A bottle they picked.
    Bottle(BottleKey),
    /// A letter they were sent.
    Letter(crate::keys::ConversationKey),
}
