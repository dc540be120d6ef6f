//! What time asks for.

use super::agenda::Item;
use super::{ChatService, Push, TRIES, lock};
use crate::decide::{Outcome, Tended};
use crate::error::ServiceError;
use chatstore::{ConversationKey, Scope, UserKey};
use futures_util::future::join_all;

/// How often old receipts are cleared away.
pub(super) const CLEAR_EVERY_MS: i64 = 60_000;

/// How long something that could not be done is left alone.
const AGAIN_MS: i64 = 1_000;

impl ChatService {
    /// Does everything that is due, and returns the pushes that are to be sent now, at most `room` of them: each has
    /// been decided and charged, so each must be sent, and its fate [told](Self::settled). More are due when as many
    /// come back as there is room for.
    ///
    /// # Errors
    /// [`ServiceError`] when another process has taken over; what cannot be done for another reason is logged and
    /// tried again after a second.
    pub async fn run_due(&self, now_ms: i64, room: usize) -> Result<Vec<Push>, ServiceError> {
        let mut pushes = Vec::new();
        if lock(&self.matching).next_deadline().is_some_and(|at| at <= now_ms) {
            self.advance_pool(now_ms).await;
        }
        self.match_others(now_ms).await;
        while pushes.len() < room {
            let items = lock(&self.agenda).take_due(now_ms, room - pushes.len());
            if items.is_empty() {
                break;
            }
            // Together, so that their commits share a transaction.
            let tended = items.iter().map(|item| self.tend_to(*item, now_ms));
            for (item, result) in items.iter().zip(join_all(tended).await) {
                match result {
                    Ok(push) => pushes.extend(push),
                    Err(error) if error.is_fenced() => return Err(error),
                    Err(error) => {
                        tracing::warn!(%error, "something due could not be done");
                        self.look_again(*item, now_ms + AGAIN_MS);
                    }
                }
            }
        }
        Ok(pushes)
    }

    async fn tend_to(&self, item: Item, now_ms: i64) -> Result<Option<Push>, ServiceError> {
        match item {
            Item::Person(user) => return self.tend_person(user, now_ms).await,
            Item::Talk(talk) => self.tend_talk(talk, now_ms).await?,
            Item::Everything => {
                let live = self.store.live().await?;
                self.look_at_everything(&live, now_ms).await?;
            }
            Item::Receipts => {
                let seen_ms = self.creep(now_ms);
                lock(&self.troubled).clear();
                let settings = self.settings();
                self.store.forget(seen_ms - settings.receipt_ms, seen_ms - settings.reply_ms).await?;
                self.look_again(Item::Receipts, now_ms + CLEAR_EVERY_MS);
            }
        }
        Ok(None)
    }

    /// The time by which receipts grow old. When the clock jumps it does not: attempts of one push may lie on both
    /// sides of a jump, and the later one must still be known for what it is.
    fn creep(&self, now_ms: i64) -> i64 {
        let mut seen_ms = lock(&self.receipts_seen_ms);
        *seen_ms = now_ms.min(*seen_ms + 2 * CLEAR_EVERY_MS).max(*seen_ms);
        *seen_ms
    }

    async fn tend_person(&self, user: UserKey, now_ms: i64) -> Result<Option<Push>, ServiceError> {
        for _ in 0..TRIES {
            let rest = lock(&self.agenda).rests_until(user);
            let seen = self.store.load(&Scope::people([user])).await?;
            let Some(person) = seen.person(user) else { return Ok(None) };
            let to = person.address.clone();
            let push = person.lane.offer.as_ref().map(|offer| offer.push);
            let scope = Scope { push, people: vec![user], ..Scope::default() };
            if let Some(flight) = person.lane.flight.as_ref().map(|f| f.key) {
                if lock(&self.flights).contains(&flight) {
                    return Ok(None);
                }
                // Decided and never handed out: nobody knew that the decision had been kept.
                self.decide(&scope, now_ms, |draft| {
                    draft.settle(user, flight, Outcome::NotSent);
                    Some(())
                })
                .await?;
                continue;
            }
            match self.decide(&scope, now_ms, |draft| Some(draft.tend(user, rest))).await? {
                None | Some(Tended::Rest(None)) => return Ok(None),
                Some(Tended::Rest(Some(at_ms))) => {
                    lock(&self.agenda).set(Item::Person(user), at_ms);
                    return Ok(None);
                }
                Some(Tended::Push { flight, body }) => {
                    lock(&self.flights).insert(flight);
                    return Ok(Some(Push { user, flight, to, body }));
                }
                Some(Tended::Renew { delivery, body }) => self.ask_for_renewal(user, delivery, body),
                Some(Tended::Changed) => {}
            }
        }
        // Not in this round, or a lane that always changes would never let it end.
        self.look_again(Item::Person(user), now_ms + 1);
        Ok(None)
    }

    async fn tend_talk(&self, talk: ConversationKey, now_ms: i64) -> Result<(), ServiceError> {
        let scope = Scope { conversations: vec![talk], ..Scope::default() };
        let next = self.decide(&scope, now_ms, |draft| Some(draft.close_if_silent(talk))).await?;
        if let Some(Some(at_ms)) = next {
            lock(&self.agenda).set(Item::Talk(talk), at_ms.max(now_ms + 1));
        }
        Ok(())
    }
}
