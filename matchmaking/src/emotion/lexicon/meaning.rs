//! What a word of a lexicon says.

use crate::Emotion;
use crate::emotion::class_of_label;

/// What a word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// It speaks for a class, from 1 to 9.
    Feeling { class: Emotion, strength: u8 },
    /// It says nothing.
    Nothing,
    /// The word after it is so many per cent of what it is.
    Degree(u16),
    /// The word before it is.
    After(u16),
    /// The word after it is turned.
    Not,
    /// Somebody is asked not to.
    Dont,
    /// What follows counts for more than what was before.
    But,
    /// What follows is not so, or counts for less.
    If,
}

impl Meaning {
    /// The meaning a line begins with, and the rest of the line; the kind and its number are white-space separated.
    pub(super) fn parse(line: &str) -> Option<(Self, &str)> {
        let (kind, rest) = word(line);
        let plain = match kind {
            "none" => Some(Self::Nothing),
            "not" => Some(Self::Not),
            "dont" => Some(Self::Dont),
            "but" => Some(Self::But),
            "if" => Some(Self::If),
            _ => None,
        };
        if let Some(meaning) = plain {
            return Some((meaning, rest));
        }
        let (number, rest) = word(rest);
        let number: u16 = number.parse().ok()?;
        let per_cent = (10..=400).contains(&number);
        let meaning = match kind {
            "degree" if per_cent => Self::Degree(number),
            "after" if per_cent => Self::After(number),
            _ => {
                let class = class_of_label(kind).filter(|&class| class != Emotion::Calm)?;
                let strength = u8::try_from(number).ok().filter(|strength| (1..=9).contains(strength))?;
                Self::Feeling { class, strength }
            }
        };
        Some((meaning, rest))
    }
}

/// The first word of a line and the rest.
fn word(line: &str) -> (&str, &str) {
    let line = line.trim_start();
    line.split_once(char::is_whitespace).unwrap_or((line, ""))
}
