//! Preferences, as a table: what two are and wish for, and when they meet.

use matchmaking::{
    AgeBand, Command, Languages, Nearness, Pool, PoolConfig, PoolError, Random, Region, RegionSlack, Sex,
    Sexes, Slack, Ticket, Widening, WideningStep, Wish, WishKind,
};

use crate::support::{NOW, join, refused, tell, ticket};

const FIRST_MS: u32 = 20_000;
const LAST_MS: u32 = 60_000;

/// A pool that lets go of a little after 20 seconds, and of everything soft after 60.
fn pool() -> Pool<Random> {
    let mut first = Slack::default();
    first.age_years = 5;
    first.region = RegionSlack::Area;
    let steps = [WideningStep::new(FIRST_MS, first), WideningStep::new(LAST_MS, Slack::all())];
    let mut config = PoolConfig::default();
    config.widening = Widening::new(&steps).unwrap();
    Pool::new(config, Random::from_seed([1; 32]))
}

type Set = fn(&mut Ticket);

struct Case {
    name: &'static str,
    one: fn(&mut Ticket),
    other: fn(&mut Ticket),
    /// The age of the older, in milliseconds, at which they meet; `None` for never.
    meet_ms: Option<u32>,
}

fn case(name: &'static str, one: fn(&mut Ticket), other: fn(&mut Ticket), meet_ms: Option<u32>) -> Case {
    Case { name, one, other, meet_ms }
}

fn plain(_: &mut Ticket) {}
fn woman(ticket: &mut Ticket) {
    ticket.profile.sex = Some(Sex::Female);
}
fn wants_women(ticket: &mut Ticket) {
    ticket.wishes.sex = Some(Wish::firm(Sex::Female.into()));
}
fn rather_women(ticket: &mut Ticket) {
    ticket.wishes.sex = Some(Wish::soft(Sex::Female.into()));
}
fn man_wanting_women(ticket: &mut Ticket) {
    ticket.profile.sex = Some(Sex::Male);
    wants_women(ticket);
}
fn woman_wanting_others(ticket: &mut Ticket) {
    woman(ticket);
    ticket.wishes.sex = Some(Wish::firm(Sexes::none().and(Sex::Female).and(Sex::Other)));
}
fn aged(ticket: &mut Ticket, age: u8) {
    ticket.profile.age = Some(age);
}
fn thirty(ticket: &mut Ticket) {
    aged(ticket, 30);
}
fn thirty_five(ticket: &mut Ticket) {
    aged(ticket, 35);
}
fn seventeen(ticket: &mut Ticket) {
    aged(ticket, 17);
}
fn fourteen(ticket: &mut Ticket) {
    aged(ticket, 14);
}
fn eighteen(ticket: &mut Ticket) {
    aged(ticket, 18);
}
fn rather_twenties(ticket: &mut Ticket) {
    ticket.wishes.ages = Some(Wish::soft(AgeBand::new(20, 29).unwrap()));
}
fn only_twenties(ticket: &mut Ticket) {
    ticket.wishes.ages = Some(Wish::firm(AgeBand::new(20, 29).unwrap()));
}
fn in_place(ticket: &mut Ticket, area: u32, place: u32) {
    ticket.profile.region = Some(Region::new(area, place));
}
fn shenzhen(ticket: &mut Ticket) {
    in_place(ticket, 44, 4403);
}
fn guangzhou(ticket: &mut Ticket) {
    in_place(ticket, 44, 4401);
}
fn harbin(ticket: &mut Ticket) {
    in_place(ticket, 23, 2301);
}
fn shenzhen_near(ticket: &mut Ticket) {
    shenzhen(ticket);
    ticket.wishes.nearness = Some(Wish::soft(Nearness::SamePlace));
}
fn shenzhen_only(ticket: &mut Ticket) {
    shenzhen(ticket);
    ticket.wishes.nearness = Some(Wish::firm(Nearness::SamePlace));
}
fn english(ticket: &mut Ticket) {
    ticket.profile.languages = Languages::none().and(1);
}
fn wants_english(ticket: &mut Ticket) {
    ticket.wishes.languages = Some(Wish::firm(Languages::none().and(1).and(31)));
}
fn rather_english(ticket: &mut Ticket) {
    ticket.wishes.languages = Some(Wish::soft(Languages::none().and(1)));
}

