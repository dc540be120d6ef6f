//! Clauses about lanes.

use super::world::kept;
use super::{Harness, Scene, World};
use crate::Body;
use crate::change::Fact;
use crate::keys::{DeliveryKey, FlightKey, UserKey};
use crate::lane::{Content, DeliveryState, Flight, Hold, Offer, Why};

fn keys<H: Harness>(world: &World<H>, user: UserKey) -> Vec<DeliveryKey> {
    world.see(user).lane.queue.iter().map(|d| d.key).collect()
}

fn state<H: Harness>(world: &World<H>) -> DeliveryState {
    world.see(world.alice).lane.get(world.owed).expect("still owed").state
}

/// [`Fact::AddDelivery`]: lines and notices, at the end of the lane.
pub fn add_delivery<H: Harness>() {
    kept::<H>(
        |w| Fact::AddDelivery(w.delivery(w.alice, w.line, "once more")),
        |w| keys(w, w.alice).len() == 2,
    );
    kept::<H>(|w| Fact::AddDelivery(w.notice(w.carol, "nobody came")), |w| keys(w, w.carol).len() == 1);
    let mut world = World::<H>::open();
    let notice = world.notice(world.bob, "nobody came");
    world.keep([Fact::AddDelivery(notice.clone())]);
    assert_eq!(*world.see(world.bob).lane.queue[0], notice);
    world.reopen();
    assert_eq!(*world.see(world.bob).lane.queue[0], notice);
}

/// [`Fact::MoveDelivery`] to every state that is not final.
pub fn move_delivery<H: Harness>() {
    let push = Scene::<H>::push(77);
    for to in [
        DeliveryState::Held(Hold::Window),
        DeliveryState::Held(Hold::Unknown),
        DeliveryState::Offered(push),
        DeliveryState::InFlight(FlightKey(9)),
    ] {
        kept::<H>(|w| Fact::MoveDelivery(w.alice, w.owed, to), |w| state(w) == to);
    }
}

/// A final state takes a delivery out of its lane; a second final state, and any other move, is a conflict.
pub fn final_states_leave_the_lane<H: Harness>() {
    for to in [
        DeliveryState::Sent,
        DeliveryState::Undeliverable(Why::Left),
        DeliveryState::Undeliverable(Why::Expired),
        DeliveryState::Undeliverable(Why::Withdrawn),
        DeliveryState::Undeliverable(Why::Stale),
    ] {
        kept::<H>(|w| Fact::MoveDelivery(w.alice, w.owed, to), |w| keys(w, w.alice).is_empty());
    }
    let mut world = World::<H>::open();
    world.keep([Fact::MoveDelivery(world.alice, world.owed, DeliveryState::Sent)]);
    for crashed in [false, true] {
        if crashed {
            world.reopen();
        }
        for late in [DeliveryState::Sent, DeliveryState::Pending] {
            world.refuse(world.change().with(Fact::MoveDelivery(world.alice, world.owed, late)));
        }
        world.refuse(world.change().with(Fact::CountUnknown(world.alice, world.owed)));
    }
}

/// [`Fact::CountUnknown`].
pub fn count_unknown<H: Harness>() {
    let count = |w: &World<H>| w.see(w.alice).lane.get(w.owed).expect("still owed").unknown;
    kept::<H>(|w| Fact::CountUnknown(w.alice, w.owed), |w| count(w) == 1);
    let mut world = World::<H>::open();
    world.keep([Fact::CountUnknown(world.alice, world.owed), Fact::CountUnknown(world.alice, world.owed)]);
    world.reopen();
    assert_eq!(count(&world), 2);
}

