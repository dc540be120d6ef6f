//! Groups of emotions, each with a colour.

use crate::Emotion;

/// A group of emotions that a page shows in one colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Tone {
    /// Calm.
    None,
    /// Happiness and liking.
    Positive,
    /// Anger and surprise.
    Strong,
    /// Sadness, fear and disgust.
    Negative,
}

impl Tone {
    /// All groups.
    pub const ALL: [Self; 4] = [Self::None, Self::Positive, Self::Strong, Self::Negative];

    /// The group of a class.
    ///
    /// ```
    /// use matchmaking::{Emotion, emotion::Tone};
    ///
    /// assert_eq!(Tone::of(Emotion::Surprise), Tone::Strong);
    /// ```
    #[must_use]
    pub const fn of(class: Emotion) -> Self {
        match class {
            Emotion::Calm => Self::None,
            Emotion::Happiness | Emotion::Like => Self::Positive,
            Emotion::Anger | Emotion::Surprise => Self::Strong,
            Emotion::Sadness | Emotion::Fear | Emotion::Disgust => Self::Negative,
        }
    }

    /// Its colour as red, green and blue; white text is readable on each (a contrast of 4.5 and more).
    #[must_use]
    pub const fn color(self) -> [u8; 3] {
        match self {
            Self::None => [0x5f, 0x6b, 0x7a],
            Self::Positive => [0xa8, 0x5b, 0x00],
            Self::Strong => [0xc0, 0x39, 0x2b],
            Self::Negative => [0x3f, 0x5f, 0xa8],
        }
    }

    /// A stable lower-case name, fit for a message catalogue.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Positive => "positive",
            Self::Strong => "strong",
            Self::Negative => "negative",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_has_a_group_and_every_group_a_readable_colour() {
        for tone in Tone::ALL {
            assert!(Emotion::ALL.iter().any(|&class| Tone::of(class) == tone), "{tone:?}");
            let linear = |part: u8| {
                let part = f64::from(part) / 255.0;
                if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
            };
            let [red, green, blue] = tone.color().map(linear);
            let luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
            assert!(1.05 / (luminance + 0.05) >= 4.5, "{tone:?}");
        }
    }
}
