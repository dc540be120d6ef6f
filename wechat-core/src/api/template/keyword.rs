//! The types of keywords, and how long their values may be.

use unicode_segmentation::UnicodeSegmentation as _;

/// The type of a keyword, as its name begins (`thing1` is a `thing`). Limits are those of the official page on
/// subscription notices; `thing` is C3, the rest from memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeywordKind {
    /// Any words: 20 characters.
    Thing,
    /// Digits, letters, signs: 32.
    CharacterString,
    /// A number: 32 digits.
    Number,
    /// Letters: 32.
    Letter,
    /// Signs: 5.
    Symbol,
    /// Five Chinese characters.
    Phrase,
    /// A name: 20 letters or 10 Chinese characters, the stricter counts here.
    Name,
    /// A telephone number: 17.
    PhoneNumber,
    /// A licence plate: 8.
    CarNumber,
    /// One of the template's own values: 20.
    Const,
    /// A time, a date or an amount: the platform checks its form.
    Formed,
}

impl KeywordKind {
    /// The type of the keyword with that name, if it is one of these.
    #[must_use]
    pub fn of(keyword: &str) -> Option<Self> {
        Some(match keyword.trim_end_matches(|c: char| c.is_ascii_digit()) {
            "thing" => Self::Thing,
            "character_string" => Self::CharacterString,
            "number" => Self::Number,
            "letter" => Self::Letter,
            "symbol" => Self::Symbol,
            "phrase" => Self::Phrase,
            "name" => Self::Name,
            "phone_number" => Self::PhoneNumber,
            "car_number" => Self::CarNumber,
            "const" => Self::Const,
            "time" | "date" | "amount" => Self::Formed,
            _ => return None,
        })
    }

    /// Longest value, in characters, where length is what counts.
    #[must_use]
    pub const fn max_chars(self) -> Option<usize> {
        Some(match self {
            Self::Thing | Self::Const => 20,
            Self::CharacterString | Self::Number | Self::Letter => 32,
            Self::Symbol | Self::Phrase => 5,
            Self::Name => 10,
            Self::PhoneNumber => 17,
            Self::CarNumber => 8,
            Self::Formed => return None,
        })
    }
}

/// The value, cut to what the keyword takes: whole characters as a reader sees them, and `…` where something is
/// missing. What has no known limit stays as it is.
///
/// ```
/// use wechat_core::api::template::fitting;
/// assert_eq!(fitting("thing1", "短"), "短");
/// assert_eq!(fitting("phrase2", "一二三四五六七"), "一二三四…");
/// assert_eq!(fitting("time3", "2026-11-27 12:00:00 and more"), "2026-11-27 12:00:00 and more");
/// ```
#[must_use]
pub fn fitting(keyword: &str, value: &str) -> String {
    let Some(max) = KeywordKind::of(keyword).and_then(KeywordKind::max_chars) else {
        return value.to_owned();
    };
    if value.chars().count() <= max {
        return value.to_owned();
    }
    let mut cut = String::new();
    let mut chars = 0;
    for grapheme in value.graphemes(true) {
        chars += grapheme.chars().count();
        if chars >= max {
            break;
        }
        cut.push_str(grapheme);
    }
    cut.push('…');
    cut
}
