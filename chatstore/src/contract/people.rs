//! Clauses about people.

use super::world::kept;
use super::{Harness, Scene};
use crate::bottle::{Hand, InHand};
use crate::change::Fact;
use crate::keys::{BottleKey, UserKey};
use crate::person::{Opaque, Partner, Prompt, Seat};
use crate::scope::Scope;

/// [`Fact::AddPerson`].
pub fn add_person<H: Harness>() {
    let mut scene = Scene::<H>::open();
    let dora = scene.stranger("o-dora");
    let add = Fact::AddPerson(Box::new(dora.clone()));
    scene.refuse(scene.change().with(add.clone()).with(Scene::<H>::impossible()));
    assert!(
        scene.load(&Scope::people([dora.key])).people.is_empty(),
        "a refused change left somebody behind"
    );
    let changed = scene.keep([add]);
    assert_eq!(*changed.people[0], dora);
    assert_eq!(*scene.see(dora.key), dora);
    scene.reopen();
    assert_eq!(*scene.see(dora.key), dora);
}

/// One address, one person; one key, one person.
pub fn address_and_key_are_unique<H: Harness>() {
    let mut scene = Scene::<H>::open();
    let dora = scene.stranger("o-dora");
    scene.keep([Fact::AddPerson(Box::new(dora.clone()))]);
    for crashed in [false, true] {
        if crashed {
            scene.reopen();
        }
        let mut twin = scene.stranger("o-dora");
        scene.refuse(scene.change().with(Fact::AddPerson(Box::new(twin.clone()))));
        twin = scene.stranger("o-somebody-else");
        twin.key = dora.key;
        scene.refuse(scene.change().with(Fact::AddPerson(Box::new(twin))));
    }
    let twins = [scene.stranger("o-twin"), scene.stranger("o-twin")];
    let change = twins.iter().fold(scene.change(), |c, t| c.with(Fact::AddPerson(Box::new(t.clone()))));
    scene.refuse(change);
    let seen = scene.load(&Scope::people(twins.iter().map(|t| t.key)));
    assert!(seen.people.is_empty());
}

/// [`Fact::SetFollowing`].
pub fn set_following<H: Harness>() {
    kept::<H>(
        |w| Fact::SetFollowing(w.alice, false, 5_000),
        |w| {
            let alice = w.see(w.alice);
            !alice.following && alice.unfollowed_ms == Some(5_000)
        },
    );
    let mut scene = Scene::<H>::open();
    let dora = scene.person("o-dora");
    scene.keep([Fact::SetFollowing(dora, false, 5_000)]);
    scene.keep([Fact::SetFollowing(dora, true, 6_000)]);
    scene.reopen();
    let back = scene.see(dora);
    assert!(back.following && back.unfollowed_ms.is_none(), "who follows again has not unfollowed");
}

/// [`Fact::SetLanguage`].
pub fn set_language<H: Harness>() {
    kept::<H>(
        |w| Fact::SetLanguage(w.bob, "zh-Hant".into()),
        |w| w.see(w.bob).language.as_deref() == Some("zh-Hant"),
    );
}

/// [`Fact::PutPreferences`].
pub fn put_preferences<H: Harness>() {
    let preferences = Opaque("{\"age\":27}".into());
    kept::<H>(
        |w| Fact::PutPreferences(w.bob, preferences.clone()),
        |w| w.see(w.bob).preferences == preferences,
    );
}

/// [`Fact::Seen`]: never goes back.
pub fn seen<H: Harness>() {
    kept::<H>(|w| Fact::Seen(w.alice, 9_000), |w| w.see(w.alice).last_seen_ms == 9_000);
    never_goes_back::<H>(Fact::Seen, |scene, user| scene.see(user).last_seen_ms);
}

/// [`Fact::Heard`]: never goes back.
pub fn heard<H: Harness>() {
    kept::<H>(|w| Fact::Heard(w.alice, 9_000), |w| w.see(w.alice).heard_ms == 9_000);
    never_goes_back::<H>(Fact::Heard, |scene, user| scene.see(user).heard_ms);
}

