//! Reading the words of a text together.

use super::Meaning;
use super::scope::{Scope, Turn, turned};
use super::search::{Hit, Searcher};
use crate::Emotion;
use crate::emotion::{Cue, Effect};

/// What is left of what was said before 但是.
const BEFORE_BUT: f32 = 0.5;
/// What is left of what follows 如果 or 虽然.
const AFTER_IF: f32 = 0.6;
/// What is left of what is asked: 你开心吗?
const ASKED: f32 = 0.5;

/// An emotional word with what its neighbours made of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Found<'t> {
    pub(crate) start: usize,
    pub(crate) word: &'t str,
    pub(crate) class: Emotion,
    pub(crate) weight: f32,
    pub(crate) effect: Effect,
}

impl Found<'_> {
    pub(crate) fn cue(&self) -> Cue {
        Cue::new(self.word.to_owned(), self.class, self.weight, self.effect)
    }
}

impl Searcher {
    /// The emotional words of a folded text.
    pub(crate) fn scan<'t>(&self, folded: &'t str) -> Vec<Found<'t>> {
        let mut scan = Scan::new(folded);
        let mut at = 0;
        for hit in self.hits(folded) {
            scan.between(at, hit.start);
            scan.meet(hit);
            at = hit.end;
        }
        scan.between(at, folded.len());
        scan.found
    }
}

/// A scan that is under way.
struct Scan<'t> {
    text: &'t str,
    found: Vec<Found<'t>>,
    scope: Scope,
    /// Where in `found` this sentence and the one before begin.
    sentence: usize,
    before: usize,
    supposed: bool,
    /// Whether the last word found is right before this place.
    near: bool,
}

impl<'t> Scan<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            found: Vec::new(),
            scope: Scope::EMPTY,
            sentence: 0,
            before: 0,
            supposed: false,
            near: false,
        }
    }

    /// Passes over what no list knows.
    fn between(&mut self, from: usize, to: usize) {
        let gap = self.text.get(from..to).unwrap_or_default();
        let (mut chars, mut last) = (0_usize, self.text.get(..from).and_then(|it| it.chars().next_back()));
        for it in gap.chars() {
            match it {
                '。' | '!' | '?' | ';' | '\n' => {
                    self.end_sentence(it == '?' && matches!(last, Some('吗' | '没')))
                }
                ',' | '、' | ':' | '(' | ')' | '“' | '”' => self.end_clause(),
                _ => chars += 1,
            }
            last = Some(it);
        }
        self.near &= chars <= 1;
        self.scope.pass(chars);
    }

    fn end_clause(&mut self) {
        self.scope = Scope::EMPTY;
        self.near = false;
    }

    fn end_sentence(&mut self, asked: bool) {
        self.end_clause();
        self.supposed = false;
        if asked {
            self.scale(self.sentence, ASKED);
        }
        if self.sentence < self.found.len() {
            self.before = self.sentence;
            self.sentence = self.found.len();
        }
    }

    fn scale(&mut self, from: usize, factor: f32) {
        self.found.iter_mut().skip(from).for_each(|found| found.weight *= factor);
    }

    fn meet(&mut self, hit: Hit) {
        match hit.meaning {
            Meaning::Nothing => {
                self.scope.pass(1);
                self.near = false;
            }
            Meaning::Degree(per_cent) => self.scope.add_degree(per_cent),
            Meaning::After(per_cent) => {
                if let Some(found) = self.found.last_mut().filter(|_| self.near) {
                    found.weight *= f32::from(per_cent) / 100.0;
                    found.effect = if found.effect == Effect::Plain { Effect::Degree } else { found.effect };
                }
            }
            Meaning::Not => self.scope.add_turn(Turn::Not),
            Meaning::Dont => self.scope.add_turn(Turn::Dont),
            Meaning::But => {
                self.scale(self.before, BEFORE_BUT);
                self.end_clause();
                self.supposed = false;
            }
            Meaning::If => self.supposed = true,
            Meaning::Feeling { class, strength } => self.feel(hit, class, f32::from(strength)),
        }
    }

    fn feel(&mut self, hit: Hit, class: Emotion, strength: f32) {
        let (degree, turn) = self.scope.take();
        let (class, kept) = turn.map_or((class, 1.0), |turn| turned(class, turn));
        let effect = match turn {
            Some(_) => Effect::Negated,
            None if degree != 1.0 => Effect::Degree,
            None => Effect::Plain,
        };
        let supposed = if self.supposed { AFTER_IF } else { 1.0 };
        let word = self.text.get(hit.start..hit.end).unwrap_or_default();
        self.found.push(Found {
            start: hit.start,
            word,
            class,
            weight: strength * degree * kept * supposed,
            effect,
        });
        self.near = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emotion::Lexicon;

    const LIST: &str = "happiness 5 开心\nsadness 5 累 难过\nlike 5 喜欢\nnone 开心果 累计\ndegree 150 很\ndegree 50 有点\n\
        after 160 死了\nnot 不 没有\ndont 别\nbut 但是\nif 如果";

    fn read(text: &str) -> Vec<(Emotion, f32)> {
        let mut lexicon = Lexicon::none();
        lexicon.read(LIST).unwrap();
        let searcher = Searcher::new(lexicon).unwrap();
        searcher.scan(text).into_iter().map(|found| (found.class, found.weight)).collect()
    }

    #[test]
    fn the_words_around_a_word_change_what_it_says() {
        use Emotion::{Happiness, Like, Sadness};
        for (text, expected) in [
            ("开心", vec![(Happiness, 5.0)]),
            ("很开心", vec![(Happiness, 7.5)]),
            ("有点累", vec![(Sadness, 2.5)]),
            ("累死了", vec![(Sadness, 8.0)]),
            ("累。死了", vec![(Sadness, 5.0)]),
            ("不开心", vec![(Sadness, 3.5)]),
            ("不是很开心", vec![(Sadness, 2.8)]),
            ("没有不开心", vec![(Happiness, 5.0)]),
            ("别难过", vec![(Like, 2.5)]),
            ("不,开心", vec![(Happiness, 5.0)]),
            ("不知道为什么开心", vec![(Happiness, 5.0)]),
            ("开心但是累", vec![(Happiness, 2.5), (Sadness, 5.0)]),
            ("如果开心", vec![(Happiness, 3.0)]),
            ("开心吗?", vec![(Happiness, 2.5)]),
            ("吃开心果,累计0", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
