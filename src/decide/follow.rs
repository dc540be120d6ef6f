//! Someone follows the account: welcomed, or recognised.

use super::draft::Draft;
use crate::texts::Say;
use chatstore::UserKey;

impl Draft<'_> {
    /// Welcomes a person who follows. `returns` tells that they had left before.
    pub(crate) fn welcome(&mut self, user: UserKey, returns: bool) {
        let say = if returns { Say::WelcomeBack } else { Say::Welcome };
        self.reply(user, say, &[]);
    }
}
