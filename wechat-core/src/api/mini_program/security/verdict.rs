//! What a check comes to.

use serde::{Deserialize, Deserializer};

use crate::api::lenient;
use crate::api::words::wire_words;

wire_words! {
    /// What to do with the content (`suggest`).
    Suggestion {
        /// Show it.
        Pass = "pass",
        /// Have somebody look at it.
        Review = "review",
        /// Do not show it.
        Risky = "risky",
    }
}

/// What the content is held to be (`label`). Confidence: C5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ContentLabel {
    /// Nothing wrong (100).
    Normal,
    /// Advertising (10001).
    Advertising,
    /// Politics (20001).
    Politics,
    /// Pornography (20002).
    Pornography,
    /// Abuse (20003).
    Abuse,
    /// Crime (20006).
    Crime,
    /// Fraud (20008).
    Fraud,
    /// Vulgarity (20012).
    Vulgar,
    /// Somebody's rights (20013).
    Copyright,
    /// Something else (21000).
    Other,
    /// A number nobody has described yet.
    Unknown(i64),
}

impl ContentLabel {
    /// The label of that number.
    #[must_use]
    pub const fn from_number(number: i64) -> Self {
        match number {
            100 => Self::Normal,
            10001 => Self::Advertising,
            20001 => Self::Politics,
            20002 => Self::Pornography,
            20003 => Self::Abuse,
            20006 => Self::Crime,
            20008 => Self::Fraud,
            20012 => Self::Vulgar,
            20013 => Self::Copyright,
            21000 => Self::Other,
            number => Self::Unknown(number),
        }
    }
}

impl<'de> Deserialize<'de> for ContentLabel {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        lenient::number(from).map(Self::from_number)
    }
}

/// The whole of a verdict (`result`); the event `wxa_media_check` has one too.
///
/// ```
/// use wechat_core::api::mini_program::{ContentLabel, ContentVerdict, Suggestion};
/// let verdict: ContentVerdict = serde_json::from_str(r#"{"suggest":"risky","label":20003}"#).unwrap();
/// assert_eq!(verdict, ContentVerdict { suggestion: Suggestion::Risky, label: ContentLabel::Abuse });
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ContentVerdict {
    /// What to do.
    #[serde(rename = "suggest")]
    pub suggestion: Suggestion,
    /// Why.
    pub label: ContentLabel,
}
