//! Words that say nothing about an interest.

use super::Dictionary;
use super::error::KeywordError;

const DEFAULT: &str = include_str!("../../data/stop_words.txt");

/// Words that say nothing about an interest: they part other words, and are left out. The default has the common
/// ones of Chinese and English.
#[derive(Clone, Debug)]
pub struct StopWords(Dictionary);

impl StopWords {
    /// No stop words.
    #[must_use]
    pub fn none() -> Self {
        Self(Dictionary::default())
    }

    /// Adds the words of a list, as [`Dictionary::read`] does.
    ///
    /// # Errors
    ///
    /// Those of [`Dictionary::read`].
    pub fn read(&mut self, list: &str) -> Result<(), KeywordError> {
        self.0.read(list)
    }

    /// Whether a word in normal form is one of them.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        self.0.contains(word)
    }

    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.0.words()
    }
}

impl Default for StopWords {
    fn default() -> Self {
        let mut words = Self::none();
        // The list that ships is read by a test.
        let read = words.read(DEFAULT);
        debug_assert_eq!(read, Ok(()));
        words
    }
}
