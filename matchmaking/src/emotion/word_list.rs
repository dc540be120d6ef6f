//! Finding the words of a list in a text.

use std::ops::Range;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// Words, ready to be searched for: of words that overlap the first counts, of those that begin together the longest.
///
/// They stay a sorted list, so that being ready costs no more than sorting. Every word a text begins with also begins
/// the last word that is not after the text, so that this one and the words it begins with are all there is to try.
#[derive(Clone)]
pub(super) struct WordList {
    /// All words, one after the other.
    text: String,
    words: Vec<Word>,
    /// A bit for each start there is: most places of a text need no more than a look at two of these.
    starts: Vec<u64>,
    /// The words that begin with two characters, and those of one.
    by_start: HashMap<Start, Range<u32>, FixedState>,
}

#[derive(Clone, Copy)]
struct Word {
    /// Where it ends in the text; it begins where the one before ends.
    end: u32,
    /// The place of the longest other word it begins with; its own if there is none.
    shorter: u32,
}

/// How many words of bits there are for starts.
const WORDS_OF_BITS: usize = (1 << 16) / 64;

/// The first two characters of a word, or its only one.
type Start = (char, Option<char>);

/// A word that was found: where it is, and its place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) place: usize,
}

impl WordList {
    /// A list of words that ascend; nothing if there are none, or more than fit.
    pub(super) fn of_sorted<'w>(words: impl Iterator<Item = &'w str>) -> Option<Self> {
        let mut list = Self {
            text: String::new(),
            words: Vec::new(),
            starts: vec![0; WORDS_OF_BITS],
            by_start: HashMap::default(),
        };
        // Those the last word begins with, and itself, the shortest first.
        let mut begun: Vec<(u32, &str)> = Vec::new();
        for word in words {
            while begun.last().is_some_and(|(_, shorter)| !word.starts_with(shorter)) {
                begun.pop();
            }
            list.text.push_str(word);
            let place = u32::try_from(list.words.len()).ok()?;
            let shorter = begun.last().map_or(place, |&(shorter, _)| shorter);
            list.words.push(Word { end: u32::try_from(list.text.len()).ok()?, shorter });
            let mut chars = word.chars();
            if let Some(first) = chars.next() {
                list.begin((first, chars.next()), place);
            }
            begun.push((place, word));
        }
        list.text.shrink_to_fit();
        list.words.shrink_to_fit();
        list.by_start.shrink_to_fit();
        (!list.words.is_empty()).then_some(list)
    }

    fn begin(&mut self, start: Start, place: u32) {
        self.by_start.entry(start).or_insert(place..place).end = place + 1;
        let (at, bit) = bit_of(start);
        if let Some(bits) = self.starts.get_mut(at) {
            *bits |= bit;
        }
    }

    pub(super) fn memory_bytes(&self) -> usize {
        self.text.capacity()
            + self.words.capacity() * size_of::<Word>()
            + self.by_start.allocation_size()
            + self.starts.capacity() * 8
    }

    /// The words of a text in their order.
    pub(super) fn hits<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Hit> + 't {
        let mut start = 0;
        std::iter::from_fn(move || {
            loop {
                let rest = text.get(start..)?;
                let mut chars = rest.chars();
                let first = chars.next()?;
                let begun = start;
                if let Some((place, len)) = self.longest_start(first, chars.next(), rest) {
                    start += len;
                    return Some(Hit { start: begun, end: start, place });
                }
                start += first.len_utf8();
            }
        })
    }

    /// The place and the bytes of the longest word a text begins with.
    fn longest_start(&self, first: char, second: Option<char>, text: &str) -> Option<(usize, usize)> {
        let longest = |start| if self.may_start(start) { self.longest(start, text) } else { None };
        let longer = if second.is_some() { longest((first, second)) } else { None };
        longer.or_else(|| longest((first, None)))
    }

    /// Whether words may begin like this: a cheap look that is wrong about one start in twenty.
    fn may_start(&self, start: Start) -> bool {
        let (at, bit) = bit_of(start);
        self.starts.get(at).is_some_and(|bits| bits & bit != 0)
    }

    /// The place and the bytes of the longest word a text begins with, which begins itself like this.
    fn longest(&self, start: Start, text: &str) -> Option<(usize, usize)> {
        let range = self.by_start.get(&start)?;
        let (mut low, mut high) = (range.start as usize, range.end as usize);
        while low < high {
            let middle = low.midpoint(high);
            if self.word(middle) <= text { low = middle + 1 } else { high = middle }
        }
        let mut place = low.checked_sub(1).filter(|&place| place >= range.start as usize)?;
        loop {
            let word = self.word(place);
            if text.starts_with(word) {
                return Some((place, word.len()));
            }
            let shorter = self.words.get(place)?.shorter as usize;
            place = (shorter != place).then_some(shorter)?;
        }
    }

    fn word(&self, place: usize) -> &str {
        let end_of = |place: usize| self.words.get(place).map_or(0, |word| word.end as usize);
        let start = place.checked_sub(1).map_or(0, end_of);
        self.text.get(start..end_of(place)).unwrap_or_default()
    }
}

/// Where the bit of a start is: the word and the bit within it.
fn bit_of((first, second): Start) -> (usize, u64) {
    let second = second.map_or(0, |second| u32::from(second).wrapping_mul(0x85eb_ca6b));
    let mixed = (u32::from(first).wrapping_mul(0x9e37_79b1) ^ second) >> 16;
    (mixed as usize / 64, 1 << (mixed % 64))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn found(words: &[&str], text: &str) -> Vec<(usize, String)> {
        let words: BTreeSet<_> = words.iter().copied().collect();
        let list = WordList::of_sorted(words.iter().copied()).unwrap();
        let hits = list.hits(text).inspect(|hit| assert_eq!(list.word(hit.place), &text[hit.start..hit.end]));
        hits.map(|hit| (hit.start, text[hit.start..hit.end].to_owned())).collect()
    }

    #[test]
    fn the_first_and_of_these_the_longest_word_is_found() {
        for (words, text, expected) in [
            (&["开心", "开心果", "心果"][..], "吃开心果心果", &[(3, "开心果"), (12, "心果")][..]),
            (&["a", "ab", "abcd"], "abcabcd", &[(0, "ab"), (3, "abcd")]),
            (&["bc", "abcd"], "abce", &[(1, "bc")]),
            (&["死了", "死我了"], "死我啦死了", &[(9, "死了")]),
            (&["好", "好🎸"], "🎸好🎸好", &[(4, "好🎸"), (11, "好")]),
            (&["一"], "", &[]),
        ] {
            let expected: Vec<_> = expected.iter().map(|&(at, word)| (at, word.to_owned())).collect();
            assert_eq!(found(words, text), expected, "{words:?} in {text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_found_is_what_trying_every_word_at_every_place_finds(
            words in prop::collection::btree_set("[ab好心🎸]{1,5}", 1..40),
            text in "[ab好心🎸一]{0,40}",
        ) {
            let words: Vec<_> = words.iter().map(String::as_str).collect();
            let (mut expected, mut at) = (Vec::new(), 0);
            while let Some(first) = text[at..].chars().next() {
                let longest = words.iter().filter(|word| text[at..].starts_with(**word)).max_by_key(|word| word.len());
                if let Some(word) = longest {
                    expected.push((at, (*word).to_owned()));
                }
                at += longest.map_or(first.len_utf8(), |word| word.len());
            }
            prop_assert_eq!(found(&words, &text), expected);
        }
    }
}
