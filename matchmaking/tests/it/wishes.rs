//! The naive model of preferences: the rules written out once more, wish by wish.

use matchmaking::{Nearness, PoolConfig, RegionSlack, Slack, Ticket, WishKind};

/// Whether the preferences of the two allow them to meet at `now`.
pub(crate) fn fit(config: &PoolConfig, a: &Ticket, b: &Ticket, now: i64) -> bool {
    let waited = now - a.born_ms.min(b.born_ms);
    let mut slack = Slack::default();
    for step in config.widening.steps() {
        if waited >= i64::from(step.after_ms) {
            slack = step.slack;
        }
    }
    let minor = |ticket: &Ticket| match (config.adult_from, ticket.profile.age) {
        (Some(from), Some(age)) => age < from,
        _ => false,
    };
    minor(a) == minor(b) && pleases(a, b, slack) && pleases(b, a, slack)
}

fn pleases(me: &Ticket, other: &Ticket, slack: Slack) -> bool {
    let mut pleased = true;
    if let Some(wish) = me.wishes.sex {
        let met = other.profile.sex.is_some_and(|sex| wish.value.contains(sex));
        pleased &= met || (!wish.firm && slack.sex);
    }
    if let Some(wish) = me.wishes.ages {
        let years = if wish.firm { 0 } else { i32::from(slack.age_years) };
        let (from, to) = (i32::from(wish.value.from()) - years, i32::from(wish.value.to()) + years);
        let met = other.profile.age.is_some_and(|age| from <= i32::from(age) && i32::from(age) <= to);
        pleased &= met || (!wish.firm && years == 255);
    }
    if let Some(wish) = me.wishes.nearness {
        let (Some(here), there) = (me.profile.region, other.profile.region) else { return false };
        let area = there.is_some_and(|there| there.area == here.area);
        let place = area && there.is_some_and(|there| there.place == here.place);
        let met = if wish.value == Nearness::SamePlace { place } else { area };
        let gives_way = match slack.region {
            RegionSlack::Kept => false,
            RegionSlack::Area => area,
            _ => true,
        };
        pleased &= met || (!wish.firm && gives_way);
    }
    if let Some(wish) = me.wishes.languages {
        let met = wish.value.shares(other.profile.languages);
        pleased &= met || (!wish.firm && slack.languages);
    }
    pleased
}

/// The first wish of a ticket that nobody could meet.
pub(crate) fn impossible(config: &PoolConfig, ticket: &Ticket) -> Option<WishKind> {
    let wishes = &ticket.wishes;
    if wishes.sex.is_some_and(|wish| wish.value.is_empty()) {
        return Some(WishKind::Sex);
    }
    if wishes.languages.is_some_and(|wish| wish.value.is_empty()) {
        return Some(WishKind::Languages);
    }
    if wishes.nearness.is_some() && ticket.profile.region.is_none() {
        return Some(WishKind::Nearness);
    }
    let ages = wishes.ages.filter(|wish| wish.firm)?.value;
    let adult_from = config.adult_from?;
    let of_my_side = |age: u8| ticket.profile.age.is_some_and(|own| own < adult_from) == (age < adult_from);
    let possible = (ages.from()..=ages.to()).any(of_my_side);
    (!possible).then_some(WishKind::Ages)
}
