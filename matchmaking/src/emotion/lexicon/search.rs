//! Finding the words of a lexicon in a text.

use super::{Lexicon, Meaning};
use crate::emotion::EmotionError;
use crate::emotion::word_list::{self, WordList};

/// A lexicon, ready to be searched for: of words that overlap the first counts, of those that begin together the longest.
#[derive(Clone)]
pub(crate) struct Searcher {
    /// Beside each word of the list, what it says.
    meanings: Vec<Meaning>,
    words: WordList,
}

/// A word that was found.
#[derive(Clone, Copy)]
pub(super) struct Hit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) meaning: Meaning,
}

impl Searcher {
    pub(crate) fn new(lexicon: Lexicon) -> Result<Self, EmotionError> {
        let words = lexicon.into_words();
        let list = WordList::of_sorted(words.keys().map(String::as_str))
            .ok_or(EmotionError::NotSearchable { words: words.len() })?;
        Ok(Self { meanings: words.into_values().collect(), words: list })
    }

    /// The words of a folded text in their order.
    pub(super) fn hits<'t>(&'t self, folded: &'t str) -> impl Iterator<Item = Hit> + 't {
        self.words.hits(folded).filter_map(move |word_list::Hit { start, end, place }| {
            let hit = Hit { start, end, meaning: *self.meanings.get(place)? };
            stands_alone(folded, hit).then_some(hit)
        })
    }

    pub(crate) fn memory_bytes(&self) -> usize {
        self.words.memory_bytes() + self.meanings.capacity() * size_of::<Meaning>()
    }
}

/// Whether a word of letters is not part of a longer one: `sad` is not in `ambassador`.
fn stands_alone(text: &str, hit: Hit) -> bool {
    let bytes = text.as_bytes();
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    let letter_before = |at: usize| at.checked_sub(1).is_some_and(letter);
    let is_joined = |at: usize| letter_before(at) && letter(at);
    !is_joined(hit.start) && !is_joined(hit.end)
}
