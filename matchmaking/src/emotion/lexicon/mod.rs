//! Words of emotion, and the words around them that change what they say.

mod list;
mod meaning;
mod scan;
mod scope;
mod search;

use std::collections::BTreeMap;
use std::fmt;

use super::EmotionError;
use super::fold::folded;
use super::limits::MAX_WORD_CHARS;
use crate::Emotion;
pub(crate) use meaning::Meaning;
pub(crate) use scan::Found;
pub(crate) use search::Searcher;

/// The lists that ship, written by the project. Later ones have the last word.
const LISTS: [&str; 6] = [
    include_str!("../../../data/emotion/lexicon/feelings.txt"),
    include_str!("../../../data/emotion/lexicon/idioms.txt"),
    include_str!("../../../data/emotion/lexicon/slang.txt"),
    include_str!("../../../data/emotion/lexicon/faces.txt"),
    include_str!("../../../data/emotion/lexicon/english.txt"),
    GRAMMAR,
];

/// Words of degree, negation and contrast, and words that hold an emotional one and say nothing.
const GRAMMAR: &str = include_str!("../../../data/emotion/lexicon/grammar.txt");

/// Words of emotion with class and strength, and the words that change what they say.
///
/// A list has a kind and its words a line; `#` begins a comment, and `_` stands for a space within a word:
///
/// | kind | its words |
/// |---|---|
/// | `happiness 5`, `like 5`, `anger 5`, `sadness 5`, `fear 5`, `disgust 5`, `surprise 5` | speak for a class, with a strength from 1 to 9 |
/// | `none` | say nothing, whatever shorter words they hold: 快乐大本营 |
/// | `degree 150` | make the word after them so many per cent of what it is: 很 |
/// | `after 150` | the same for the word before them: 死了 |
/// | `not` | turn the word after them: 不 |
/// | `dont` | ask somebody not to: 别 |
/// | `but` | what follows counts for more than what was before: 但是 |
/// | `if` | what follows is not so, or counts for less: 如果, 虽然 |
///
/// ```
/// use matchmaking::Emotion;
/// use matchmaking::emotion::{Builtin, EmotionAnalyzer, Lexicon};
///
/// let mut lexicon = Lexicon::default();
/// lexicon.read("# words of our school\nhappiness 7 yyds了 上岸")?;
/// let reader = Builtin::with_lexicon(lexicon)?;
/// assert_eq!(reader.analyze("我上岸了")?.class(), Emotion::Happiness);
/// # Ok::<(), matchmaking::emotion::EmotionError>(())
/// ```
#[derive(Clone)]
pub struct Lexicon {
    words: BTreeMap<String, Meaning>,
}

impl Lexicon {
    /// A lexicon without words.
    #[must_use]
    pub const fn none() -> Self {
        Self { words: BTreeMap::new() }
    }

    /// Words of degree, negation and contrast alone: what a list of emotional words needs beside it.
    #[must_use]
    pub fn grammar() -> Self {
        // What ships is read by a test.
        Self::of(&[GRAMMAR]).unwrap_or(Self::none())
    }

    /// The lists that ship, or what is wrong with them.
    pub(super) fn shipped() -> Result<Self, EmotionError> {
        Self::of(&LISTS)
    }

    fn of(lists: &[&str]) -> Result<Self, EmotionError> {
        let mut lexicon = Self::none();
        lists.iter().try_for_each(|list| lexicon.read(list))?;
        Ok(lexicon)
    }

    /// Adds the words of a list; what it says of words that are known replaces what they meant.
    ///
    /// # Errors
    ///
    /// [`EmotionError::ListTooLong`], or [`EmotionError::UnknownKind`], [`EmotionError::NotAWord`] or
    /// [`EmotionError::TwoMeanings`] with the line. Nothing is added then.
    pub fn read(&mut self, list: &str) -> Result<(), EmotionError> {
        self.words.append(&mut list::read(list)?);
        Ok(())
    }

