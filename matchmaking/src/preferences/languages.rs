//! Sets of languages.

/// A set of languages, numbered 0 to 31 by the caller.
///
/// ```
/// use matchmaking::Languages;
///
/// const MANDARIN: u8 = 0;
/// const CANTONESE: u8 = 1;
/// let spoken = Languages::none().and(MANDARIN).and(CANTONESE);
/// assert!(spoken.shares(Languages::none().and(CANTONESE)));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Languages(u32);

impl Languages {
    /// How many languages can be told apart.
    pub const LIMIT: u8 = 32;

    /// The empty set.
    #[must_use]
    pub const fn none() -> Self {
        Self(0)
    }

    /// This set and the language numbered `language`.
    ///
    /// A number from [`Languages::LIMIT`] on is nobody's language, and adds nothing: a set made of such numbers alone
    /// stays empty, and a ticket that wishes for it is refused.
    #[must_use]
    pub const fn and(self, language: u8) -> Self {
        if language < Self::LIMIT { Self(self.0 | 1 << language) } else { self }
    }

    /// Whether a language is in both.
    #[must_use]
    pub const fn shares(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}
