//! Classes that are to count as others: `like=happiness,disgust=anger`.

use std::str::FromStr;

use matchmaking::Emotion;
use matchmaking::emotion::{Feeling, class_of_label};

/// Which class counts as which.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mapping([Emotion; Emotion::COUNT]);

impl Default for Mapping {
    fn default() -> Self {
        Self(Emotion::ALL)
    }
}

impl FromStr for Mapping {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut mapping = Self::default();
        for pair in text.split(',').filter(|pair| !pair.trim().is_empty()) {
            let (from, to) = pair.split_once('=').ok_or_else(|| format!("{pair:?} is not CLASS=CLASS"))?;
            let class = |name: &str| class_of_label(name).ok_or_else(|| format!("{name:?} is no class"));
            let (from, to) = (class(from)?, class(to)?);
            if let Some(slot) = mapping.0.get_mut(from.index()) {
                *slot = to;
            }
        }
        Ok(mapping)
    }
}

impl Mapping {
    /// What a class counts as.
    pub(super) fn of(&self, class: Emotion) -> Emotion {
        self.0.get(class.index()).copied().unwrap_or(class)
    }

    /// The class of a feeling among `present`: shares of classes that count as one are added up.
    pub(super) fn class(&self, feeling: &Feeling, present: &[Emotion]) -> Option<Emotion> {
        let mut shares = [0.0_f32; Emotion::COUNT];
        for (class, share) in Emotion::ALL.into_iter().zip(feeling.shares()) {
            if let Some(slot) = shares.get_mut(self.of(class).index()) {
                *slot += share;
            }
        }
        // All shares of the present may have vanished beside one that is absent: then the first of them.
        Feeling::new(shares).ok()?.among(present)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_count_as_they_are_told_to() {
        let mapping: Mapping = "like=happiness, 恶=3".parse().unwrap();
        assert_eq!(mapping.of(Emotion::Like), Emotion::Happiness);
        assert_eq!(mapping.of(Emotion::Disgust), Emotion::Anger);
        assert_eq!(mapping.of(Emotion::Fear), Emotion::Fear);
        let mixed = Feeling::new([0.4, 0.3, 0.3, 0.0, 0.0, 0.0, 0.0, 0.0]).unwrap();
        assert_eq!(mapping.class(&mixed, &Emotion::ALL), Some(Emotion::Happiness));
        assert_eq!(mapping.class(&mixed, &[Emotion::Calm, Emotion::Fear]), Some(Emotion::Calm));
        assert!("like".parse::<Mapping>().is_err() && "like=blue".parse::<Mapping>().is_err());
    }
}
