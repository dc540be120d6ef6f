//! What is looked for while a proposal is made, and now and then.

use crate::Ticket;
use crate::lab::oracle::{Account, Proposed};

/// How many of the oldest are asked whether they were passed over.
const OVERTAKEN: usize = 64;

/// Whether somebody who has waited longer than either of the two, and might have met one of them, is left.
pub(super) fn overtakes(account: &Account, pair: &Proposed<'_>, at_ms: i64) -> bool {
    let rules = account.rules();
    let eligible = |waiting: &Ticket| {
        rules.may_meet(waiting, pair.newer, at_ms) || rules.may_meet(waiting, pair.older, at_ms)
    };
    let mut older = account.by_age().take(OVERTAKEN).take_while(|it| it.id != pair.older.id);
    older.any(|it| it.born_ms < pair.older.born_ms && it.id != pair.newer.id && eligible(it))
}
