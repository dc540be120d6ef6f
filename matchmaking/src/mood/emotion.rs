//! The classes of emotion.

/// A class of emotion: the seven of the DUTIR ontology, and calm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Emotion {
    /// 静: none in particular.
    Calm,
    /// 乐: happiness.
    Happiness,
    /// 好: liking, trust.
    Like,
    /// 怒: anger.
    Anger,
    /// 哀: sadness.
    Sadness,
    /// 惧: fear.
    Fear,
    /// 恶: disgust.
    Disgust,
    /// 惊: surprise.
    Surprise,
}

impl Emotion {
    /// How many classes there are.
    pub const COUNT: usize = 8;

    /// All classes, by index.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Calm,
        Self::Happiness,
        Self::Like,
        Self::Anger,
        Self::Sadness,
        Self::Fear,
        Self::Disgust,
        Self::Surprise,
    ];

    /// The place of the class in a vector.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// A stable lower-case name, fit for a message catalogue.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Calm => "calm",
            Self::Happiness => "happiness",
            Self::Like => "like",
            Self::Anger => "anger",
            Self::Sadness => "sadness",
            Self::Fear => "fear",
            Self::Disgust => "disgust",
            Self::Surprise => "surprise",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_at_its_own_index() {
        assert!(Emotion::ALL.iter().enumerate().all(|(at, emotion)| emotion.index() == at));
        let names: std::collections::BTreeSet<_> = Emotion::ALL.map(Emotion::key).into();
        assert_eq!(names.len(), Emotion::COUNT);
    }
}
