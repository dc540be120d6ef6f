//! The passive reply to a push: free, and an offer.

use super::draft::Draft;
use crate::lane::compose::{Manner, compose};
use chatstore::{Body, Content, Delivery, DeliveryState, Offer, PushKey, Rank, UserKey, Why};

/// How long the answer to a word is worth giving, in ms.
const STALE_MS: i64 = 10 * 60_000;

impl Draft<'_> {
    /// Composes the reply to a person's push from their lane, and makes it an offer. `None` answers nothing: there
    /// is nothing to say, or another reply is still open, whose content must not be said twice.
    pub(crate) fn answer(&mut self, user: UserKey, push: PushKey) -> Option<Body> {
        let person = self.person(user)?;
        if !person.following || person.lane.offer.is_some() {
            return None;
        }
        self.drop_stale_answers(user);
        let person = self.person(user)?;
        // Lines do not overtake a push that is under way.
        let lines = person.lane.flight.is_none();
        let answers = self.answers.clone();
        let parcel = self.view(user, |view| {
            // What the reply leaves over follows by push where the grant allows; else it is announced.
            let announce = view.pull || !view.budget.allows_backlog();
            compose(view, Manner { free: true, answers: &answers, lines, hint: false, announce })
        })?;
        if parcel.deliveries.is_empty() {
            return None;
        }
        for key in &parcel.deliveries {
            self.move_delivery(user, *key, DeliveryState::Offered(push));
        }
        let offer = Offer {
            push,
            deliveries: parcel.deliveries,
            opened_ms: self.now_ms,
            written_ms: None,
            missed_ms: None,
        };
        self.put_offer(user, Some(offer));
        Some(parcel.body)
    }

    /// An answer that could not be given in time answers nothing any more.
    fn drop_stale_answers(&mut self, user: UserKey) {
        let Some(person) = self.person(user) else { return };
        let stale = |delivery: &Delivery| match &delivery.content {
            Content::Notice(notice) => {
                notice.rank == Rank::Answer
                    && notice.conversation.is_none()
                    && delivery.accepted_ms + STALE_MS < self.now_ms
                    && matches!(delivery.state, DeliveryState::Pending | DeliveryState::Held(_))
            }
            _ => false,
        };
        let stale: Vec<_> = person.lane.queue.iter().filter(|d| stale(d)).map(|d| d.key).collect();
        for key in stale {
            self.move_delivery(user, key, DeliveryState::Undeliverable(Why::Stale));
        }
    }
}
