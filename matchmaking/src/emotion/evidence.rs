//! What the words of a text say together, and how much it takes to be no longer calm.

use super::lexicon::Found;
use crate::Emotion;

/// How much strength says about as much as one margin of the model, in a text of some thirty characters.
const STRENGTH: f32 = 5.0;
/// The part of it that even the shortest text asks for.
const SHORT: f32 = 0.35;
/// By how many characters as much again is asked for: long texts hold emotional words by chance.
const LONG: f32 = 45.0;
/// How much the margins of the model count beside the words.
const MARGINS: f32 = 0.8;
/// How much more it takes to be no longer calm as a text grows: the threshold for none.
const CALM_BY_LENGTH: f32 = 0.6;
/// The same from the start where words alone decide.
const CALM_ALONE: f32 = 0.2;
/// How much more it takes for the classes that are rare wherever people write.
const RARE: [f32; Emotion::COUNT] = [0.0, 0.0, 0.0, 0.0, 0.0, 0.15, 0.0, 0.25];
/// How sharply shares follow scores.
const SHARPNESS: f32 = 2.0;

/// How much the words of a text say for each class.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Evidence {
    words: [f32; Emotion::COUNT],
    chars: f32,
}

impl Evidence {
    pub(crate) fn of(folded: &str, found: &[Found<'_>]) -> Self {
        let mut sums = [0.0_f32; Emotion::COUNT];
        for found in found {
            if let Some(sum) = sums.get_mut(found.class.index()) {
                *sum += found.weight;
            }
        }
        let chars = folded.chars().count() as f32;
        let words = STRENGTH * (SHORT + chars / LONG);
        // The tenth sad word says less than the first.
        Self { words: sums.map(|sum| (1.0 + sum / words).ln()), chars }
    }

    /// The scores of the classes by words alone.
    pub(crate) fn scores(&self) -> [f32; Emotion::COUNT] {
        let mut scores = [0.0; Emotion::COUNT];
        if let Some(calm) = scores.first_mut() {
            *calm = CALM_ALONE;
        }
        self.added_to(scores)
    }

    /// The scores of the classes with the margins of a model.
    pub(crate) fn scores_with(&self, margins: [f32; Emotion::COUNT]) -> [f32; Emotion::COUNT] {
        self.added_to(margins.map(|margin| margin * MARGINS))
    }

    fn added_to(&self, mut scores: [f32; Emotion::COUNT]) -> [f32; Emotion::COUNT] {
        for ((score, words), rare) in scores.iter_mut().zip(self.words).zip(RARE) {
            *score += words - rare;
        }
        if let Some(calm) = scores.get_mut(Emotion::Calm.index()) {
            *calm += CALM_BY_LENGTH * (1.0 + self.chars / 30.0).ln();
        }
        scores.map(|score| score * SHARPNESS)
    }
}
