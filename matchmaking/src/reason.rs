//! Why two people were proposed to each other: ids and data, rendered on demand.

use crate::{Emotion, Keyword};

/// One reason of a match.
///
/// [`Reasons::sentence`] makes a sentence of them; to word it yourself, [`Reason::id`] picks the text and what the
/// variant holds fills it in. The words behind a [`Keyword`] are found with either user, who both wrote one that means
/// it.
///
/// ```
/// use matchmaking::{Keyword, Reason, ReasonId};
///
/// let reason = Reason::SharedKeyword(Keyword::of("爬山"));
/// assert_eq!(reason.id(), ReasonId::SharedKeyword);
/// assert_eq!(reason.id().key(), "shared-keyword");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// Chance alone.
    Random,
    /// Nobody who was eligible had waited longer.
    LongestWait,
    /// Both are interested in this.
    SharedKeyword(Keyword),
    /// Both feel like this.
    SameMood(Emotion),
    /// The two feel differently, and it goes together.
    FittingMoods {
        /// The seeker's mood.
        one: Emotion,
        /// The other's.
        other: Emotion,
    },
    /// Nothing in common yet: both have named nothing.
    NothingNamed,
}

/// A reason without its data; its [`key`](ReasonId::key) is a stable name for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ReasonId {
    /// [`Reason::Random`].
    Random,
    /// [`Reason::LongestWait`].
    LongestWait,
    /// [`Reason::SharedKeyword`].
    SharedKeyword,
    /// [`Reason::SameMood`].
    SameMood,
    /// [`Reason::FittingMoods`].
    FittingMoods,
    /// [`Reason::NothingNamed`].
    NothingNamed,
}

impl Reason {
    /// The reason without its data.
    #[must_use]
    pub const fn id(self) -> ReasonId {
        match self {
            Self::Random => ReasonId::Random,
            Self::LongestWait => ReasonId::LongestWait,
            Self::SharedKeyword(_) => ReasonId::SharedKeyword,
            Self::SameMood(_) => ReasonId::SameMood,
            Self::FittingMoods { .. } => ReasonId::FittingMoods,
            Self::NothingNamed => ReasonId::NothingNamed,
        }
    }
}

impl ReasonId {
    /// A stable lower-case name, fit for a message catalogue.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Random => "random",
            Self::LongestWait => "longest-wait",
            Self::SharedKeyword => "shared-keyword",
            Self::SameMood => "same-mood",
            Self::FittingMoods => "fitting-moods",
            Self::NothingNamed => "nothing-named",
        }
    }
}

/// The reasons of one match, the weightiest first; between one and [`Reasons::MAX`].
///
/// ```
/// use matchmaking::{Keyword, Reason, Reasons};
///
/// let reasons = Reasons::one(Reason::SharedKeyword(Keyword(7))).and(Reason::Random);
/// assert_eq!(reasons.iter().map(|it| it.id().key()).collect::<Vec<_>>(), ["shared-keyword", "random"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reasons {
    first: Reason,
    more: [Option<Reason>; Self::MAX - 1],
}

impl Reasons {
    /// How many reasons a match carries at most: one human sentence holds no more.
    pub const MAX: usize = 4;

    /// A single reason.
    #[must_use]
    pub const fn one(first: Reason) -> Self {
        Self { first, more: [None; Self::MAX - 1] }
    }

    /// These reasons and a further, lesser one; unchanged if it is among them or there is no room.
    #[must_use]
    pub fn and(mut self, reason: Reason) -> Self {
        if self.iter().all(|known| known != reason)
            && let Some(free) = self.more.iter_mut().find(|slot| slot.is_none())
        {
            *free = Some(reason);
        }
        self
    }

    /// The reasons, the weightiest first.
    pub fn iter(&self) -> impl Iterator<Item = Reason> + '_ {
        std::iter::once(self.first).chain(self.more.iter().flatten().copied())
    }

    /// The reasons of an iterator, each given once, in its order; `None` if it has none.
    pub(crate) fn collect(mut reasons: impl Iterator<Item = Reason>) -> Option<Self> {
        let mut all = Self::one(reasons.next()?);
        for (place, reason) in all.more.iter_mut().zip(reasons) {
            *place = Some(reason);
        }
        Some(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_reason_is_given_once() {
        let word = |number| Reason::SharedKeyword(Keyword(number));
        let reasons = Reasons::one(Reason::Random).and(Reason::Random).and(word(1)).and(word(2)).and(word(1));
        assert_eq!(reasons.iter().collect::<Vec<_>>(), [Reason::Random, word(1), word(2)]);
        assert_eq!((3..9).map(word).fold(reasons, Reasons::and).iter().count(), Reasons::MAX);
    }
}
