//! Words that mean the same.

use std::collections::BTreeMap;

use super::error::KeywordError;
use super::word_list;

const DEFAULT: &str = include_str!("../../data/synonyms.txt");

/// Words that mean the same, of which one stands for all. The default has common interests in Chinese and English.
///
/// ```
/// use matchmaking::keywords::Synonyms;
///
/// let mut synonyms = Synonyms::none();
/// synonyms.read("爬山 登山 hiking\n电影 影片")?;
/// assert_eq!(synonyms.of("登山"), "爬山");
/// assert_eq!(synonyms.of("读书"), "读书");
/// # Ok::<(), matchmaking::keywords::KeywordError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Synonyms {
    /// The word that stands for each, and the line that said so.
    meanings: BTreeMap<String, (String, usize)>,
}

impl Synonyms {
    /// No synonyms.
    #[must_use]
    pub fn none() -> Self {
        Self { meanings: BTreeMap::new() }
    }

    /// Adds the groups of a list: one a line, the word that stands for the others first; lines that begin with `#`
    /// are comments.
    ///
    /// # Errors
    ///
    /// [`KeywordError::ListTooLong`], [`KeywordError::NotAWord`] or [`KeywordError::TwoMeanings`] with the line;
    /// nothing is added then.
    pub fn read(&mut self, list: &str) -> Result<(), KeywordError> {
        let mut meanings = self.meanings.clone();
        for known in meanings.values_mut() {
            known.1 = 0;
        }
        for entry in word_list::read(list)? {
            let (line, words) = entry?;
            let Some(head) = words.first().cloned() else { continue };
            for word in words {
                let known = meanings.entry(word).or_insert_with(|| (head.clone(), line));
                if known.0 != head {
                    return Err(KeywordError::TwoMeanings { line, first: known.1 });
                }
            }
        }
        self.meanings = meanings;
        Ok(())
    }

    /// The word that stands for `word`; itself, if nothing else does.
    #[must_use]
    pub fn of<'w>(&'w self, word: &'w str) -> &'w str {
        self.meanings.get(word).map_or(word, |(head, _)| head)
    }

    /// Whether `word` has a meaning here.
    pub(super) fn contains(&self, word: &str) -> bool {
        self.meanings.contains_key(word)
    }

    /// All words with a meaning.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.meanings.keys().map(String::as_str)
    }
}

impl Default for Synonyms {
    fn default() -> Self {
        let mut synonyms = Self::none();
        // The list that ships is read by a test.
        let read = synonyms.read(DEFAULT);
        debug_assert_eq!(read, Ok(()));
        synonyms
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_that_ship_are_sound() {
        let mut synonyms = Synonyms::none();
        assert_eq!(synonyms.read(DEFAULT), Ok(()));
        let heads: Vec<_> = synonyms.meanings.values().map(|(head, _)| head.clone()).collect();
        assert!(
            heads.iter().all(|head| synonyms.of(head) == head),
            "what stands for others stands for itself"
        );
        let stop_words = super::super::StopWords::default();
        let lost: Vec<_> = synonyms.words().filter(|word| stop_words.contains(word)).collect();
        assert_eq!(lost, [""; 0], "a word cannot both stand for an interest and say nothing");
    }

    #[test]
    fn a_word_with_two_meanings_is_refused_and_changes_nothing() {
        let mut synonyms = Synonyms::none();
        let error = synonyms.read("# one\n苹果 apple\n\n电脑 apple").unwrap_err();
        assert_eq!(error, KeywordError::TwoMeanings { line: 4, first: 2 });
        assert_eq!(synonyms.of("apple"), "apple");
        synonyms.read("苹果 apple").unwrap();
        assert_eq!(synonyms.read("水果\n电脑 苹果"), Err(KeywordError::TwoMeanings { line: 2, first: 0 }));
    }

    #[test]
    fn what_is_no_word_is_refused_with_its_line() {
        let long = "长".repeat(25);
        assert_eq!(Synonyms::none().read(&format!("\n一 {long}")), Err(KeywordError::NotAWord { line: 2 }));
        assert_eq!(Synonyms::none().read("\u{200B}"), Err(KeywordError::NotAWord { line: 1 }));
    }
}
