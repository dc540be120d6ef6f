//! The hard rules: who may meet whom, whatever a strategy would like.

use crate::PoolConfig;
use crate::preferences::fit;

use super::record::Record;

/// Whether the two may be proposed to each other at `now_ms`. Symmetric in `a` and `b`.
pub(crate) fn may_meet(config: &PoolConfig, now_ms: i64, a: &Record, b: &Record) -> bool {
    let (one, other) = (a.ticket.user, b.ticket.user);
    one != other
        && !avoids(a, other, now_ms)
        && !avoids(b, one, now_ms)
        && a.is_proposable(config, now_ms)
        && b.is_proposable(config, now_ms)
        && fit(config, now_ms, &a.ticket, &b.ticket)
}

fn avoids(record: &Record, user: u64, now_ms: i64) -> bool {
    record.may_avoid(user) && (record.keeps_away(user, now_ms) || record.has_blocked(user))
}
