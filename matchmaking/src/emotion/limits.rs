//! The limits of emotion analysis.

/// The longest text that is analysed, bytes: a diary page of ten thousand characters.
pub const MAX_TEXT_BYTES: usize = 32 << 10;

/// The longest word of a lexicon, characters.
pub const MAX_WORD_CHARS: usize = 24;

/// The longest list or corpus, bytes.
pub const MAX_LIST_BYTES: usize = 256 << 20;

/// The most rows a model is trained on.
pub const MAX_ROWS: usize = 2_000_000;
