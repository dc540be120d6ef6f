//! Words that are to be found whole.

use std::collections::BTreeSet;
use std::fmt;

use super::error::KeywordError;
use super::word_list;

/// Words that are to be found whole in running text, such as names and terms of a community.
///
/// ```
/// use matchmaking::keywords::Dictionary;
///
/// let mut words = Dictionary::default();
/// words.read("# clubs\n深圳湾读书会  剧本杀")?;
/// assert!(words.contains("剧本杀"));
/// # Ok::<(), matchmaking::keywords::KeywordError>(())
/// ```
#[derive(Clone, Default)]
pub struct Dictionary {
    words: BTreeSet<String>,
    longest_chars: usize,
}

impl Dictionary {
    /// Adds the words of a list: parted by white space, lines that begin with `#` are comments.
    ///
    /// # Errors
    ///
    /// [`KeywordError::ListTooLong`], or [`KeywordError::NotAWord`] with the line; nothing is added then.
    pub fn read(&mut self, list: &str) -> Result<(), KeywordError> {
        let lines: Vec<_> = word_list::read(list)?.collect::<Result<_, _>>()?;
        lines.into_iter().flat_map(|(_, words)| words).for_each(|word| self.insert(word));
        Ok(())
    }

    /// Whether a word in normal form is in it.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    pub(super) fn insert(&mut self, word: String) {
        self.longest_chars = self.longest_chars.max(word.chars().count());
        self.words.insert(word);
    }

    /// The longest word `text` begins with, bytes.
    pub(super) fn longest_start(&self, text: &str) -> Option<usize> {
        let ends = text.char_indices().map(|(at, it)| at + it.len_utf8()).take(self.longest_chars);
        let found = ends.filter(|&end| text.get(..end).is_some_and(|start| self.contains(start)));
        found.last()
    }
}

/// A list may hold the names of a community's people, so it is counted, not printed.
impl fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dictionary").field("len", &self.words.len()).finish_non_exhaustive()
    }
}
