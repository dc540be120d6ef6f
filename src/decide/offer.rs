//! What becomes of an offer: written, missed, asked for again, shown in the end or taken back.

use super::draft::Draft;
use crate::service::Report;
use chatstore::{DeliveryState, Fact, Offer, PushKey, Stage, UserKey};

/// When an offer is decided if nothing more is heard, in ms.
pub(crate) fn due_ms(offer: &Offer, settings: &crate::Settings) -> i64 {
    match (offer.written_ms, offer.missed_ms) {
        (Some(written), _) => written + settings.offer_quiet_ms,
        (None, Some(missed)) => missed + settings.offer_quiet_ms,
        (None, None) => offer.opened_ms + settings.offer_wait_ms,
    }
}

impl Draft<'_> {
    fn open_offer(&self, user: UserKey, push: PushKey) -> Option<Offer> {
        self.person(user)?.lane.offer.clone().filter(|offer| offer.push == push)
    }

    /// Makes what is known of the open offer's response part of this decision. Says whether anything was.
    pub(crate) fn note_report(&mut self, user: UserKey) -> bool {
        let Some((push, report)) = self.reports.remove(&user) else { return false };
        let open = self.open_offer(user, push);
        if open.is_none_or(|offer| report.is_noted(&offer)) {
            return false;
        }
        match report {
            Report::Written => self.offer_written(user, push),
            Report::Missed => self.offer_missed(user, push),
        }
        true
    }

    /// The response of an attempt was written to its end.
    fn offer_written(&mut self, user: UserKey, push: PushKey) {
        if let Some(offer) = self.open_offer(user, push) {
            self.put_offer(user, Some(Offer { written_ms: Some(self.now_ms), ..offer }));
        }
    }

    /// The response of an attempt did not get through; another attempt may come.
    fn offer_missed(&mut self, user: UserKey, push: PushKey) {
        if let Some(offer) = self.open_offer(user, push).filter(|offer| offer.written_ms.is_none()) {
            self.put_offer(user, Some(Offer { missed_ms: Some(self.now_ms), ..offer }));
        }
    }

    /// Another attempt asks for the same content: its fate is open again.
    pub(crate) fn offer_again(&mut self, user: UserKey, push: PushKey) {
        if let Some(offer) = self.open_offer(user, push) {
            let now_ms = self.now_ms;
            self.put_offer(
                user,
                Some(Offer { opened_ms: now_ms, written_ms: None, missed_ms: None, ..offer }),
            );
        }
    }

    /// Whatever else comes from the person shows that a written reply was shown.
    pub(crate) fn confirm_offer(&mut self, user: UserKey) {
        let offer = self.person(user).and_then(|p| p.lane.offer.clone());
        if let Some(offer) = offer.filter(|offer| offer.written_ms.is_some()) {
            self.put_offer(user, None);
            self.mark_sent(user, &offer.deliveries);
        }
    }

    /// Decides an offer of which nothing more will be heard: shown if it was written, else back in its old place.
    pub(crate) fn close_offer(&mut self, user: UserKey) {
        let Some(offer) = self.person(user).and_then(|p| p.lane.offer.clone()) else { return };
        self.put_offer(user, None);
        if offer.written_ms.is_some() {
            self.mark_sent(user, &offer.deliveries);
            self.tell_if_stuck(user);
            return;
        }
        for key in &offer.deliveries {
            self.move_delivery(user, *key, DeliveryState::Pending);
        }
        self.tell_if_stuck(user);
        // A late attempt must not bring the content a second time.
        if self.snapshot().receipt.as_ref().is_some_and(|r| r.push == offer.push) {
            self.fact(Fact::SettlePush(offer.push, Stage::Done, None));
        }
    }
}
