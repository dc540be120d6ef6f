//! How far words reach, and what they do to others.

use crate::Emotion;

/// How many characters may stand between a word of degree and the word it changes.
const DEGREE_REACH: usize = 3;
/// How many may stand between a negation and the word it turns.
const NOT_REACH: usize = 4;

/// How a word is turned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// 不, 没有.
    Not,
    /// 别, 不要.
    Dont,
}

/// The words before a place that reach it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope {
    degree: f32,
    degree_left: usize,
    turn: Option<Turn>,
    turn_left: usize,
}

impl Scope {
    pub(super) const EMPTY: Self = Self { degree: 1.0, degree_left: 0, turn: None, turn_left: 0 };

    /// Moves on by so many characters of no meaning.
    pub(super) fn pass(&mut self, chars: usize) {
        self.degree_left = self.degree_left.saturating_sub(chars);
        self.turn_left = self.turn_left.saturating_sub(chars);
        if self.degree_left == 0 {
            self.degree = 1.0;
        }
        if self.turn_left == 0 {
            self.turn = None;
        }
    }

    pub(super) fn add_degree(&mut self, per_cent: u16) {
        // 不太, 不是很: less of the contrary.
        let factor = if self.turn.is_some() { 0.8 } else { f32::from(per_cent) / 100.0 };
        self.degree = (self.degree * factor).clamp(0.2, 3.0);
        self.degree_left = DEGREE_REACH + 1;
        // A negation reaches over words of degree.
        if self.turn.is_some() {
            self.turn_left = NOT_REACH + 1;
        }
    }

    pub(super) fn add_turn(&mut self, turn: Turn) {
        // Two negations take each other back: 没有不开心.
        self.turn = if self.turn.is_some() { None } else { Some(turn) };
        self.turn_left = NOT_REACH + 1;
    }

    /// The factor and the turn for a word here; both are used up by it.
    pub(super) fn take(&mut self) -> (f32, Option<Turn>) {
        let taken = (self.degree, self.turn);
        *self = Self::EMPTY;
        taken
    }
}

/// What a class becomes when it is turned, and how much of it.
pub(super) fn turned(class: Emotion, turn: Turn) -> (Emotion, f32) {
    match (class, turn) {
        // 别难过, 不要怕, 别生气: comfort.
        (Emotion::Sadness | Emotion::Fear | Emotion::Anger, Turn::Dont) => (Emotion::Like, 0.5),
        (Emotion::Happiness, _) => (Emotion::Sadness, 0.7),
        (Emotion::Like, _) => (Emotion::Disgust, 0.7),
        (Emotion::Sadness, Turn::Not) => (Emotion::Happiness, 0.35),
        (Emotion::Disgust, _) => (Emotion::Like, 0.35),
        (Emotion::Fear, Turn::Not) => (Emotion::Like, 0.3),
        (Emotion::Anger | Emotion::Surprise | Emotion::Calm, _) => (Emotion::Calm, 0.5),
    }
}
