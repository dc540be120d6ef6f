//! A commit writes the rows that changed, and none that others tell already.

use chatstore::working_set::{Write, put_in_lane};
use chatstore::{
    Address, ChangeSet, Commit, Content, Delivery, DeliveryKey, DeliveryState, Fact, Notice, Offer, Opaque,
    Person, PushKey, Rank, UserId, UserKey, WorkingSet,
};
use std::sync::Arc;

const ALICE: UserKey = UserKey(1);
const PUSH: PushKey = PushKey([7; 16]);

fn delivery(key: u64) -> Delivery {
    let notice = Notice { kind: "help".into(), rank: Rank::Answer, text: "help".into(), conversation: None };
    let (content, state) = (Content::Notice(notice), DeliveryState::Pending);
    Delivery { key: DeliveryKey(key), to: ALICE, accepted_ms: 0, content, state, unknown: 0 }
}

fn offer(keys: &[u64]) -> Offer {
    let deliveries = keys.iter().copied().map(DeliveryKey).collect();
    Offer { push: PUSH, deliveries, opened_ms: 1, written_ms: None, missed_ms: None }
}

/// Somebody with two deliveries on the way, 11 and 12.
fn lane() -> WorkingSet {
    let mut set = WorkingSet::new(true);
    let alice = Person::new(ALICE, UserId([1; 16]), Address::official_account("wx1", "o-alice"), 0);
    commit(&mut set, [Fact::AddPerson(Box::new(alice)), Fact::AddDelivery(delivery(11))]);
    commit(&mut set, [Fact::AddDelivery(delivery(12))]);
    set
}

/// The kinds of rows a change writes.
fn commit(set: &mut WorkingSet, facts: impl IntoIterator<Item = Fact>) -> Vec<Write> {
    let mut change = ChangeSet::new(set.epoch());
    change.facts.extend(facts);
    let (commit, rows) = set.commit(change).unwrap();
    assert!(matches!(commit, Commit::Committed(_)), "{commit:?}");
    rows
}

fn alice(set: &WorkingSet) -> Arc<Person> {
    let seen = set.load(&chatstore::Scope::people([ALICE])).unwrap();
    Arc::clone(seen.people.get(&ALICE).unwrap())
}

#[test]
fn a_delivery_brings_its_own_row_and_the_recipients_version() {
    let mut set = lane();
    let rows = commit(&mut set, [Fact::AddDelivery(delivery(13))]);
    let version = alice(&set).version;
    assert!(matches!(rows.as_slice(), [Write::Delivery(d, v)] if d.key.0 == 13 && *v == version), "{rows:?}");
    let rows =
        commit(&mut set, [Fact::AddDelivery(delivery(14)), Fact::PutWindow(ALICE, Opaque("1".into()))]);
    assert!(matches!(rows.as_slice(), [Write::Delivery(..), Write::Person(_)]), "{rows:?}");
    // What leaves the lane leaves no row to carry a version.
    let rows = commit(&mut set, [Fact::MoveDelivery(ALICE, DeliveryKey(14), DeliveryState::Sent)]);
    assert!(matches!(rows.as_slice(), [Write::DeliveryGone(_), Write::Person(_)]), "{rows:?}");
}

#[test]
fn the_first_delivery_marks_somebody_as_having_work() {
    let mut set = WorkingSet::new(true);
    let alice = Person::new(ALICE, UserId([1; 16]), Address::official_account("wx1", "o-alice"), 0);
    commit(&mut set, [Fact::AddPerson(Box::new(alice))]);
    let rows = commit(&mut set, [Fact::AddDelivery(delivery(11))]);
    assert!(matches!(rows.as_slice(), [Write::Delivery(..), Write::Person(_)]), "{rows:?}");
}

#[test]
fn the_offer_says_what_is_in_it() {
    let mut set = lane();
    let offered = DeliveryState::Offered(PUSH);
    let facts =
        [Fact::MoveDelivery(ALICE, DeliveryKey(11), offered), Fact::PutOffer(ALICE, Some(offer(&[11])))];
    let rows = commit(&mut set, facts);
    assert!(matches!(rows.as_slice(), [Write::Person(_)]), "{rows:?}");
    // An offer that ends without a word about what was in it.
    let rows = commit(&mut set, [Fact::PutOffer(ALICE, None)]);
    let told = |row: &Write| matches!(row, Write::Delivery(d, _) if d.key.0 == 11 && d.state == offered);
    assert!(rows.len() == 2 && rows.iter().any(told), "{rows:?}");
    // An offer that names what is not in it.
    let rows = commit(&mut set, [Fact::PutOffer(ALICE, Some(offer(&[12])))]);
    let told = |row: &Write| matches!(row, Write::Delivery(d, _) if d.key.0 == 12 && d.state == DeliveryState::Pending);
    assert!(rows.len() == 2 && rows.iter().any(told), "{rows:?}");
}

#[test]
fn what_was_left_out_is_read_back() {
    let mut person = Person::new(ALICE, UserId([1; 16]), Address::official_account("wx1", "o-alice"), 0);
    (person.version, person.lane.offer) = (5, Some(offer(&[11, 12])));
    for (key, version) in [(11, 4), (12, 5), (13, 7)] {
        put_in_lane(&mut person, 5, delivery(key), version);
    }
    let states: Vec<_> = person.lane.queue.iter().map(|d| d.state).collect();
    assert_eq!(states, [DeliveryState::Offered(PUSH), DeliveryState::Pending, DeliveryState::Pending]);
    assert_eq!(person.version, 7);
}