#[rustfmt::skip]
fn cases() -> Vec<Case> {
    vec![
        case("no wishes", woman, thirty, Some(0)),
        case("a wish that is met", wants_women, woman, Some(0)),
        case("a wish about what was not said", wants_women, plain, None),
        case("one side's wish is not enough", man_wanting_women, woman_wanting_others, None),
        case("a soft wish does not undo the other's firm one", rather_women, man_wanting_women, None),
        case("a soft wish for a sex gives way", rather_women, plain, Some(LAST_MS)),
        case("an age within the band grown by five", rather_twenties, thirty, Some(FIRST_MS)),
        case("an age beyond it", rather_twenties, thirty_five, Some(LAST_MS)),
        case("an age not said", rather_twenties, plain, Some(LAST_MS)),
        case("a firm band never grows", only_twenties, thirty, None),
        case("two minors", seventeen, fourteen, Some(0)),
        case("a minor and an adult", seventeen, eighteen, None),
        case("a minor and one who does not say", plain, seventeen, None),
        case("the same place", shenzhen_near, shenzhen_only, Some(0)),
        case("the same area", shenzhen_near, guangzhou, Some(FIRST_MS)),
        case("another area", shenzhen_near, harbin, Some(LAST_MS)),
        case("a firm place", shenzhen_only, guangzhou, None),
        case("a place not said", shenzhen_near, plain, Some(LAST_MS)),
        case("a language spoken", wants_english, english, Some(0)),
        case("a language not spoken", wants_english, plain, None),
        case("a soft language", rather_english, plain, Some(LAST_MS)),
    ]
}

/// The age of the older at which the two meet, by advancing to each deadline.
fn meeting(one: fn(&mut Ticket), other: fn(&mut Ticket)) -> Option<u32> {
    let (mut first, mut second) = (ticket(1), ticket(2));
    one(&mut first);
    other(&mut second);
    let mut pool = pool();
    let mut events = join(&mut pool, first);
    events.extend(join(&mut pool, second));
    let mut now = NOW;
    while events.is_empty() {
        now = pool.next_deadline().unwrap();
        events = tell(&mut pool, now, Command::Advance);
    }
    let met = matches!(events[0], matchmaking::Event::Proposed { .. });
    met.then(|| u32::try_from(now - NOW).unwrap())
}

#[test]
fn wishes_hold_both_ways_and_give_way_when_they_may() {
    for Case { name, one, other, meet_ms } in cases() {
        assert_eq!(meeting(one, other), meet_ms, "{name}");
        assert_eq!(meeting(other, one), meet_ms, "{name}, the other way round");
    }
}

#[test]
fn the_age_of_the_older_decides_so_a_newcomer_is_no_delay() {
    let mut pool = pool();
    let mut waiting = ticket(1);
    thirty(&mut waiting);
    join(&mut pool, waiting);
    tell(&mut pool, NOW + 25_000, Command::Advance);
    let mut newcomer = ticket(2);
    newcomer.born_ms = NOW + 25_000;
    rather_twenties(&mut newcomer);
    assert_eq!(tell(&mut pool, NOW + 25_000, Command::Join(newcomer)).len(), 1);
}

#[test]
fn minors_may_mix_where_the_caller_says_so() {
    let mut config = PoolConfig::default();
    config.adult_from = None;
    let mut pool = Pool::new(config, Random::from_seed([1; 32]));
    let (mut young, mut old) = (ticket(1), ticket(2));
    fourteen(&mut young);
    thirty(&mut old);
    join(&mut pool, young);
    assert_eq!(join(&mut pool, old).len(), 1);
}

#[test]
fn a_wish_that_nobody_could_meet_is_refused() {
    let table: [(WishKind, Set); 5] = [
        (WishKind::Sex, |it| it.wishes.sex = Some(Wish::soft(Sexes::none()))),
        (WishKind::Languages, |it| {
            it.wishes.languages = Some(Wish::soft(Languages::none().and(Languages::LIMIT)));
        }),
        (WishKind::Nearness, |it| it.wishes.nearness = Some(Wish::soft(Nearness::SameArea))),
        (WishKind::Ages, |it| it.wishes.ages = Some(Wish::firm(AgeBand::new(0, 17).unwrap()))),
        (WishKind::Ages, |it| {
            seventeen(it);
            it.wishes.ages = Some(Wish::firm(AgeBand::new(18, 99).unwrap()));
        }),
    ];
    for (wish, set) in table {
        let mut impossible = ticket(1);
        set(&mut impossible);
        let error = refused(&mut pool(), NOW, Command::Join(impossible));
        assert_eq!(error, PoolError::ImpossibleWish { ticket: 10, wish });
    }
}

#[test]
fn nothing_printed_says_who_somebody_is_or_wishes_for() {
    let mut private = ticket(1);
    man_wanting_women(&mut private);
    shenzhen_near(&mut private);
    private.interests = vec![matchmaking::Keyword(424_242)];
    let printed = format!("{private:?} {:?} {:?} {:?}", private.profile, private.wishes, private.interests);
    for secret in ["Male", "Female", "4403", "424242"] {
        assert!(!printed.contains(secret), "{printed}");
    }
}
