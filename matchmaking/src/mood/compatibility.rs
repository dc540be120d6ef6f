//! Which moods go together: a table, so that it can be replaced.

use super::{Emotion, Mood};
use crate::PoolError;

/// How well the classes of emotion go together, from 0 (not at all) to 100; the same in both directions.
///
/// The default brings together those who feel alike, who complement each other (sad or frightened with affectionate,
/// angry with calm, happy with surprised), and the calm with the calm; it keeps the angry from the frightened.
///
/// ```
/// use matchmaking::{Compatibility, Emotion, Mood};
///
/// let table = Compatibility::default();
/// let (sad, kind) = (Mood::only(Emotion::Sadness), Mood::only(Emotion::Like));
/// assert!(table.of(Emotion::Sadness, Emotion::Like) > table.of(Emotion::Sadness, Emotion::Happiness));
/// assert_eq!(table.score(sad, kind), table.score(kind, sad));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compatibility([[u8; Emotion::COUNT]; Emotion::COUNT]);

impl Compatibility {
    /// The most two classes can be to each other.
    pub const MAX: u8 = 100;

    /// A table by index of [`Emotion::ALL`] on both sides.
    ///
    /// # Errors
    ///
    /// [`PoolError::Compatibility`] names the first entry above [`Compatibility::MAX`] or not the same both ways.
    pub fn new(table: [[u8; Emotion::COUNT]; Emotion::COUNT]) -> Result<Self, PoolError> {
        let made = Self(table);
        for a in Emotion::ALL {
            for b in Emotion::ALL {
                if made.of(a, b) > Self::MAX || made.of(a, b) != made.of(b, a) {
                    return Err(PoolError::Compatibility { one: a, other: b });
                }
            }
        }
        Ok(made)
    }

    /// How well two classes go together.
    #[must_use]
    pub fn of(&self, one: Emotion, other: Emotion) -> u8 {
        self.0.get(one.index()).and_then(|row| row.get(other.index())).copied().unwrap_or(0)
    }

    /// How well two moods go together, from 0 to 1000: the table's word on their classes, and within it their
    /// similarity. 0 only if the table says 0.
    #[must_use]
    pub fn score(&self, one: Mood, other: Mood) -> u32 {
        let table = u32::from(self.of(one.class(), other.class()));
        // Three quarters are the classes', so that a complement is not undone by how different it is.
        table * (7_500 + one.similarity(other) * 5 / 2) / 1_000
    }

    /// The classes that go with `class`, the best first; those it does not go with are left out.
    pub(crate) fn ranked(&self, class: Emotion) -> [Option<Emotion>; Emotion::COUNT] {
        let mut ranked = Emotion::ALL;
        ranked.sort_by_key(|&other| std::cmp::Reverse(self.of(class, other)));
        ranked.map(|other| (self.of(class, other) > 0).then_some(other))
    }
}

impl Default for Compatibility {
    #[rustfmt::skip]
    fn default() -> Self {
        Self([
            // calm happy like anger sad fear disgust surprise
            [100,  60,  70,   60,  50,  60,  40,     50], // calm
            [ 60, 100,  80,   20,  30,  30,  20,     80], // happiness
            [ 70,  80, 100,   30,  90,  80,  30,     60], // like
            [ 60,  20,  30,   80,  50,   0,  70,     20], // anger
            [ 50,  30,  90,   50, 100,  70,  40,     30], // sadness
            [ 60,  30,  80,    0,  70,  90,  30,     40], // fear
            [ 40,  20,  30,   70,  40,  30,  80,     40], // disgust
            [ 50,  80,  60,   20,  30,  40,  40,    100], // surprise
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_that_ships_passes_its_own_check() {
        let table = Compatibility::default();
        assert_eq!(Compatibility::new(table.0), Ok(table));
        for class in Emotion::ALL {
            assert!(table.ranked(class)[0].is_some(), "{class:?} goes with somebody");
            assert_eq!(
                table.score(Mood::only(class), Mood::only(class)),
                10 * u32::from(table.of(class, class))
            );
        }
        assert!(!table.ranked(Emotion::Fear).contains(&Some(Emotion::Anger)));
    }

    #[test]
    fn a_table_must_be_even_handed_and_within_bounds() {
        let mut table = [[50; 8]; 8];
        table[2][5] = 51;
        let error = PoolError::Compatibility { one: Emotion::Like, other: Emotion::Fear };
        assert_eq!(Compatibility::new(table), Err(error));
        let mut table = [[50; 8]; 8];
        table[0][0] = 101;
        let error = PoolError::Compatibility { one: Emotion::Calm, other: Emotion::Calm };
        assert_eq!(Compatibility::new(table), Err(error));
    }
}
