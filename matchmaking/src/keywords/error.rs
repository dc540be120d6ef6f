//! The situations in which a text or a list is refused.

use super::limits::{MAX_LIST_BYTES, MAX_TEXT_BYTES, MAX_WORD_CHARS, MAX_WORDS};

/// Why a text or a list was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeywordError {
    /// A text longer than [`MAX_TEXT_BYTES`].
    #[error("the text has {bytes} bytes, more than {MAX_TEXT_BYTES}")]
    TextTooLong {
        /// How long it is.
        bytes: usize,
    },
    /// An interest longer than [`MAX_WORD_CHARS`].
    #[error("interest {index} has {chars} characters, more than {MAX_WORD_CHARS}")]
    InterestTooLong {
        /// Which one, from 0.
        index: usize,
        /// How long it is.
        chars: usize,
    },
    /// More different interests than [`MAX_WORDS`].
    #[error("there are {count} interests, more than {MAX_WORDS}")]
    TooManyInterests {
        /// How many there are.
        count: usize,
    },
    /// A list longer than [`MAX_LIST_BYTES`].
    #[error("the list has {bytes} bytes, more than {MAX_LIST_BYTES}")]
    ListTooLong {
        /// How long it is.
        bytes: usize,
    },
    /// An entry of a list that no text could contain: longer than [`MAX_WORD_CHARS`], or nothing at all once it is in
    /// its normal form.
    #[error("line {line} has an entry that is no word")]
    NotAWord {
        /// The line, from 1.
        line: usize,
    },
    /// A word that is to mean two different things.
    #[error("line {line} gives a word a second meaning; it has one from line {first} on")]
    TwoMeanings {
        /// The line, from 1.
        line: usize,
        /// The line with the first meaning; 0 if it came with another list.
        first: usize,
    },
    /// A dictionary of jieba's that could not be read.
    #[error("the dictionary cannot be read: {problem}")]
    Dictionary {
        /// What is wrong with it.
        problem: String,
    },
}
