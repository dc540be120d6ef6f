//! Clauses about what a start must find: everything that has work left.

use super::world::World;
use super::{Harness, Scene};
use crate::change::Fact;
use crate::conversation::{End, EndReason};
use crate::keys::{FlightKey, UserKey};
use crate::lane::{DeliveryState, Flight, Offer};
use crate::person::{Prompt, Seat};

fn people<H: Harness>(scene: &Scene<H>) -> Vec<UserKey> {
    scene.live().people.iter().map(|p| p.key).collect()
}

/// Whoever has a seat, a lane, an offer, a flight, a prompt, a reminder, or has unfollowed, is live; nobody else.
pub fn live_shows_all_work<H: Harness>() {
    type Make = fn(UserKey) -> Fact;
    let work: [(&str, Make); 7] = [
        ("offer", |user| {
            let offer = Offer {
                push: crate::PushKey([3; 16]),
                deliveries: vec![],
                opened_ms: 4_000,
                written_ms: None,
                missed_ms: None,
            };
            Fact::PutOffer(user, Some(offer))
        }),
        ("flight", |user| {
            let flight = Flight { key: FlightKey(1), deliveries: vec![], charged_ms: 4_000 };
            Fact::PutFlight(user, Some(flight))
        }),
        ("prompt", |user| Fact::PutPrompt(user, Some(Prompt { kind: "leave?".into(), asked_ms: 4_000 }))),
        ("reminder", |user| Fact::PutReminder(user, Some(70_000))),
        ("letters", |user| Fact::PutLetters(user, vec![crate::ConversationKey(1)])),
        ("unfollow", |user| Fact::SetFollowing(user, false, 4_000)),
        ("seat", |user| Fact::PutSeat(user, Seat::Waiting(crate::TicketKey(1)))),
    ];
    for (what, fact) in work {
        let mut scene = Scene::<H>::open();
        let busy = scene.person("o-busy");
        scene.person("o-idle");
        assert!(people(&scene).is_empty());
        scene.keep([fact(busy)]);
        assert_eq!(people(&scene), [busy], "{what}");
        scene.reopen();
        assert_eq!(people(&scene), [busy], "{what}, after a crash");
        let live = scene.live();
        assert_eq!(live.people[0], scene.see(busy), "{what}: as a snapshot shows them");
    }
}

/// Whoever has nothing left to do is not live, nor is an ended conversation; but one that somebody is still owed a line
/// from is.
pub fn the_settled_is_not_live<H: Harness>() {
    let mut world = World::<H>::open();
    let end = End { at_ms: 7_000, reason: EndReason::Left, by: Some(world.bob) };
    world.keep([
        Fact::EndConversation(world.talk, end),
        Fact::PutSeat(world.alice, Seat::Idle),
        Fact::PutSeat(world.bob, Seat::Idle),
        Fact::CloseTicket(world.ticket),
        Fact::PutSeat(world.carol, Seat::Idle),
    ]);
    for crashed in [false, true] {
        if crashed {
            world.reopen();
        }
        let live = world.live();
        assert_eq!(people(&world), [world.alice], "a line is on its way to her");
        assert_eq!(live.people[0].lane.queue[0].key, world.owed);
        assert_eq!(live.conversations.iter().map(|c| c.key).collect::<Vec<_>>(), [world.talk]);
        assert!(live.tickets.is_empty());
    }
    world.keep([Fact::MoveDelivery(world.alice, world.owed, DeliveryState::Sent)]);
    for crashed in [false, true] {
        if crashed {
            world.reopen();
        }
        assert_eq!(world.live(), crate::Live::default());
    }
}

/// Waiting tickets, conversations that go on, and lanes in all their states are found again as they were.
pub fn live_is_the_same_after_a_crash<H: Harness>() {
    let mut world = World::<H>::open();
    let more = world.owe(world.alice, world.line, "once more");
    let flight = Flight { key: FlightKey(900), deliveries: vec![world.owed], charged_ms: 4_000 };
    let offer = Offer {
        push: world.push,
        deliveries: vec![more],
        opened_ms: 4_000,
        written_ms: None,
        missed_ms: Some(4_500),
    };
    world.keep([
        Fact::MoveDelivery(world.alice, world.owed, DeliveryState::InFlight(flight.key)),
        Fact::PutFlight(world.alice, Some(flight)),
        Fact::MoveDelivery(world.alice, more, DeliveryState::Offered(world.push)),
        Fact::PutOffer(world.alice, Some(offer)),
    ]);
    let live = world.live();
    assert_eq!(people(&world), [world.alice, world.bob, world.carol]);
    assert_eq!((live.tickets.len(), live.conversations.len()), (1, 1));
    world.reopen();
    assert_eq!(world.live(), live);
}
