//! Clauses about erasure: what was erased is gone from everything kept, and stays gone.

use super::atomicity::facts_about;
use super::world::World;
use super::{Harness, Scene};
use crate::Body;
use crate::bottle::Bottle;
use crate::change::Fact;
use crate::keys::{TicketKey, UserKey};
use crate::person::{Address, Opaque, Person, Prompt, Seat};
use crate::receipt::Stage;
use crate::scope::Scope;
use crate::text::Text;

/// What only the erased person's data says.
const TRACES: [&str; 9] = [
    "oTraceOfAnOpenid",
    "trace-of-a-window",
    "trace-of-a-language",
    "trace-of-a-prompt",
    "trace of a line on its way",
    "trace of a notice on its way",
    "trace of a reply",
    "trace of an opening line",
    "trace of a bottle",
];

/// Somebody who leaves a trace everywhere.
fn dora<H: Harness>(world: &World<H>) -> (Person, Vec<Fact>) {
    let [openid, window, language, prompt, line, notice, reply, opening, bottle] = TRACES;
    let dora = world.stranger(openid);
    let (user, ticket) = (dora.key, TicketKey(world.key()));
    let mut receipt = world.receipt(world.new_push(), user, 5_000);
    receipt.reply = Some(Body::from(reply));
    let mut wish = world.wish(ticket, user);
    wish.opening = Some(Text::from(opening));
    let facts = vec![
        Fact::AddPerson(Box::new(dora.clone())),
        Fact::PutWindow(user, Opaque(window.into())),
        Fact::SetLanguage(user, language.into()),
        Fact::PutPrompt(user, Some(Prompt { kind: prompt.into(), asked_ms: 5_000 })),
        Fact::AddDelivery(world.delivery(user, world.line, line)),
        Fact::AddDelivery(world.notice(user, notice)),
        Fact::RecordPush(receipt),
        Fact::OpenTicket(wish),
        Fact::ThrowBottle(Bottle { text: Text::from(bottle), ..super::bottles::bottle(world, user, 5_000) }),
        Fact::PutSeat(user, Seat::Waiting(ticket)),
    ];
    (dora, facts)
}

fn shown<H: Harness>(world: &World<H>) -> Vec<&'static str> {
    TRACES.into_iter().filter(|trace| world.keeps(trace)).collect()
}

fn is_gone<H: Harness>(scene: &Scene<H>, person: &Person) {
    let mut scope = Scope::people([person.key]);
    scope.address = Some(person.address.clone());
    let seen = scene.load(&scope);
    assert!(seen.people.is_empty() && seen.addressee.is_none(), "the erased person is there");
    let live = scene.live();
    assert!(live.people.iter().all(|p| p.key != person.key), "the erased person is live");
    assert!(live.tickets.iter().all(|t| t.user != person.key), "the erased person waits");
}

/// [`Fact::ErasePerson`]: no byte kept shows the person, before and after a crash; nor when they came and went in one
/// change, nor when their rows lay among others'.
pub fn nothing_of_the_erased_is_left<H: Harness>() {
    for moves in [1, 40] {
        let mut world = World::<H>::open();
        let (dora, facts) = dora(&world);
        world.keep(facts);
        for number in 0..moves {
            let other = world.person(&format!("o-somebody-{number}-with-a-long-name"));
            let growing = "x".repeat(number * 20);
            world.keep([Fact::PutWindow(other, Opaque(growing.into()))]);
            let growing = format!("{}{}", TRACES[1], "y".repeat(number * 20));
            world.keep([Fact::PutWindow(dora.key, Opaque(growing.into()))]);
        }
        assert_eq!(shown(&world), TRACES, "the scan must be able to find what is kept");
        world.keep([Fact::ErasePerson(dora.key)]);
        for crashed in [false, true] {
            if crashed {
                world.reopen();
            }
            is_gone(&world, &dora);
            assert!(shown(&world).is_empty(), "still kept (crashed: {crashed}): {:?}", shown(&world));
        }
    }
    let mut world = World::<H>::open();
    let (dora, facts) = dora(&world);
    world.keep(facts.into_iter().chain([Fact::ErasePerson(dora.key)]));
    world.reopen();
    is_gone(&world, &dora);
    assert!(shown(&world).is_empty(), "still kept: {:?}", shown(&world));
}

/// What the erased person said stays with those they said it to, under a number.
pub fn what_they_said_stays_with_the_others<H: Harness>() {
    let mut world = World::<H>::open();
    let lane = world.see(world.alice).lane.clone();
    world.keep([Fact::PutSeat(world.bob, Seat::Idle), Fact::ErasePerson(world.bob)]);
    for crashed in [false, true] {
        if crashed {
            world.reopen();
        }
        assert_eq!(world.messages(world.talk)[0].body.as_text(), Some("good evening"));
        assert_eq!(world.see(world.alice).lane, lane);
        let seen = world.load(&Scope::people([world.alice]));
        assert!(seen.person(world.bob).is_none());
        assert!(seen.conversation_of(world.alice).expect("it is kept").member(world.bob).is_some());
    }
}

/// Whatever arrives late for an erased person does not bring them back, nor any text of theirs.
pub fn late_facts_change_nothing<H: Harness>() {
    let mut world = World::<H>::open();
    let push = world.push;
    let erased: UserKey = world.alice;
    let address = Address::official_account(super::scene::APP, "o-alice");
    let person = Person::clone(&world.see(erased));
    world.keep([Fact::ErasePerson(erased)]);
    for crashed in [false, true] {
        if crashed {
            world.reopen();
        }
        for fact in facts_about(&world, erased) {
            world.refuse(world.change().with(fact));
        }
        world.keep([Fact::SettlePush(push, Stage::Done, Some(Body::from("trace of a late reply")))]);
        let arrival = world.load(&Scope::arrival(push, address.clone()));
        assert_eq!(arrival.receipt.expect("the push is still known").reply, None);
        assert!(!world.keeps("trace of a late reply"));
        is_gone(&world, &person);
    }
}

/// Who comes back after erasure is a stranger.
pub fn the_address_is_free_again<H: Harness>() {
    let mut world = World::<H>::open();
    world.keep([Fact::ErasePerson(world.alice)]);
    let back = world.stranger("o-alice");
    world.keep([Fact::AddPerson(Box::new(back.clone()))]);
    for crashed in [false, true] {
        if crashed {
            world.reopen();
        }
        assert_eq!(*world.see(back.key), back);
        let arrival = Scope::arrival(world.new_push(), back.address.clone());
        assert_eq!(world.load(&arrival).addressee, Some(back.key));
    }
}
