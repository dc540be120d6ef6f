//! Finding the words of a lexicon in a text.

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};

use super::{Lexicon, Meaning};
use crate::emotion::EmotionError;

/// A lexicon, ready to be searched for: of words that overlap the first counts, of those that begin together the longest.
#[derive(Clone)]
pub(crate) struct Searcher {
    meanings: Vec<Meaning>,
    automaton: CharwiseDoubleArrayAhoCorasick<u32>,
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
        let (words, meanings): (Vec<_>, Vec<_>) = lexicon.into_words().into_iter().unzip();
        let count = words.len();
        let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .build(words)
            .map_err(|_| EmotionError::NotSearchable { words: count })?;
        Ok(Self { meanings, automaton })
    }

    /// The words of a folded text in their order.
    pub(super) fn hits<'t>(&'t self, folded: &'t str) -> impl Iterator<Item = Hit> + 't {
        self.automaton.leftmost_find_iter(folded).filter_map(move |found| {
            let meaning =
                usize::try_from(found.value()).ok().and_then(|at| self.meanings.get(at)).copied()?;
            let hit = Hit { start: found.start(), end: found.end(), meaning };
            stands_alone(folded, hit).then_some(hit)
        })
    }

    pub(crate) fn memory_bytes(&self) -> usize {
        self.automaton.heap_bytes() + self.meanings.capacity() * size_of::<Meaning>()
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
