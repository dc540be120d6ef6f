//! The language a person is spoken to in.

use super::draft::Draft;
use crate::texts::Say;
use chatstore::UserKey;

impl Draft<'_> {
    /// Speaks another language from now on, and says so in it.
    pub(crate) fn speak(&mut self, user: UserKey, tag: &str) {
        self.set_language(user, tag);
        self.reply(user, Say::Language, &[]);
    }
}
