//! The hard rules, written once more and apart from the pool's own, so that the two can disagree.

use crate::{Nearness, PoolConfig, Reachability, RegionSlack, Slack, Ticket};

/// The rules a matcher is held to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules<'c>(pub(crate) &'c PoolConfig);

/// Which rule keeps two apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rule {
    /// One user with themselves.
    Oneself,
    /// One of them has blocked the other.
    Blocked,
    /// They have met of late.
    Recent,
    /// One of them cannot be told.
    Reach,
    /// A minor and an adult.
    Minor,
    /// One is not of a sex the other wishes.
    Sex,
    /// One is not of an age the other wishes.
    Age,
    /// One is not as near as the other wishes.
    Region,
    /// One speaks no language the other wishes.
    Language,
}

impl Rules<'_> {
    /// The first rule that keeps two apart at `now_ms`; none if they may meet.
    pub(crate) fn parting(&self, a: &Ticket, b: &Ticket, now_ms: i64) -> Option<Rule> {
        if a.user == b.user {
            return Some(Rule::Oneself);
        }
        if a.blocks.contains(&b.user) || b.blocks.contains(&a.user) {
            return Some(Rule::Blocked);
        }
        if met(a, b.user, now_ms) || met(b, a.user, now_ms) {
            return Some(Rule::Recent);
        }
        if !self.reachable(a, now_ms) || !self.reachable(b, now_ms) {
            return Some(Rule::Reach);
        }
        if self.is_minor(a) != self.is_minor(b) {
            return Some(Rule::Minor);
        }
        let slack = self.slack(now_ms - a.born_ms.min(b.born_ms));
        displeased(a, b, slack).or_else(|| displeased(b, a, slack))
    }

    pub(crate) fn may_meet(&self, a: &Ticket, b: &Ticket, now_ms: i64) -> bool {
        self.parting(a, b, now_ms).is_none()
    }

    /// Whether the owner can be told of a match at `now_ms`.
    pub(crate) fn reachable(&self, ticket: &Ticket, now_ms: i64) -> bool {
        match ticket.reach {
            Reachability::Push { until_ms, left } => {
                left >= self.0.min_left && until_ms > now_ms.saturating_add(i64::from(self.0.reach_margin_ms))
            }
            Reachability::Pull { .. } => self.reach_end(ticket) > now_ms,
        }
    }

    /// When the ticket ends by itself.
    pub(crate) fn end(&self, ticket: &Ticket) -> i64 {
        ticket.expires_ms.min(self.reach_end(ticket))
    }

    fn reach_end(&self, ticket: &Ticket) -> i64 {
        match ticket.reach {
            Reachability::Push { until_ms, .. } => until_ms,
            Reachability::Pull { last_seen_ms } => {
                last_seen_ms.saturating_add(i64::from(self.0.pull_idle_ms))
            }
        }
    }

    fn is_minor(&self, ticket: &Ticket) -> bool {
        matches!((self.0.adult_from, ticket.profile.age), (Some(from), Some(age)) if age < from)
    }

    fn slack(&self, waited_ms: i64) -> Slack {
        let mut slack = Slack::default();
        for step in self.0.widening.steps() {
            if waited_ms >= i64::from(step.after_ms) {
                slack = step.slack;
            }
        }
        slack
    }
}

fn met(ticket: &Ticket, other: u64, now_ms: i64) -> bool {
    ticket.recents.iter().any(|recent| recent.user == other && recent.until_ms > now_ms)
}

/// Which wish of `me` the other does not meet.
fn displeased(me: &Ticket, other: &Ticket, slack: Slack) -> Option<Rule> {
    if let Some(wish) = me.wishes.sex
        && (wish.firm || !slack.sex)
        && !other.profile.sex.is_some_and(|sex| wish.value.contains(sex))
    {
        return Some(Rule::Sex);
    }
    if let Some(wish) = me.wishes.ages {
        let years = if wish.firm { 0 } else { i32::from(slack.age_years) };
        let (from, to) = (i32::from(wish.value.from()) - years, i32::from(wish.value.to()) + years);
        let met = other.profile.age.is_some_and(|age| from <= i32::from(age) && i32::from(age) <= to);
        if !met && years != 255 {
            return Some(Rule::Age);
        }
    }
    if let Some(wish) = me.wishes.nearness {
        let (here, there) = (me.profile.region, other.profile.region);
        let area = here.is_some() && here.map(|it| it.area) == there.map(|it| it.area);
        let place = area && here.map(|it| it.place) == there.map(|it| it.place);
        let met = if wish.value == Nearness::SamePlace { place } else { area };
        let gives_way = !wish.firm
            && match slack.region {
                RegionSlack::Kept => false,
                RegionSlack::Area => area,
                RegionSlack::Anywhere => true,
            };
        if !met && !gives_way {
            return Some(Rule::Region);
        }
    }
    if let Some(wish) = me.wishes.languages
        && (wish.firm || !slack.languages)
        && !wish.value.shares(other.profile.languages)
    {
        return Some(Rule::Language);
    }
    None
}
