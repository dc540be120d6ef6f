//! How long a push may take, and what is answered when it takes longer.

use std::time::Duration;

use wechat_core::limits::{PUSH_DEADLINE_MS, TEXT_MAX_BYTES};

use crate::error::WebhookError;

/// What to answer when the bot has not.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AtDeadline {
    /// `success`: WeChat does not deliver the push again, the user sees nothing.
    Success,
    /// 503: WeChat delivers the push again, if attempts are left; after the last one the user reads its notice of
    /// a service out of order.
    Retry,
    /// A passive reply with this text; WeChat does not deliver the push again.
    Reply(String),
}

/// The deadlines of one push, in real time from the arrival of its request head, and the policy at each.
///
/// WeChat closes the connection after five seconds and delivers a push three times in all:
/// <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Receiving_standard_messages.html>
///
/// ```
/// use driftbottle_webhook::{AtDeadline, Deadlines};
/// let mut deadlines = Deadlines::default();
/// deadlines.unaccepted_last = AtDeadline::Reply("That may not have arrived, please send it again.".into());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Deadlines {
    /// When a push must be [accepted](crate::Turn::accepted): 4.0 s.
    pub accept_by: Duration,
    /// When an accepted push must be answered, unless the bot has [claimed](crate::Turn::claim_reply) the reply:
    /// 4.5 s.
    pub answer_by: Duration,
    /// When a claimed reply must be there: 4.9 s.
    pub claimed_by: Duration,
    /// When a reply must be written to be reported as such: 5 s.
    pub written_by: Duration,
    /// Age of a push, `CreateTime` to arrival by the webhook's clock, from which its attempt counts as the last:
    /// 7.5 s. The third comes 10 s after the push where the platform waits for each answer, and 8 s where it is refused
    /// at [`accept_by`](Self::accept_by) and tries again at once; the second never so late.
    pub last_attempt_after: Duration,
    /// Not accepted in time, attempts left: [`AtDeadline::Retry`].
    pub unaccepted: AtDeadline,
    /// Not accepted on the last attempt, in time or at all (refused by the bot, queue full, panic): a reply,
    /// 「这条可能没有收到，请再发一次」.
    pub unaccepted_last: AtDeadline,
    /// Accepted, not claimed, not answered in time: [`AtDeadline::Success`].
    pub accepted: AtDeadline,
    /// Accepted and claimed, not answered in time, attempts left: [`AtDeadline::Retry`], so that the next attempt
    /// can carry the claimed reply.
    pub claimed: AtDeadline,
    /// The same on the last attempt: [`AtDeadline::Success`].
    pub claimed_last: AtDeadline,
}

impl Default for Deadlines {
    fn default() -> Self {
        Self {
            accept_by: Duration::from_millis(4_000),
            answer_by: Duration::from_millis(4_500),
            claimed_by: Duration::from_millis(4_900),
            written_by: Duration::from_millis(PUSH_DEADLINE_MS.unsigned_abs()),
            last_attempt_after: Duration::from_millis(7_500),
            unaccepted: AtDeadline::Retry,
            unaccepted_last: AtDeadline::Reply("这条可能没有收到，请再发一次".to_owned()),
            accepted: AtDeadline::Success,
            claimed: AtDeadline::Retry,
            claimed_last: AtDeadline::Success,
        }
    }
}

impl Deadlines {
    pub(crate) fn check(&self) -> Result<(), WebhookError> {
        let times = [self.accept_by, self.answer_by, self.claimed_by, self.written_by];
        if self.accept_by.is_zero() || !times.is_sorted() {
            return Err(WebhookError::DeadlineOrder);
        }
        let policies = [
            ("unaccepted", &self.unaccepted),
            ("unaccepted_last", &self.unaccepted_last),
            ("accepted", &self.accepted),
            ("claimed", &self.claimed),
            ("claimed_last", &self.claimed_last),
        ];
        for (name, policy) in policies {
            if let AtDeadline::Reply(text) = policy
                && !(1..=TEXT_MAX_BYTES).contains(&text.len())
            {
                return Err(WebhookError::DeadlineText { name, bytes: text.len() });
            }
        }
        Ok(())
    }

    /// Whether a push of this age on arrival is on its last attempt.
    pub(crate) fn is_last_attempt(&self, age_ms: i64) -> bool {
        u128::try_from(age_ms).is_ok_and(|age_ms| age_ms >= self.last_attempt_after.as_millis())
    }

    /// What to answer when the push was not taken.
    pub(crate) const fn not_taken(&self, last_attempt: bool) -> &AtDeadline {
        if last_attempt { &self.unaccepted_last } else { &self.unaccepted }
    }

    /// What to answer when a claimed reply did not come.
    pub(crate) const fn claim_broken(&self, last_attempt: bool) -> &AtDeadline {
        if last_attempt { &self.claimed_last } else { &self.claimed }
    }
}
