//! The sex a user states, and the sets of them that a wish names.

/// The sex a user states. Who states none has none here: see [`Profile::sex`](crate::Profile::sex).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Neither of these.
    Other,
}

impl Sex {
    const fn bit(self) -> u8 {
        match self {
            Self::Female => 1,
            Self::Male => 2,
            Self::Other => 4,
        }
    }
}

/// A set of sexes.
///
/// ```
/// use matchmaking::{Sex, Sexes};
///
/// let wished = Sexes::none().and(Sex::Female).and(Sex::Other);
/// assert!(wished.contains(Sex::Female) && !wished.contains(Sex::Male));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sexes(u8);

impl Sexes {
    /// The empty set.
    #[must_use]
    pub const fn none() -> Self {
        Self(0)
    }

    /// This set and `sex`.
    #[must_use]
    pub const fn and(self, sex: Sex) -> Self {
        Self(self.0 | sex.bit())
    }

    /// Whether `sex` is among them.
    #[must_use]
    pub const fn contains(self, sex: Sex) -> bool {
        self.0 & sex.bit() != 0
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// One bit for each sex, of the lowest three.
    pub(crate) const fn bits(self) -> u8 {
        self.0
    }
}

impl From<Sex> for Sexes {
    fn from(sex: Sex) -> Self {
        Self::none().and(sex)
    }
}