/// [`Fact::RenewLine`]: of a line that is still owed; a notice has nothing to renew.
pub fn renew_line<H: Harness>() {
    let body = || Body::Image { media: "a-new-name".into() };
    let shown = |w: &World<H>| match &w.see(w.alice).lane.get(w.owed).expect("still owed").content {
        Content::Line(line) => (line.body.clone(), line.renewed_ms),
        Content::Notice(_) => panic!("it is a line"),
    };
    kept::<H>(|w| Fact::RenewLine(w.alice, w.owed, body(), 6_000), |w| shown(w) == (body(), Some(6_000)));
    let world = World::<H>::open();
    let notice = world.notice(world.bob, "nobody came");
    world.keep([Fact::AddDelivery(notice.clone())]);
    world.refuse(world.change().with(Fact::RenewLine(world.bob, notice.key, body(), 6_000)));
    world.refuse(world.change().with(Fact::RenewLine(world.bob, world.owed, body(), 6_000)));
}

/// [`Fact::PutOffer`], and its end.
pub fn put_offer<H: Harness>() {
    let offer = |w: &World<H>| Offer {
        push: w.push,
        deliveries: vec![w.owed],
        opened_ms: 4_000,
        written_ms: Some(4_100),
        missed_ms: None,
    };
    kept::<H>(|w| Fact::PutOffer(w.alice, Some(offer(w))), |w| w.see(w.alice).lane.offer == Some(offer(w)));
    let mut world = World::<H>::open();
    world.keep([Fact::PutOffer(world.alice, Some(offer(&world)))]);
    world.keep([Fact::PutOffer(world.alice, None)]);
    world.reopen();
    assert!(world.see(world.alice).lane.offer.is_none());
}

/// [`Fact::PutFlight`], and its end.
pub fn put_flight<H: Harness>() {
    let flight = |w: &World<H>| Flight { key: FlightKey(500), deliveries: vec![w.owed], charged_ms: 4_000 };
    kept::<H>(
        |w| Fact::PutFlight(w.alice, Some(flight(w))),
        |w| w.see(w.alice).lane.flight == Some(flight(w)),
    );
    let mut world = World::<H>::open();
    world.keep([Fact::PutFlight(world.alice, Some(flight(&world)))]);
    world.keep([Fact::PutFlight(world.alice, None)]);
    world.reopen();
    assert!(world.see(world.alice).lane.flight.is_none());
}

/// A lane is in the order of acceptance, whatever has left it and whatever has moved within it.
pub fn lane_order<H: Harness>() {
    let mut world = World::<H>::open();
    let mut lane = vec![world.owed];
    for _ in 0..9 {
        lane.push(world.owe(world.alice, world.line, "and another"));
    }
    world.keep([Fact::MoveDelivery(world.alice, lane[7], DeliveryState::Held(Hold::Window))]);
    world.keep([Fact::MoveDelivery(world.alice, lane[2], DeliveryState::Held(Hold::Unknown))]);
    world.keep([Fact::MoveDelivery(world.alice, lane[5], DeliveryState::Sent)]);
    lane.remove(5);
    assert_eq!(keys(&world, world.alice), lane);
    world.reopen();
    assert_eq!(keys(&world, world.alice), lane);
    world.keep([Fact::MoveDelivery(world.alice, lane[0], DeliveryState::Sent)]);
    lane.remove(0);
    lane.push(world.owe(world.alice, world.line, "the last"));
    assert_eq!(keys(&world, world.alice), lane);
}

/// A delivery joins at the end, and not in a final state.
pub fn out_of_order_is_a_conflict<H: Harness>() {
    let mut world = World::<H>::open();
    let mut early = world.delivery(world.alice, world.line, "early");
    world.owe(world.alice, world.line, "late");
    world.reopen();
    world.refuse(world.change().with(Fact::AddDelivery(early.clone())));
    early.key = world.owed;
    world.refuse(world.change().with(Fact::AddDelivery(early.clone())));
    early.key = DeliveryKey(world.key());
    early.state = DeliveryState::Sent;
    world.refuse(world.change().with(Fact::AddDelivery(early)));
    assert_eq!(keys(&world, world.alice).len(), 2);
}
