//! How a user can be told of a match, and until when.

use crate::PoolConfig;

/// How the owner of a ticket can be told of a match.
///
/// The platform lets an account push to a user only for a while after the user did something, and only a few times
/// ([customer messages](https://developers.weixin.qq.com/doc/service/api/customer/message/api_sendcustommessage.html)).
/// Whoever cannot be told must not be matched, so a ticket without reach is no candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reachability {
    /// The account may push to the user.
    Push {
        /// The moment the grant ends, milliseconds.
        until_ms: i64,
        /// How many pushes are left in it.
        left: u32,
    },
    /// The user comes and fetches: accounts that may not push.
    Pull {
        /// When the user was last heard of, milliseconds.
        last_seen_ms: i64,
    },
}

impl Reachability {
    /// The moment from which the user cannot be reached at all; the ticket ends with it.
    pub(crate) fn end_ms(self, config: &PoolConfig) -> i64 {
        match self {
            Self::Push { until_ms, .. } => until_ms,
            Self::Pull { last_seen_ms } => last_seen_ms.saturating_add(i64::from(config.pull_idle_ms)),
        }
    }

    /// The moment from which a match must no longer be proposed; `None` if already now, whatever the time.
    pub(crate) fn proposable_until_ms(self, config: &PoolConfig) -> Option<i64> {
        match self {
            Self::Push { left, .. } if left < config.min_left => None,
            Self::Push { until_ms, .. } => Some(until_ms.saturating_sub(i64::from(config.reach_margin_ms))),
            Self::Pull { .. } => Some(self.end_ms(config)),
        }
    }

    /// The same for a ticket that ends by itself at `expires_ms`; [`i64::MIN`] if not even now.
    pub(crate) fn proposable_until(self, config: &PoolConfig, expires_ms: i64) -> i64 {
        self.proposable_until_ms(config).map_or(i64::MIN, |until| until.min(expires_ms))
    }

    /// Whether a match may be proposed to this user at `now_ms`.
    pub(crate) fn is_proposable(self, config: &PoolConfig, now_ms: i64) -> bool {
        self.proposable_until_ms(config).is_some_and(|end| now_ms < end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_push_reach_needs_sends_left_and_time_beyond_the_margin() {
        let config = PoolConfig::default();
        let margin = i64::from(config.reach_margin_ms);
        let table = [
            (Reachability::Push { until_ms: margin + 1, left: 2 }, 0, true),
            (Reachability::Push { until_ms: margin, left: 2 }, 0, false),
            (Reachability::Push { until_ms: margin + 1, left: 1 }, 0, false),
            (Reachability::Push { until_ms: i64::MIN, left: 9 }, 0, false),
            (Reachability::Pull { last_seen_ms: 0 }, i64::from(config.pull_idle_ms) - 1, true),
            (Reachability::Pull { last_seen_ms: 0 }, i64::from(config.pull_idle_ms), false),
            (Reachability::Pull { last_seen_ms: i64::MAX }, i64::MAX - 1, true),
        ];
        for (reach, now, expected) in table {
            assert_eq!(reach.is_proposable(&config, now), expected, "{reach:?} at {now}");
        }
    }

    #[test]
    fn a_grant_of_one_minute_is_never_enough_to_wait_on() {
        let config = PoolConfig::default();
        let menu_click = Reachability::Push { until_ms: 60_000, left: 3 };
        assert!(!menu_click.is_proposable(&config, 0));
    }
}
