//! What became of a passive reply.

use super::agenda::Item;
use super::{ChatService, lock};
use crate::error::ServiceError;
use chatstore::{PushKey, Scope};

/// What became of one attempt's response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Report {
    /// Its body was written to the end in time.
    Written,
    /// It was not: the deadline had passed, the connection was gone, or the watchdog had answered.
    Missed,
}

impl ChatService {
    /// Takes note of what became of the response that carried an offer. Needed for every [`Answer`](crate::Answer)
    /// with an [`offer`](crate::Answer::offer); without it the offer counts as missed after a while.
    ///
    /// # Errors
    /// [`ServiceError`]: nothing was noted; say it again.
    pub async fn reported(&self, push: PushKey, report: Report, now_ms: i64) -> Result<(), ServiceError> {
        let Some(user) = lock(&self.offers).get(&push).copied() else { return Ok(()) };
        self.decide(&Scope::people([user]), now_ms, |draft| {
            match report {
                Report::Written => draft.offer_written(user, push),
                Report::Missed => draft.offer_missed(user, push),
            }
            Some(())
        })
        .await?;
        lock(&self.offers).remove(&push);
        self.look_again(Item::Person(user), now_ms);
        Ok(())
    }
}
