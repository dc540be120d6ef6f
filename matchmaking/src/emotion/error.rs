//! The situations in which a text, a list or a model is refused.

use super::limits::{MAX_LIST_BYTES, MAX_ROWS, MAX_TEXT_BYTES, MAX_WORD_CHARS};

/// Why a text, a list of words, a corpus or a model was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EmotionError {
    /// A text longer than [`MAX_TEXT_BYTES`].
    #[error("the text has {bytes} bytes, more than {MAX_TEXT_BYTES}")]
    TextTooLong {
        /// How long it is.
        bytes: usize,
    },
    /// Shares that are no vector of emotions: negative, not finite, or all 0.
    #[error("the shares are negative, not finite, or all 0")]
    NoShares,
    /// A list or corpus longer than [`MAX_LIST_BYTES`].
    #[error("the list has {bytes} bytes, more than {MAX_LIST_BYTES}")]
    ListTooLong {
        /// How long it is.
        bytes: usize,
    },
    /// A list that is not UTF-8.
    #[error("the list is not UTF-8: byte {at} is at fault")]
    NotUtf8 {
        /// The first byte at fault, from 0.
        at: usize,
    },
    /// A line that does not begin with a kind of word and, where it needs one, a number within bounds.
    #[error("line {line} does not begin with a kind of word and its number")]
    UnknownKind {
        /// The line, from 1.
        line: usize,
    },
    /// An entry that no text could contain: longer than [`MAX_WORD_CHARS`], or nothing once it is in its normal form.
    #[error("line {line} has an entry that is no word of at most {MAX_WORD_CHARS} characters")]
    NotAWord {
        /// The line, from 1.
        line: usize,
    },
    /// A word that is to mean two different things within one list.
    #[error("line {line} gives a word a second meaning; it has one from line {first} on")]
    TwoMeanings {
        /// The line, from 1.
        line: usize,
        /// The line with the first meaning.
        first: usize,
    },
    /// A list without a single word, or with more than can be searched for.
    #[error("a lexicon cannot be made of {words} words")]
    NotSearchable {
        /// How many there are.
        words: usize,
    },
    /// A line of a corpus without a label, a tab and a text.
    #[error("line {line} is not a label, a tab and a text")]
    NoRow {
        /// The line, from 1.
        line: usize,
    },
    /// A label that names no class.
    #[error("line {line} has a label that names no class of emotion")]
    UnknownLabel {
        /// The line, from 1.
        line: usize,
    },
    /// A row of DUTIR without the columns that are needed, or with a class or strength it does not know.
    #[error("line {line} of the ontology has no known {column}")]
    Ontology {
        /// The line, from 1.
        line: usize,
        /// The column at fault.
        column: &'static str,
    },
    /// A corpus with fewer than two classes, or more rows than [`MAX_ROWS`].
    #[error(
        "a model cannot be trained on {rows} rows of {classes} classes (two at least, {MAX_ROWS} rows at most)"
    )]
    Untrainable {
        /// How many rows there are.
        rows: usize,
        /// How many classes they have.
        classes: usize,
    },
    /// A setting of the trainer with which nothing can be learned.
    #[error("the setting {field} is {value}: it must be {must}")]
    Setting {
        /// The setting.
        field: &'static str,
        /// What it is.
        value: String,
        /// What it must be.
        must: &'static str,
    },
    /// A file that is no model: it begins with something else.
    #[error("the file is no model of emotions")]
    NoModel,
    /// A model of a version this release does not read.
    #[error("the model has version {version}; this release reads {}", super::Model::VERSION)]
    Version {
        /// Its version.
        version: u8,
    },
    /// A model whose length is not what its head says: cut off, or with something after its end.
    #[error("the model has {bytes} bytes where its head announces {expected}")]
    Length {
        /// How many bytes there are.
        bytes: usize,
        /// How many there should be.
        expected: usize,
    },
    /// A model whose checksum does not fit: damaged on its way.
    #[error("the checksum of the model does not fit: it is damaged")]
    Checksum,
    /// A model with an impossible field.
    #[error("the model has an impossible {field}")]
    Field {
        /// The field at fault.
        field: &'static str,
    },
}
