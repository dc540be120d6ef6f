//! What people are like: interests, moods, attributes, blocks.

use serde::{Deserialize, Serialize};

/// What people would like to talk about.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Topics {
    /// How many different interests each has. Default 3.
    pub each: u8,
    /// The share of people who name none. Default 0.
    pub unnamed: f64,
    /// Which words there are.
    pub vocabulary: Vocabulary,
}

/// Which words there are.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Vocabulary {
    /// Words by Zipf's law: the one of rank `r` is named in proportion to `r` to the power of `-exponent`.
    Zipf {
        /// How many words there are. Usual: 1 000, 5 000, 50 000, 1 000 000.
        words: u32,
        /// The exponent. Usual: 0.8 to 1.2.
        exponent: f64,
    },
    /// Everybody names the same single word.
    Same,
    /// Nobody names a word that anybody else names.
    Unique,
}

impl Default for Topics {
    fn default() -> Self {
        Self { each: 3, unnamed: 0.0, vocabulary: Vocabulary::default() }
    }
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self::Zipf { words: 5_000, exponent: 1.0 }
    }
}

/// How people feel.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Feelings {
    /// The share of people whose mood is known. Default 0.8.
    pub known: f64,
    /// How often each class of [`Emotion::ALL`](crate::Emotion::ALL) is the strongest; only the proportions count.
    /// Default: skewed, 0.3 0.2 0.15 0.1 0.1 0.05 0.05 0.05.
    pub classes: [f64; crate::Emotion::COUNT],
    /// How much of the other classes there is beside the strongest, from none at 0 to as much at 1. Default 0.3.
    pub mixed: f64,
}

impl Default for Feelings {
    fn default() -> Self {
        Self { known: 0.8, classes: [0.3, 0.2, 0.15, 0.1, 0.1, 0.05, 0.05, 0.05], mixed: 0.3 }
    }
}

/// What people are, and wish of a partner.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Attributes {
    /// The share of people who are female; as many as are left by [`male`](Self::male) say nothing. Default 0.45.
    pub female: f64,
    /// The share of people who are male. Default 0.45.
    pub male: f64,
    /// The share of people who wish to meet a woman. Default 0.1.
    pub wish_female: f64,
    /// The share of people who wish to meet a man; to all others the sex does not matter. Default 0.1.
    pub wish_male: f64,
    /// How many bands of five years the ages from 18 on fall into, evenly. Default 10.
    pub age_bands: u8,
    /// The share of people who wish an age: from one band below their own to one above. Default 0.
    pub wish_ages: f64,
    /// How many regions there are, chosen by Zipf's law with exponent 1. Default 20.
    pub regions: u16,
    /// The share of people who wish to meet somebody of their own region. Default 0.
    pub wish_near: f64,
    /// The share of the wishes that never give way. Default 1.
    pub firm: f64,
}

impl Default for Attributes {
    fn default() -> Self {
        Self {
            female: 0.45,
            male: 0.45,
            wish_female: 0.1,
            wish_male: 0.1,
            age_bands: 10,
            wish_ages: 0.0,
            regions: 20,
            wish_near: 0.0,
            firm: 1.0,
        }
    }
}

/// Whom people have blocked.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Blocks {
    /// The share of people who have blocked somebody. Default 0; usual 0.2.
    pub share: f64,
    /// How many each of these has blocked follows a power law: the share of them with more than `n` falls with `n` to
    /// the power of `-exponent`. Default 0.77: where a fifth block at all, one person in a hundred has blocked fifty.
    pub exponent: f64,
    /// How many somebody has blocked at most. Default 10 000.
    pub max: u32,
    /// The share of people who have blocked one and the same, the first who came. Default 0.
    pub of_celebrity: f64,
}

impl Default for Blocks {
    fn default() -> Self {
        Self { share: 0.0, exponent: 0.77, max: 10_000, of_celebrity: 0.0 }
    }
}
