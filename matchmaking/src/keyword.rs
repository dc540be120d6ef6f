//! A keyword: a word two users may have in common, as a number.

use std::fmt;
use std::hash::Hasher;

use siphasher::sip::SipHasher24;

/// A word two users may have in common, as a number of 64 bits: pools and strategies never see the text.
///
/// [`Keyword::of`] makes one of a word that is already in its normal form; `keywords::Analyzer` brings it there. The
/// number of a word is the same on every machine and in every release, so it may be stored.
///
/// ```
/// use matchmaking::Keyword;
///
/// assert_eq!(Keyword::of("爬山"), Keyword::of("爬山"));
/// assert_ne!(Keyword::of("爬山"), Keyword::of("电影"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Keyword(pub u64);

impl Keyword {
    /// The keyword of a word in its normal form.
    #[must_use]
    pub fn of(word: &str) -> Self {
        let mut hasher = SipHasher24::new_with_keys(0, 0);
        hasher.write(word.as_bytes());
        Self(hasher.finish())
    }
}

/// What somebody is interested in can be guessed from the number, so it is not printed.
impl fmt::Debug for Keyword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Keyword").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pins the numbers: a change here would part users whose keywords were stored by earlier versions.
    #[test]
    fn the_number_of_a_word_never_changes() {
        assert_eq!(Keyword::of("爬山").0, 6_599_329_625_589_724_402);
        assert_eq!(format!("{:?}", Keyword::of("爬山")), "Keyword(..)");
    }
}
