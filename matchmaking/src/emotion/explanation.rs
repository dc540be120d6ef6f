//! Why a text was read as it was: the words that counted.

use std::fmt;

use super::Feeling;
use crate::Emotion;

/// A feeling, and the words it was read from.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Explanation {
    /// What [`EmotionAnalyzer::analyze`](super::EmotionAnalyzer::analyze) says of the same text.
    pub feeling: Feeling,
    /// The words that counted: those of a list in the order of the text, then what a model weighed, the weightiest
    /// first and at most [`Explanation::PIECES`].
    pub cues: Vec<Cue>,
}

impl Explanation {
    /// How many of a model's pieces are named.
    pub const PIECES: usize = 8;

    /// An explanation by an analyser of your own.
    #[must_use]
    pub const fn new(feeling: Feeling, cues: Vec<Cue>) -> Self {
        Self { feeling, cues }
    }
}

/// One word that counted.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Cue {
    /// The word in its normal form, or a piece of up to three characters that a model weighed.
    pub word: String,
    /// The class it speaks for.
    pub class: Emotion,
    /// How much it weighs, in the unit of the analyser.
    pub weight: f32,
    /// Where it comes from, and what its neighbours did to it.
    pub effect: Effect,
}

impl Cue {
    /// A word that counted.
    #[must_use]
    pub const fn new(word: String, class: Emotion, weight: f32, effect: Effect) -> Self {
        Self { word, class, weight, effect }
    }
}

/// Where a cue comes from, and what the words around it did to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Effect {
    /// A word of a list as it stands there.
    Plain,
    /// A word made stronger or weaker by a word of degree: 很开心, 有点累.
    Degree,
    /// A word that a negation turned into what it now speaks for: 不太开心.
    Negated,
    /// A piece a model has a weight for.
    Piece,
}

impl Effect {
    /// A stable lower-case name, fit for a message catalogue.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Degree => "degree",
            Self::Negated => "negated",
            Self::Piece => "piece",
        }
    }
}

/// What somebody wrote and how they feel is not printed.
impl fmt::Debug for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Explanation").finish_non_exhaustive()
    }
}

/// What somebody wrote is not printed.
impl fmt::Debug for Cue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cue").finish_non_exhaustive()
    }
}
