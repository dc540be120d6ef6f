//! The mood of one user: a share of each class of emotion.

use std::fmt;

use super::Emotion;
use crate::PoolError;

/// The mood of one user: how much of each class of emotion there is, in any unit; only the proportions count.
///
/// ```
/// use matchmaking::{Emotion, Mood};
///
/// let tired = Mood::new([20, 0, 0, 10, 200, 30, 0, 0])?;
/// assert_eq!(tired.class(), Emotion::Sadness);
/// assert_eq!(tired.similarity(tired), 1_000);
/// assert_eq!(Mood::only(Emotion::Like).similarity(Mood::only(Emotion::Anger)), 0);
/// # Ok::<(), matchmaking::PoolError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Mood([u8; Emotion::COUNT]);

impl Mood {
    /// A mood by the shares of [`Emotion::ALL`].
    ///
    /// # Errors
    ///
    /// [`PoolError::EmptyMood`] if all shares are 0: that is no mood. Calm is a class of its own.
    pub fn new(shares: [u8; Emotion::COUNT]) -> Result<Self, PoolError> {
        if shares.iter().all(|&share| share == 0) { Err(PoolError::EmptyMood) } else { Ok(Self(shares)) }
    }

    /// A mood of one class alone.
    #[must_use]
    pub fn only(emotion: Emotion) -> Self {
        Self(Emotion::ALL.map(|class| if class == emotion { u8::MAX } else { 0 }))
    }

    /// The shares of [`Emotion::ALL`].
    #[must_use]
    pub const fn shares(self) -> [u8; Emotion::COUNT] {
        self.0
    }

    /// The class with the largest share; among equals the first.
    #[must_use]
    pub fn class(self) -> Emotion {
        let pairs = Emotion::ALL.into_iter().zip(self.0);
        pairs.rev().max_by_key(|&(_, share)| share).map_or(Emotion::Calm, |(class, _)| class)
    }

    /// The cosine of the two vectors in thousandths: 1000 for the same proportions, 0 with nothing in common.
    #[must_use]
    pub fn similarity(self, other: Self) -> u32 {
        let dot = |a: Self, b: Self| -> u64 {
            a.0.into_iter().zip(b.0).map(|(x, y)| u64::from(x) * u64::from(y)).sum()
        };
        // At most 8 · 255² each, so that nothing overflows; not 0, since no mood is empty.
        let length = (dot(self, self) * dot(other, other)).isqrt().max(1);
        u32::try_from((dot(self, other) * 1_000 / length).min(1_000)).unwrap_or(1_000)
    }
}

/// How somebody feels is not printed.
impl fmt::Debug for Mood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Mood").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mood_has_one_class_and_is_most_like_itself() {
        for (shares, class) in [
            ([0, 0, 0, 0, 0, 0, 0, 1], Emotion::Surprise),
            ([9, 9, 0, 0, 0, 0, 0, 0], Emotion::Calm),
            ([255; 8], Emotion::Calm),
            ([1, 2, 3, 4, 5, 4, 3, 2], Emotion::Sadness),
        ] {
            let mood = Mood::new(shares).unwrap();
            assert_eq!((mood.class(), mood.similarity(mood)), (class, 1_000), "{shares:?}");
        }
        assert_eq!(Mood::new([0; 8]), Err(PoolError::EmptyMood));
    }

    #[test]
    fn only_proportions_count() {
        let (faint, strong) = (Mood::new([1, 2, 0, 0, 0, 0, 0, 0]), Mood::new([100, 200, 0, 0, 0, 0, 0, 0]));
        assert_eq!(faint.unwrap().similarity(strong.unwrap()), 1_000);
        let half = Mood::new([1, 1, 0, 0, 0, 0, 0, 0]).unwrap();
        assert!((700..=714).contains(&half.similarity(Mood::only(Emotion::Calm))), "cos 45°");
    }
}
