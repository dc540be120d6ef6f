//! Jieba: words by a dictionary and statistics.

use std::fmt;

use super::light::cut;
use super::limits::{MAX_LIST_BYTES, MAX_WORD_CHARS};
use super::{Dictionary, KeywordError, Segmenter};

/// Cuts Chinese by a dictionary in the format of [jieba](https://github.com/fxsjy/jieba) (`word frequency tag` a line),
/// with statistics for words it does not know. The dictionary is the caller's: none is inside.
///
/// Loading jieba's own takes a few hundred milliseconds: do it once, before anybody waits for it.
///
/// ```
/// use matchmaking::keywords::{Analyzer, Jieba};
///
/// let jieba = Jieba::read("周末 300 t\n爬山 200 v\n量子力学 20 n\n")?;
/// let analyzer = Analyzer::default().with_segmenter(jieba);
/// let words = analyzer.text("周末爬山，量子力学")?.words;
/// assert_eq!(words.iter().map(|word| &*word.text).collect::<Vec<_>>(), ["周末", "爬山", "量子力学"]);
/// # Ok::<(), matchmaking::keywords::KeywordError>(())
/// ```
pub struct Jieba {
    jieba: jieba_rs::Jieba,
}

impl Jieba {
    /// A segmenter with the words of a dictionary.
    ///
    /// # Errors
    ///
    /// [`KeywordError::ListTooLong`] or [`KeywordError::Dictionary`].
    pub fn read(dictionary: &str) -> Result<Self, KeywordError> {
        if dictionary.len() > MAX_LIST_BYTES {
            return Err(KeywordError::ListTooLong { bytes: dictionary.len() });
        }
        for (line, text) in (1..).zip(dictionary.lines()) {
            let word = text.split_whitespace().next().unwrap_or_default();
            if !text.is_empty() && (word.is_empty() || word.chars().count() > MAX_WORD_CHARS) {
                return Err(KeywordError::NotAWord { line });
            }
        }
        let jieba = jieba_rs::Jieba::with_dict(&mut dictionary.as_bytes());
        Ok(Self { jieba: jieba.map_err(|error| KeywordError::Dictionary { problem: error.to_string() })? })
    }
}

impl Segmenter for Jieba {
    fn segment<'t>(&self, text: &'t str, whole: &Dictionary, found: &mut dyn FnMut(&'t str)) {
        cut(text, whole, found, &mut |between, found| {
            self.jieba.cut(between, true).into_iter().for_each(|token| found(token.word));
        });
    }
}

impl fmt::Debug for Jieba {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Jieba").finish_non_exhaustive()
    }
}
