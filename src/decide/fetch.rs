//! Fetching: what is kept for a person, asked for by them.

use super::draft::Draft;
use crate::texts::Say;
use chatstore::UserKey;
use std::collections::BTreeSet;

impl Draft<'_> {
    /// The reply carries what is kept; where nothing is, it says so.
    pub(crate) fn fetch(&mut self, user: UserKey) {
        let kept = self.view(user, |view| view.lines_besides(&BTreeSet::new(), true)).unwrap_or(0);
        if kept == 0 {
            self.reply(user, Say::NothingOwed, &[]);
        }
    }
}
