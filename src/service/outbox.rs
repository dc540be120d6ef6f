//! Pushes that are to be sent, and what became of them.

use super::agenda::Item;
use super::{ChatService, lock};
use crate::decide::Outcome;
use crate::error::ServiceError;
use chatstore::{Address, Body, FlightKey, Scope, UserKey};
use std::fmt;

/// A push that was decided and charged: send it once and say what became of it.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Push {
    /// Whose lane it belongs to.
    pub user: UserKey,
    /// Its name.
    pub flight: FlightKey,
    /// To whom.
    pub to: Address,
    /// What it says; a text has at most 2048 bytes.
    pub body: Body,
}

impl fmt::Debug for Push {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Push").field("flight", &self.flight).field("body", &self.body).finish_non_exhaustive()
    }
}

/// The first rest of a lane whose push did not get through; it doubles with each in a row.
const FIRST_REST_MS: i64 = 1_000;
/// The longest rest.
const LONGEST_REST_MS: i64 = 60_000;

impl ChatService {
    /// Takes note of what became of a push.
    ///
    /// # Errors
    /// [`ServiceError`]: nothing was noted; say it again. A push whose fate is never said counts as unknown after the
    /// next start.
    pub async fn settled(
        &self,
        user: UserKey,
        flight: FlightKey,
        outcome: Outcome,
        now_ms: i64,
    ) -> Result<(), ServiceError> {
        self.note_outcome(user, outcome, now_ms);
        if outcome == Outcome::NotAllowed
            && self.may_push()
            && let Err(error) = self.found_may_push(false, now_ms).await
        {
            tracing::warn!(%error, "that the account may not push is not remembered");
        }
        self.decide(&Scope::people([user]), now_ms, |draft| {
            draft.settle(user, flight, outcome);
            Some(())
        })
        .await?;
        lock(&self.flights).remove(&flight);
        self.look_again(Item::Person(user), now_ms);
        Ok(())
    }

    fn note_outcome(&self, user: UserKey, outcome: Outcome, now_ms: i64) {
        match outcome {
            Outcome::NotSent => {
                let times = lock(&self.agenda).rests(user).min(16);
                self.rest(user, now_ms + (FIRST_REST_MS << times).min(LONGEST_REST_MS));
            }
            _ => lock(&self.agenda).wake(user),
        }
    }
}
