//! What a user has said of themselves.

use super::{Languages, Region, Sex};

/// What a user has said of themselves, as far as others may wish for it.
///
/// Whoever has not said something is not assumed to fit a wish for it.
///
/// ```
/// use matchmaking::{Profile, Sex};
///
/// let mut profile = Profile::default();
/// profile.sex = Some(Sex::Female);
/// profile.age = Some(27);
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Profile {
    /// The sex, if stated.
    pub sex: Option<Sex>,
    /// The age in full years, if stated.
    pub age: Option<u8>,
    /// Where they are, if stated.
    pub region: Option<Region>,
    /// The languages they speak; empty if not stated.
    pub languages: Languages,
}

impl Profile {
    /// Minors meet minors only; whoever has not said how old they are is taken for an adult.
    pub(crate) fn is_minor(&self, adult_from: Option<u8>) -> bool {
        self.age.zip(adult_from).is_some_and(|(age, from)| age < from)
    }
}

/// A description of a person is not printed.
impl std::fmt::Debug for Profile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Profile").finish_non_exhaustive()
    }
}