    /// Adds a word that speaks for a class with a strength from 1 to 9; what it meant before is replaced. A word for
    /// calm says nothing.
    ///
    /// # Errors
    ///
    /// [`EmotionError::NotAWord`], with line 0.
    pub fn insert(&mut self, word: &str, class: Emotion, strength: u8) -> Result<(), EmotionError> {
        let word = word_of(word, 0)?;
        let strength = strength.clamp(1, 9);
        let meaning =
            if class == Emotion::Calm { Meaning::Nothing } else { Meaning::Feeling { class, strength } };
        self.words.insert(word, meaning);
        Ok(())
    }

    /// How many words it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether it has no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    pub(super) fn into_words(self) -> BTreeMap<String, Meaning> {
        self.words
    }
}

/// The lists that ship.
impl Default for Lexicon {
    fn default() -> Self {
        // They are read by a test, and `Builtin::new` says what is wrong with them.
        Self::shipped().unwrap_or(Self::none())
    }
}

/// A list may be somebody's own, so it is counted, not printed.
impl fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lexicon").field("len", &self.len()).finish_non_exhaustive()
    }
}

/// A word in the form in which texts are searched: `_` between two longer words is a space, in a face it is a line.
fn word_of(written: &str, line: usize) -> Result<String, EmotionError> {
    let is_word = |part: &str| {
        let letters =
            part.chars().all(|it| it.is_ascii_alphanumeric() || matches!(it, '\'' | '-' | '?' | '!'));
        letters && (part.len() > 1 || part == "a" || part == "i")
    };
    let is_phrase = written.split('_').all(is_word);
    let word = if is_phrase { folded(&written.replace('_', " ")) } else { folded(written) };
    let chars = word.chars().count();
    if word.trim().is_empty() || chars > MAX_WORD_CHARS {
        Err(EmotionError::NotAWord { line })
    } else {
        Ok(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_that_ship_are_sound_and_large() {
        for list in LISTS {
            assert!(list::read(list).is_ok(), "{:?}", list::read(list).err());
        }
        let lexicon = Lexicon::default();
        let feelings = |class| {
            lexicon
                .words
                .values()
                .filter(|it| matches!(it, Meaning::Feeling { class: known, .. } if *known == class))
                .count()
        };
        assert!(lexicon.len() > 4_000, "{}", lexicon.len());
        for class in Emotion::ALL.into_iter().skip(1) {
            assert!(feelings(class) > 150, "{class:?}: {}", feelings(class));
        }
    }

    #[test]
    fn a_bad_list_is_refused_with_its_line_and_changes_nothing() {
        for (list, error) in [
            ("joyful 5 好", EmotionError::UnknownKind { line: 1 }),
            ("\nhappiness 好", EmotionError::UnknownKind { line: 2 }),
            ("happiness 0 好", EmotionError::UnknownKind { line: 1 }),
            ("happiness 10 好", EmotionError::UnknownKind { line: 1 }),
            ("degree 1000 很", EmotionError::UnknownKind { line: 1 }),
            ("sadness 5 \u{200B}", EmotionError::NotAWord { line: 1 }),
            ("sadness 5 累\nsadness 5 累 烦\nanger 5 烦", EmotionError::TwoMeanings { line: 3, first: 2 }),
        ] {
            let mut lexicon = Lexicon::none();
            assert_eq!(lexicon.read(list), Err(error), "{list:?}");
            assert!(lexicon.is_empty());
        }
        let long = format!("like 5 {}", "长短".repeat(13));
        assert_eq!(Lexicon::none().read(&long), Err(EmotionError::NotAWord { line: 1 }));
    }

    #[test]
    fn faces_keep_their_lines_and_phrases_get_their_spaces() {
        for (written, word) in [
            ("T_T", "t_t"),
            ("fed_up", "fed up"),
            ("=_=", "=_="),
            ("(T_T)", "(t_t)"),
            ("ಥ_ಥ", "ಥ_ಥ"),
            ("Can't_stand", "can't stand"),
        ] {
            assert_eq!(word_of(written, 1).unwrap(), word, "{written}");
        }
    }
}
