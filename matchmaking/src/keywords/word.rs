//! One word that was found.

use std::fmt;

use crate::Keyword;

/// One word that was found in a text, in the form that stands for all that mean the same.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Word {
    /// The word, fit to be shown in the sentence that tells two why they met.
    pub text: String,
    /// What the ticket carries.
    pub keyword: Keyword,
}

impl Word {
    /// A word in its normal form.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { keyword: Keyword::of(&text), text }
    }
}

/// What somebody wrote is not printed.
impl fmt::Debug for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Word").finish_non_exhaustive()
    }
}
