//! Media that wait longer than the platform keeps them.

use super::agenda::Item;
use super::{ChatService, lock};
use crate::error::ServiceError;
use chatstore::{Body, DeliveryKey, Scope, UserKey};

/// A picture, a voice or a film to be fetched from the platform and given to it anew: it keeps them for three days, and
/// somebody has not fetched theirs yet.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Renewal {
    /// For whom it waits.
    pub user: UserKey,
    /// Its place in their lane.
    pub delivery: DeliveryKey,
    /// What it is now.
    pub body: Body,
}

impl ChatService {
    /// What is to be given to the platform anew, since the last call. Say of each what [became of it](Self::renewed);
    /// one that is never told of waits until the next start.
    #[must_use]
    pub fn take_renewals(&self) -> Vec<Renewal> {
        std::mem::take(&mut lock(&self.renewals))
    }

    /// A medium has this body from now on. `None` where the account may not do it, or it failed for good: the line is
    /// given up, and its sender told.
    ///
    /// # Errors
    /// [`ServiceError`]: nothing was noted; say it again.
    pub async fn renewed(
        &self,
        user: UserKey,
        delivery: DeliveryKey,
        body: Option<Body>,
        now_ms: i64,
    ) -> Result<(), ServiceError> {
        self.decide(&Scope::people([user]), now_ms, |draft| {
            draft.renewed(user, delivery, body.clone());
            Some(())
        })
        .await?;
        lock(&self.renewing).remove(&delivery);
        self.look_again(Item::Person(user), now_ms);
        Ok(())
    }

    pub(super) fn ask_for_renewal(&self, user: UserKey, delivery: DeliveryKey, body: Body) {
        if lock(&self.renewing).insert(delivery) {
            lock(&self.renewals).push(Renewal { user, delivery, body });
        }
    }
}
