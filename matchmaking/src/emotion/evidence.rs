//! What the words of a text say together, and how much it takes to be no longer calm.

use super::lexicon::Found;
use crate::Emotion;

/// The length from which on a word counts noticeably less, characters: long texts hold emotional words by chance.
const LONG: f32 = 40.0;
/// How much the words of a lexicon count beside the margins of the model.
const WORDS: f32 = 1.0;
/// How much the margins of the model count.
const MARGINS: f32 = 1.5;
/// The score of calm where nothing speaks for or against it: the threshold for none.
const CALM: f32 = 0.8;
/// The same where words alone decide.
const CALM_ALONE: f32 = 0.9;
/// How sharply shares follow scores.
const SHARPNESS: f32 = 2.0;

/// How much the words of a text say for each class.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Evidence([f32; Emotion::COUNT]);

impl Evidence {
    pub(crate) fn of(folded: &str, found: &[Found<'_>]) -> Self {
        let mut sums = [0.0_f32; Emotion::COUNT];
        for found in found {
            if let Some(sum) = sums.get_mut(found.class.index()) {
                *sum += found.weight;
            }
        }
        let chars = if found.is_empty() { 0 } else { folded.chars().count() };
        let length = (1.0 + chars as f32 / LONG).sqrt();
        // The tenth sad word says less than the first.
        Self(sums.map(|sum| (1.0 + sum / 3.0 / length).ln()))
    }

    /// The scores of the classes by words alone.
    pub(crate) fn scores(&self) -> [f32; Emotion::COUNT] {
        self.scores_of([0.0; Emotion::COUNT], CALM_ALONE)
    }

    /// The scores of the classes with the margins of a model.
    pub(crate) fn scores_with(&self, margins: [f32; Emotion::COUNT]) -> [f32; Emotion::COUNT] {
        self.scores_of(margins.map(|margin| margin * MARGINS), CALM)
    }

    fn scores_of(&self, mut scores: [f32; Emotion::COUNT], calm: f32) -> [f32; Emotion::COUNT] {
        scores.iter_mut().zip(self.0).for_each(|(score, words)| *score += words * WORDS);
        if let Some(score) = scores.get_mut(Emotion::Calm.index()) {
            *score += calm;
        }
        scores.map(|score| score * SHARPNESS)
    }
}
