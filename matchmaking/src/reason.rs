//! Why two people were proposed to each other: ids, which the caller renders in its own words.

/// One reason of a match. The text is the caller's; [`ReasonId::key`] is a stable name for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ReasonId {
    /// Chance alone.
    Random,
}

impl ReasonId {
    /// A stable lower-case name, fit for a message catalogue.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Random => "random",
        }
    }
}

/// The reasons of one match, the weightiest first; between one and [`Reasons::MAX`].
///
/// ```
/// use matchmaking::{ReasonId, Reasons};
///
/// let reasons = Reasons::one(ReasonId::Random);
/// assert_eq!(reasons.iter().map(ReasonId::key).collect::<Vec<_>>(), ["random"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reasons {
    first: ReasonId,
    more: [Option<ReasonId>; Self::MAX - 1],
}

impl Reasons {
    /// How many reasons a match carries at most: one human sentence holds no more.
    pub const MAX: usize = 4;

    /// A single reason.
    #[must_use]
    pub const fn one(first: ReasonId) -> Self {
        Self { first, more: [None; Self::MAX - 1] }
    }

    /// These reasons and a further, lesser one; unchanged if it is among them or there is no room.
    #[must_use]
    pub fn and(mut self, reason: ReasonId) -> Self {
        if self.iter().all(|known| known != reason)
            && let Some(free) = self.more.iter_mut().find(|slot| slot.is_none())
        {
            *free = Some(reason);
        }
        self
    }

    /// The reasons, the weightiest first.
    pub fn iter(&self) -> impl Iterator<Item = ReasonId> + '_ {
        std::iter::once(self.first).chain(self.more.iter().flatten().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_reason_is_given_once() {
        let reasons = Reasons::one(ReasonId::Random).and(ReasonId::Random);
        assert_eq!(reasons.iter().collect::<Vec<_>>(), [ReasonId::Random]);
    }
}
