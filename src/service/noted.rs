//! What has been taken note of: an older view of a person is no news.

use chatstore::UserKey;
use std::collections::BTreeMap;

/// How many people are remembered before the first of them are forgotten: far more than commits are heard of out of order.
const MOST: usize = 4_096;

/// The newest version of each person of which note was taken of late.
///
/// Commits that became durable together are heard of in any order, but not long after each other: so it is enough to know
/// the last few thousand people.
#[derive(Debug, Default)]
pub(super) struct Noted {
    recent: BTreeMap<UserKey, u64>,
    before: BTreeMap<UserKey, u64>,
}

impl Noted {
    /// Whether this version of a person is not older than one seen before; it counts as seen now.
    pub(super) fn is_news(&mut self, person: UserKey, version: u64) -> bool {
        let known = self.recent.get(&person).or_else(|| self.before.get(&person));
        if known.is_some_and(|&newest| version < newest) {
            return false;
        }
        if self.recent.len() >= MOST {
            self.before = std::mem::take(&mut self.recent);
        }
        self.recent.insert(person, version);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_older_view_is_no_news() {
        let mut noted = Noted::default();
        let views = [(1, 5), (1, 5), (1, 4), (2, 1), (1, 6), (1, 5)];
        let is_news = views.map(|(person, version)| noted.is_news(UserKey(person), version));
        assert_eq!(is_news, [true, true, false, true, true, false]);
    }

    #[test]
    fn it_knows_the_last_few_thousand_and_not_everybody() {
        let mut noted = Noted::default();
        for person in 0..5 * MOST as u64 {
            assert!(noted.is_news(UserKey(person), 9));
            assert!(person < 4_000 || !noted.is_news(UserKey(person - 4_000), 8), "{person}");
        }
        assert!(noted.recent.len() + noted.before.len() <= 2 * MOST);
    }
}
