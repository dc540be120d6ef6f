//! What was read from a text: the vector, its class, and a sign of danger.

use std::fmt;

use super::{Crisis, EmotionError, Tone};
use crate::{Emotion, Mood};

/// How much of each class of emotion a text has, as shares of 1; and whether its words speak of a crisis.
///
/// ```
/// use matchmaking::{Emotion, emotion::{Feeling, Tone}};
///
/// let feeling = Feeling::new([0.2, 0.0, 0.0, 0.1, 0.6, 0.1, 0.0, 0.0])?;
/// assert_eq!((feeling.class(), feeling.tone()), (Emotion::Sadness, Tone::Negative));
/// let corrected = feeling.corrected(Emotion::Anger);
/// assert_eq!((corrected.class(), corrected.read_as()), (Emotion::Anger, Emotion::Sadness));
/// # Ok::<(), matchmaking::emotion::EmotionError>(())
/// ```
#[derive(Clone, Copy, PartialEq)]
pub struct Feeling {
    shares: [f32; Emotion::COUNT],
    crisis: Option<Crisis>,
    read_as: Option<Emotion>,
}

impl Feeling {
    /// A feeling by the shares of [`Emotion::ALL`] in any unit: an analyser of your own makes it.
    ///
    /// # Errors
    ///
    /// [`EmotionError::NoShares`] if a share is negative or not finite, or all are 0.
    pub fn new(shares: [f32; Emotion::COUNT]) -> Result<Self, EmotionError> {
        let most = shares.into_iter().fold(0.0_f32, f32::max);
        if shares.into_iter().any(|share| !share.is_finite() || share < 0.0) || most == 0.0 {
            return Err(EmotionError::NoShares);
        }
        // By the largest first, so that no sum overflows.
        let sum: f32 = shares.into_iter().map(|share| share / most).sum();
        Ok(Self { shares: shares.map(|share| share / most / sum), crisis: None, read_as: None })
    }

    /// The shares that belong to scores of any size: the softmax of them. Scores that are not finite count as the
    /// lowest.
    pub(crate) fn of_scores(scores: [f32; Emotion::COUNT]) -> Self {
        let scores = scores.map(|score| if score.is_finite() { score } else { f32::MIN });
        let most = scores.into_iter().fold(f32::MIN, f32::max);
        let shares = scores.map(|score| (score - most).exp());
        let sum: f32 = shares.into_iter().sum();
        Self { shares: shares.map(|share| share / sum), crisis: None, read_as: None }
    }

    /// This feeling with a sign of danger.
    #[must_use]
    pub const fn with_crisis(self, crisis: Option<Crisis>) -> Self {
        Self { crisis, ..self }
    }

    /// The shares of [`Emotion::ALL`], together 1.
    #[must_use]
    pub const fn shares(&self) -> [f32; Emotion::COUNT] {
        self.shares
    }

    /// The class with the largest share; among equals the first.
    #[must_use]
    pub fn class(&self) -> Emotion {
        self.among(&Emotion::ALL).unwrap_or(Emotion::Calm)
    }

    /// The class with the largest share among some; among equals the first of them. `None` if they are none.
    #[must_use]
    pub fn among(&self, classes: &[Emotion]) -> Option<Emotion> {
        let share = |class: Emotion| self.shares.get(class.index()).copied().unwrap_or_default();
        let better = |one: Emotion, other: Emotion| if share(other) > share(one) { other } else { one };
        classes.iter().copied().reduce(better)
    }

    /// The group of the class, with its colour.
    #[must_use]
    pub fn tone(&self) -> Tone {
        Tone::of(self.class())
    }

    /// What a ticket carries.
    #[must_use]
    pub fn mood(&self) -> Mood {
        let (class, most) = (self.class(), self.shares.into_iter().fold(f32::MIN_POSITIVE, f32::max));
        // From 0 to 255, which only the class has: no mood is empty, and rounding makes no other class of it.
        let mut shares = self.shares.map(|share| (share / most * 255.0).round().min(254.0) as u8);
        if let Some(share) = shares.get_mut(class.index()) {
            *share = u8::MAX;
        }
        Mood::new(shares).unwrap_or(Mood::only(class))
    }

    /// The sign of danger in the text, if there is one.
    #[must_use]
    pub const fn crisis(&self) -> Option<Crisis> {
        self.crisis
    }

    /// This feeling as its owner corrects it: the class is the one they name, and keeps at least as large a share as the
    /// class had that was read; the others keep their proportions. Correcting again changes the correction.
    #[must_use]
    pub fn corrected(self, class: Emotion) -> Self {
        let read_as = self.read_as();
        let named = self.shares.get(class.index()).copied().unwrap_or_default();
        let most = self.shares.into_iter().fold(0.5_f32, f32::max).min(0.9);
        let scale = if named < 1.0 { (1.0 - most) / (1.0 - named) } else { 0.0 };
        let shares = Emotion::ALL.map(|other| {
            let share = self.shares.get(other.index()).copied().unwrap_or_default();
            if other == class { most } else { share * scale }
        });
        Self { shares, read_as: Some(read_as), ..self }
    }

    /// The class that was read, whatever the owner made of it.
    #[must_use]
    pub fn read_as(&self) -> Emotion {
        self.read_as.unwrap_or_else(|| self.class())
    }

    /// Whether the owner has corrected it.
    #[must_use]
    pub const fn is_corrected(&self) -> bool {
        self.read_as.is_some()
    }
}

/// How somebody feels is not printed.
impl fmt::Debug for Feeling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Feeling").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_of_one_and_bad_ones_are_refused() {
        let feeling = Feeling::new([f32::MAX; 8]).unwrap();
        assert!((feeling.shares().iter().sum::<f32>() - 1.0).abs() < 1e-5);
        for bad in [0.0, -1.0, f32::NAN, f32::INFINITY] {
            assert_eq!(Feeling::new([bad; 8]), Err(EmotionError::NoShares), "{bad}");
        }
        let scores = [f32::NAN, 1.0, 0.5, f32::INFINITY, -9.0, 0.0, 0.0, 0.0];
        assert_eq!(Feeling::of_scores(scores).class(), Emotion::Happiness);
        assert_eq!(Feeling::of_scores([f32::NAN; 8]).class(), Emotion::Calm);
    }

    #[test]
    fn the_owner_has_the_last_word_and_the_rest_stays_in_proportion() {
        for read in Emotion::ALL {
            for named in Emotion::ALL {
                let mut shares = [0.1; 8];
                shares[read.index()] = 0.3;
                let feeling = Feeling::new(shares).unwrap().with_crisis(Some(Crisis::Despair));
                let corrected = feeling.corrected(named).corrected(Emotion::Fear).corrected(named);
                assert_eq!((corrected.class(), corrected.read_as()), (named, read));
                assert_eq!(corrected.mood().class(), named);
                assert!(corrected.is_corrected() && !feeling.is_corrected());
                assert!((corrected.shares().iter().sum::<f32>() - 1.0).abs() < 1e-5);
                assert_eq!(corrected.crisis(), Some(Crisis::Despair));
            }
        }
        let alone = Feeling::new([0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]).unwrap();
        assert_eq!(alone.corrected(Emotion::Happiness).class(), Emotion::Happiness);
        assert_eq!(alone.corrected(Emotion::Calm).class(), Emotion::Calm);
    }
}
