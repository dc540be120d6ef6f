//! Which rows of a person and their lane a commit has to write, and how they are put together again.
//!
//! Most commits change little of a person, and rows are what a commit costs. So two things are not written:
//!
//! - a person's own row where only deliveries were put: each delivery's row carries the version its recipient had;
//! - a delivery's row where all that happened to it is that it went into the open offer, which names it.

use super::{Write, has_work};
use crate::keys::DeliveryKey;
use crate::lane::{Delivery, DeliveryState, Lane};
use crate::person::Person;
use std::sync::Arc;

/// Puts a delivery that was read, and the version its row carries, into the lane of a person that was read, in key
/// order. `row` is the version in the person's own row.
pub fn put_in_lane(person: &mut Person, row: u64, mut delivery: Delivery, version: u64) {
    // The person's row is newer, and its offer says where the delivery is.
    if version < row
        && let Some(offer) =
            person.lane.offer.as_ref().filter(|offer| offer.deliveries.contains(&delivery.key))
    {
        delivery.state = DeliveryState::Offered(offer.push);
    }
    person.version = person.version.max(version);
    person.lane.queue.push(Arc::new(delivery));
}

/// Adds what a commit has to write of a person, beside the rows of the deliveries it put, and takes out what it has not.
pub(super) fn rows_of_person(person: &Arc<Person>, before: Option<&Person>, rows: &mut Vec<Write>) {
    let theirs = |row: &Write| matches!(row, Write::Delivery(d, _) if d.to == person.key);
    let unchanged = before.is_some_and(|before| person.has_the_row_of(before));
    // What this commit put into the lane, and left there, carries the version already.
    let carried =
        |row: &Write| matches!(row, Write::Delivery(d, _) if theirs(row) && person.lane.get(d.key).is_some());
    if unchanged && rows.iter().any(carried) {
        return;
    }
    rows.push(Write::Person(Arc::clone(person)));
    if let Some(before) = before.filter(|before| before.lane.offer.is_some() || person.lane.offer.is_some()) {
        let left_out = |row: &Write| matches!(row, Write::Delivery(d, _) if theirs(row) && only_offered(d.key, &person.lane, &before.lane));
        rows.retain(|row| !left_out(row));
        let untold = person.lane.queue.iter().filter(|d| needs_row(d, &person.lane, &before.lane));
        rows.extend(untold.map(|d| Write::Delivery(Arc::clone(d), person.version)));
    }
}

/// Whether the offer names the delivery and the delivery says the same.
fn told_by_offer(delivery: &Delivery, lane: &Lane) -> bool {
    let Some(offer) = &lane.offer else { return false };
    delivery.state == DeliveryState::Offered(offer.push) && offer.deliveries.contains(&delivery.key)
}

/// Whether the offer tells all that a commit changed of a delivery.
fn only_offered(key: DeliveryKey, lane: &Lane, before: &Lane) -> bool {
    let (Some(new), Some(old)) = (lane.get(key), before.get(key)) else { return false };
    told_by_offer(new, lane) && old.content == new.content && old.unknown == new.unknown
}

/// Whether the rows would say something else of a delivery without a row of its own: an offer names it that it is not
/// in, or its offer is no longer the lane's. Neither comes of a decision of the service.
fn needs_row(delivery: &Delivery, lane: &Lane, before: &Lane) -> bool {
    let named = lane.offer.as_ref().is_some_and(|offer| offer.deliveries.contains(&delivery.key));
    let was_told = before.get(delivery.key).is_some_and(|old| told_by_offer(old, before));
    !told_by_offer(delivery, lane) && (named || was_told)
}

impl Person {
    /// Whether their row says the same as that of an earlier state of them: all but the version and the deliveries,
    /// which have rows of their own, and whether there is work.
    fn has_the_row_of(&self, before: &Self) -> bool {
        let Self { key, id, address, version: _, created_ms, following, unfollowed_ms, language, .. } = self;
        let Self { last_seen_ms, heard_ms, reminder_ms, window, seat, prompt, preferences, .. } = self;
        let Self { partners, hand, letters, lane: Lane { offer, flight, queue: _ }, .. } = self;
        (last_seen_ms, heard_ms, reminder_ms) == (&before.last_seen_ms, &before.heard_ms, &before.reminder_ms)
            && (key, id, created_ms) == (&before.key, &before.id, &before.created_ms)
            && (following, unfollowed_ms) == (&before.following, &before.unfollowed_ms)
            && (seat, prompt, hand, letters) == (&before.seat, &before.prompt, &before.hand, &before.letters)
            && (offer, flight) == (&before.lane.offer, &before.lane.flight)
            && (address, language) == (&before.address, &before.language)
            && (window, preferences, partners) == (&before.window, &before.preferences, &before.partners)
            && has_work(self) == has_work(before)
    }
}
