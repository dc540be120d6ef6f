//! The hard rules: who may meet whom, whatever a strategy would like.

use crate::PoolConfig;
use crate::preferences::fit;

use super::record::Record;

/// Whether the two may be proposed to each other at `now_ms`. Symmetric in `a` and `b`.
pub(crate) fn may_meet(config: &PoolConfig, now_ms: i64, a: &Record, b: &Record) -> bool {
    let (one, other) = (a.ticket.user, b.ticket.user);
    one != other
        && a.is_proposable(config, now_ms)
        && b.is_proposable(config, now_ms)
        && !a.keeps_away(other, now_ms)
        && !b.keeps_away(one, now_ms)
        && !a.has_blocked(other)
        && !b.has_blocked(one)
        && fit(config, now_ms, &a.ticket, &b.ticket)
}
