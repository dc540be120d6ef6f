//! The analyzer: from a text to the words of a ticket.

use std::fmt;

use super::limits::{MAX_TEXT_BYTES, MAX_WORD_CHARS, MAX_WORDS};
use super::script::Script;
use super::{Dictionary, KeywordError, Light, Segmenter, StopWords, Synonyms, Word, normal_form};

/// Up to this many characters without a space, what a user names is one interest; what is longer is a sentence.
const ONE_INTEREST_CHARS: usize = 6;

/// Finds the words of a text; see [the module](super) for what it does to them.
///
/// [`Analyzer::interests`] is for lists (“爬山 电影 c++”), [`Analyzer::text`] for running text (“周末想去爬山”).
///
/// ```
/// use matchmaking::keywords::{Analyzer, Synonyms};
///
/// let mut synonyms = Synonyms::default();
/// synonyms.read("飞盘 ultimate frisbee")?;
/// let analyzer = Analyzer::default().with_synonyms(synonyms);
/// let found = analyzer.text("週末我想去登山，或者玩Frisbee！")?;
/// let texts: Vec<_> = found.words.iter().map(|word| word.text.as_str()).collect();
/// assert_eq!(texts, ["周末", "爬山", "飞盘"]);
/// # Ok::<(), matchmaking::keywords::KeywordError>(())
/// ```
pub struct Analyzer {
    segmenter: Box<dyn Segmenter + Send + Sync>,
    stop_words: StopWords,
    synonyms: Synonyms,
    dictionary: Dictionary,
    /// All that is to be found whole: the dictionary, and what the two lists know.
    whole: Dictionary,
}

/// What was found in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Analysis {
    /// The words, each once, in the order in which they first came.
    pub words: Vec<Word>,
    /// How many different words were left out: longer than [`MAX_WORD_CHARS`], or beyond [`MAX_WORDS`].
    pub left_out: usize,
}

impl Analyzer {
    /// This analyzer, with texts cut by `segmenter`. Default: [`Light`].
    #[must_use]
    pub fn with_segmenter(self, segmenter: impl Segmenter + Send + Sync + 'static) -> Self {
        Self { segmenter: Box::new(segmenter), ..self }
    }

    /// This analyzer with other stop words.
    #[must_use]
    pub fn with_stop_words(self, stop_words: StopWords) -> Self {
        Self { stop_words, ..self }.knowing_whole_words()
    }

    /// This analyzer with other synonyms.
    #[must_use]
    pub fn with_synonyms(self, synonyms: Synonyms) -> Self {
        Self { synonyms, ..self }.knowing_whole_words()
    }

    /// This analyzer, finding the words of `dictionary` whole. Default: none but those of the synonyms.
    #[must_use]
    pub fn with_dictionary(self, dictionary: Dictionary) -> Self {
        Self { dictionary, ..self }.knowing_whole_words()
    }

    fn knowing_whole_words(mut self) -> Self {
        self.whole = self.dictionary.clone();
        // A synonym of one character is too often part of another word to be cut out of running text.
        let synonyms = self.synonyms.words().filter(|word| word.chars().nth(1).is_some());
        let words = synonyms.chain(self.stop_words.words()).map(str::to_owned);
        words.for_each(|word| self.whole.insert(word));
        self
    }

    /// The words of a running text. What does not fit is left out and counted.
    ///
    /// # Errors
    ///
    /// [`KeywordError::TextTooLong`].
    pub fn text(&self, text: &str) -> Result<Analysis, KeywordError> {
        let normal = capped(text)?;
        let mut found = Found::default();
        self.cut(&normal, &mut found);
        Ok(found.analysis)
    }

