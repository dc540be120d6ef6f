//! Whether two users are what the other wishes for.

use crate::{PoolConfig, Ticket};

use super::{Profile, RegionSlack, Slack};

/// Whether the preferences of both allow the two to meet at `now_ms`. Symmetric in `a` and `b`.
pub(crate) fn fit(config: &PoolConfig, now_ms: i64, a: &Ticket, b: &Ticket) -> bool {
    if !may_mix(config.adult_from, &a.profile, &b.profile) {
        return false;
    }
    let age_ms = now_ms.saturating_sub(a.born_ms.min(b.born_ms));
    let slack = config.widening.slack(age_ms);
    accepts(a, &b.profile, slack) && accepts(b, &a.profile, slack)
}

/// Minors meet minors only; whoever has not said how old they are is taken for an adult.
fn may_mix(adult_from: Option<u8>, a: &Profile, b: &Profile) -> bool {
    let minor = |profile: &Profile| profile.age.zip(adult_from).is_some_and(|(age, from)| age < from);
    minor(a) == minor(b)
}

/// Whether what `ticket` wishes for is met by `other`.
fn accepts(ticket: &Ticket, other: &Profile, slack: Slack) -> bool {
    let wishes = &ticket.wishes;
    let sex = wishes.sex.is_none_or(|wish| {
        (slack.sex && !wish.firm) || other.sex.is_some_and(|sex| wish.value.contains(sex))
    });
    sex && wishes.ages.is_none_or(|wish| {
        let years = if wish.firm { 0 } else { slack.age_years };
        years == u8::MAX || other.age.is_some_and(|age| wish.value.widened(years).contains(age))
    }) && wishes
        .languages
        .is_none_or(|wish| (slack.languages && !wish.firm) || other.languages.shares(wish.value))
        && is_near(ticket, other, slack)
}

fn is_near(ticket: &Ticket, other: &Profile, slack: Slack) -> bool {
    let Some(wish) = ticket.wishes.nearness else { return true };
    let region = if wish.firm { RegionSlack::Kept } else { slack.region };
    let nearness = match region {
        RegionSlack::Kept => wish.value,
        RegionSlack::Area => wish.value.min(super::Nearness::SameArea),
        RegionSlack::Anywhere => return true,
    };
    ticket.profile.region.zip(other.region).is_some_and(|(own, theirs)| own.is_near(theirs, nearness))
}