fn never_goes_back<H: Harness>(
    fact: impl Fn(UserKey, i64) -> Fact,
    time: impl Fn(&Scene<H>, UserKey) -> i64,
) {
    let mut scene = Scene::<H>::open();
    let dora = scene.person("o-dora");
    scene.keep([fact(dora, 9_000)]);
    scene.keep([fact(dora, 8_000)]);
    assert_eq!(time(&scene, dora), 9_000);
    scene.reopen();
    assert_eq!(time(&scene, dora), 9_000);
}

/// [`Fact::PutReminder`].
pub fn put_reminder<H: Harness>() {
    kept::<H>(|w| Fact::PutReminder(w.bob, Some(70_000)), |w| w.see(w.bob).reminder_ms == Some(70_000));
}

/// [`Fact::PutWindow`].
pub fn put_window<H: Harness>() {
    let window = Opaque("{\"grants\":[[\"typed\",1000]]}".into());
    kept::<H>(|w| Fact::PutWindow(w.alice, window.clone()), |w| w.see(w.alice).window == window);
}

/// [`Fact::PutSeat`].
pub fn put_seat<H: Harness>() {
    kept::<H>(|w| Fact::PutSeat(w.alice, Seat::Idle), |w| w.see(w.alice).seat == Seat::Idle);
    kept::<H>(
        |w| Fact::PutSeat(w.alice, Seat::Waiting(w.ticket)),
        |w| w.see(w.alice).seat == Seat::Waiting(w.ticket),
    );
    kept::<H>(
        |w| Fact::PutSeat(w.carol, Seat::Talking(w.talk)),
        |w| w.see(w.carol).seat == Seat::Talking(w.talk),
    );
}

/// [`Fact::PutPrompt`].
pub fn put_prompt<H: Harness>() {
    let prompt = Prompt { kind: "leave?".into(), asked_ms: 4_000 };
    kept::<H>(
        |w| Fact::PutPrompt(w.bob, Some(prompt.clone())),
        |w| w.see(w.bob).prompt.as_ref() == Some(&prompt),
    );
    let mut scene = Scene::<H>::open();
    let dora = scene.person("o-dora");
    scene.keep([Fact::PutPrompt(dora, Some(prompt.clone()))]);
    scene.keep([Fact::PutPrompt(dora, None)]);
    scene.reopen();
    assert!(scene.see(dora).prompt.is_none());
}

/// [`Fact::PutPartners`].
pub fn put_partners<H: Harness>() {
    kept::<H>(
        |w| Fact::PutPartners(w.alice, vec![Partner { user: w.bob, met_ms: 1_000 }]),
        |w| w.see(w.alice).partners == [Partner { user: w.bob, met_ms: 1_000 }],
    );
}

/// [`Fact::PutHand`], and the empty hand.
pub fn put_hand<H: Harness>() {
    for what in
        [|_: &super::World<H>| InHand::Bottle(BottleKey(7)), |w: &super::World<H>| InHand::Letter(w.talk)]
    {
        let hand = |w: &super::World<H>| Hand { what: what(w), since_ms: 4_000 };
        kept::<H>(|w| Fact::PutHand(w.bob, Some(hand(w))), |w| w.see(w.bob).hand == Some(hand(w)));
    }
    let mut scene = Scene::<H>::open();
    let dora = scene.person("o-dora");
    scene.keep([Fact::PutHand(dora, Some(Hand { what: InHand::Bottle(BottleKey(7)), since_ms: 4_000 }))]);
    scene.keep([Fact::PutHand(dora, None)]);
    scene.reopen();
    assert!(scene.see(dora).hand.is_none());
}

/// [`Fact::PutLetters`].
pub fn put_letters<H: Harness>() {
    kept::<H>(|w| Fact::PutLetters(w.carol, vec![w.talk]), |w| w.see(w.carol).letters == [w.talk]);
}