    /// The interests of a list, parted by spaces or punctuation. What is short stands as it is, beside the known words
    /// within it; a sentence among them is read as running text.
    ///
    /// # Errors
    ///
    /// [`KeywordError::TextTooLong`], [`KeywordError::InterestTooLong`] or [`KeywordError::TooManyInterests`]: a user
    /// who names interests is told rather than heard by half.
    pub fn interests(&self, text: &str) -> Result<Analysis, KeywordError> {
        let normal = capped(text)?;
        let mut found = Found::default();
        let part = |it: char| Script::of(it) == Script::Gap && !matches!(it, '+' | '#' | '\u{200D}');
        let pieces = normal.split(part).map(without_signs).filter(|piece| !piece.is_empty());
        for (index, piece) in pieces.enumerate() {
            let chars = piece.chars().count();
            if chars > MAX_WORD_CHARS {
                return Err(KeywordError::InterestTooLong { index, chars });
            }
            self.interest(piece, chars, &mut found);
        }
        let count = found.analysis.words.len() + found.analysis.left_out;
        if count > MAX_WORDS { Err(KeywordError::TooManyInterests { count }) } else { Ok(found.analysis) }
    }

    fn interest(&self, piece: &str, chars: usize, found: &mut Found) {
        if piece.chars().all(|it| Script::of(it) == Script::Gap) || self.stop_words.contains(piece) {
            return;
        }
        let head = self.synonyms.of(piece);
        if head != piece || self.is_known(piece) {
            found.add(head);
        } else if is_sentence(piece, chars) {
            self.cut(piece, found);
        } else {
            found.add(piece);
            self.segmenter.segment(piece, &self.whole, &mut |word| {
                if self.is_known(word) && !self.stop_words.contains(word) {
                    found.add(self.synonyms.of(word));
                }
            });
        }
    }

    fn cut(&self, normal: &str, found: &mut Found) {
        self.segmenter.segment(normal, &self.whole, &mut |word| {
            if !self.stop_words.contains(word) && self.says_something(word) {
                found.add(self.synonyms.of(word));
            }
        });
    }

    /// A single character of writing without spaces says something only if a list knows it.
    fn says_something(&self, word: &str) -> bool {
        let mut chars = word.chars();
        match (chars.next(), chars.next()) {
            (Some(only), None) if Script::of(only) == Script::Unspaced => self.is_known(word),
            (first, _) => first.is_some() && word.chars().any(|it| Script::of(it) != Script::Gap),
        }
    }

    fn is_known(&self, word: &str) -> bool {
        self.dictionary.contains(word) || self.synonyms.contains(word)
    }
}

impl Default for Analyzer {
    fn default() -> Self {
        let analyzer = Self {
            segmenter: Box::new(Light),
            stop_words: StopWords::default(),
            synonyms: Synonyms::default(),
            dictionary: Dictionary::default(),
            whole: Dictionary::default(),
        };
        analyzer.knowing_whole_words()
    }
}

impl fmt::Debug for Analyzer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Analyzer").finish_non_exhaustive()
    }
}

/// Whether what stands between two spaces is more than one interest.
fn is_sentence(piece: &str, chars: usize) -> bool {
    let has = |script| piece.chars().any(|it| Script::of(it) == script);
    has(Script::Emoji) || (chars > ONE_INTEREST_CHARS && has(Script::Unspaced))
}

/// A piece without signs that belong to no word: those of hash tags go, those of c++ and c# stay.
fn without_signs(piece: &str) -> &str {
    let signs = ['+', '#'];
    let piece = piece.trim_start_matches(signs);
    let word = piece.trim_end_matches(signs);
    if word.ends_with(|it: char| it.is_ascii_alphanumeric()) { piece } else { word }
}

/// The normal form of a text that is not too long. One character becomes at most eighteen by NFKC, so the normal form
/// is bounded as well.
fn capped(text: &str) -> Result<String, KeywordError> {
    let bytes = text.len();
    if bytes > MAX_TEXT_BYTES { Err(KeywordError::TextTooLong { bytes }) } else { Ok(normal_form(text)) }
}

#[derive(Default)]
struct Found {
    analysis: Analysis,
    left_out: std::collections::BTreeSet<String>,
}

impl Found {
    fn add(&mut self, word: &str) {
        let words = &mut self.analysis.words;
        if words.iter().any(|known| known.text == word) {
            return;
        }
        if words.len() < MAX_WORDS && word.chars().count() <= MAX_WORD_CHARS {
            words.push(Word::new(word));
        } else if self.left_out.insert(word.to_owned()) {
            self.analysis.left_out += 1;
        }
    }
}
