//! Whether two users are what the other wishes for.

use super::{Profile, RegionSlack, Slack, Wishes};

/// Whether what somebody like `own` wishes for is met by `other`, as far as wishes have not given way.
pub(crate) fn fit(wishes: &Wishes, own: &Profile, other: &Profile, slack: Slack) -> bool {
    let sex = wishes.sex.is_none_or(|wish| {
        (slack.sex && !wish.firm) || other.sex.is_some_and(|sex| wish.value.contains(sex))
    });
    sex && wishes.ages.is_none_or(|wish| {
        let years = if wish.firm { 0 } else { slack.age_years };
        years == u8::MAX || other.age.is_some_and(|age| wish.value.widened(years).contains(age))
    }) && wishes
        .languages
        .is_none_or(|wish| (slack.languages && !wish.firm) || other.languages.shares(wish.value))
        && is_near(wishes, own, other, slack)
}

fn is_near(wishes: &Wishes, own: &Profile, other: &Profile, slack: Slack) -> bool {
    let Some(wish) = wishes.nearness else { return true };
    let region = if wish.firm { RegionSlack::Kept } else { slack.region };
    let nearness = match region {
        RegionSlack::Kept => wish.value,
        RegionSlack::Area => wish.value.min(super::Nearness::SameArea),
        RegionSlack::Anywhere => return true,
    };
    own.region.zip(other.region).is_some_and(|(own, theirs)| own.is_near(theirs, nearness))
}
