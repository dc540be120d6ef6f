//! The tally of a run: who left how, after how long, and with whom.

use std::collections::BTreeMap;

use crate::{Compatibility, Keyword, Sex, Sexes, Ticket, idf};

use super::groups::Group;
use super::waits::{jain, mean, quantile};
use super::{Figures, Metric};

/// How a ticket left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    Matched,
    Abandoned,
    Cancelled,
    Expired,
}

/// How many waited at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sample {
    /// The moment, milliseconds.
    pub at_ms: i64,
    /// How many waited.
    pub waiting: u32,
}

/// A ticket that left.
struct Stay {
    ending: Ending,
    wait_ticks: f64,
    rarest: Option<Keyword>,
    group: (Option<Sex>, Option<Sexes>),
}

/// Everything that is measured while a run goes on.
pub(crate) struct Tally {
    tick_ms: f64,
    stays: Vec<Stay>,
    /// How many have had each interest so far, and how many people there were.
    having: BTreeMap<Keyword, u32>,
    people: u32,
    pairs: u64,
    /// Of these, those that are looked at for overtaking.
    judged: u64,
    shared: u64,
    nothing_shared: u64,
    mood_pairs: u64,
    mood_fit: u64,
    overtaking: u64,
    table: Compatibility,
}

impl Tally {
    pub(crate) fn new(tick_ms: u32) -> Self {
        Self {
            tick_ms: f64::from(tick_ms.max(1)),
            stays: Vec::new(),
            having: BTreeMap::new(),
            people: 0,
            pairs: 0,
            judged: 0,
            shared: 0,
            nothing_shared: 0,
            mood_pairs: 0,
            mood_fit: 0,
            overtaking: 0,
            table: Compatibility::default(),
        }
    }

    pub(crate) fn joined(&mut self, ticket: &Ticket) {
        self.people = self.people.saturating_add(1);
        for &keyword in &ticket.interests {
            *self.having.entry(keyword).or_default() += 1;
        }
    }

    /// A ticket leaves that had waited `wait_ms`.
    pub(crate) fn left(&mut self, ticket: &Ticket, ending: Ending, wait_ms: i64) {
        let scale = idf::Scale::of(self.people);
        let weight = |it: &&Keyword| scale.weight(self.having.get(*it).copied().unwrap_or(0));
        let rarest = ticket.interests.iter().max_by_key(weight).copied();
        let group = (ticket.profile.sex, ticket.wishes.sex.map(|wish| wish.value));
        let wait_ticks = wait_ms as f64 / self.tick_ms;
        self.stays.push(Stay { ending, wait_ticks, rarest, group });
    }

    /// Two were matched.
    pub(crate) fn paired(&mut self, a: &Ticket, b: &Ticket, overtakes: bool) {
        self.pairs += 1;
        self.judged += 1;
        let shared = a.interests.iter().filter(|it| b.interests.contains(it)).count() as u64;
        self.shared += shared;
        self.nothing_shared += u64::from(shared == 0);
        self.overtaking += u64::from(overtakes);
        if let Some((one, other)) = a.mood.zip(b.mood) {
            self.mood_pairs += 1;
            self.mood_fit += u64::from(self.table.score(one, other));
        }
    }

    /// More than two were matched.
    pub(crate) fn gathered(&mut self, people: &[&Ticket]) {
        let Some((first, others)) = people.split_first() else { return };
        let all_have = |it: &&Keyword| others.iter().all(|other| other.interests.contains(it));
        let shared = first.interests.iter().filter(all_have).count() as u64;
        self.pairs += 1;
        self.shared += shared;
        self.nothing_shared += u64::from(shared == 0);
    }

    pub(crate) fn figures(&self) -> Figures {
        let mut figures = Figures::default();
        let all = self.stays.len() as f64;
        let share = |ending| self.stays.iter().filter(|stay| stay.ending == ending).count() as f64 / all;
        figures.set(Metric::Matched, share(Ending::Matched));
        figures.set(Metric::Abandoned, share(Ending::Abandoned));
        figures.set(Metric::Cancelled, share(Ending::Cancelled));
        figures.set(Metric::Expired, share(Ending::Expired));
        self.wait_figures(&mut figures);
        let pairs = self.pairs as f64;
        figures.set(Metric::SharedInterests, self.shared as f64 / pairs);
        figures.set(Metric::NothingShared, self.nothing_shared as f64 / pairs);
        figures.set(Metric::Overtaking, self.overtaking as f64 / self.judged as f64);
        figures.set(Metric::MoodFit, self.mood_fit as f64 / self.mood_pairs as f64 / 1_000.0);
        figures
    }

    fn wait_figures(&self, figures: &mut Figures) {
        let waits = self.waits();
        if waits.is_empty() {
            return;
        }
        figures.set(Metric::WaitMean, mean(&waits));
        figures.set(Metric::WaitMedian, quantile(&waits, 0.5));
        figures.set(Metric::WaitP99, quantile(&waits, 0.99));
        figures.set(Metric::WaitP999, quantile(&waits, 0.999));
        figures.set(Metric::WaitMax, quantile(&waits, 1.0));
        figures.set(Metric::Tail, (quantile(&waits, 1.0) + 1.0) / (quantile(&waits, 0.5) + 1.0));
        for (metric, groups) in
            [(Metric::GroupFairness, self.groups()), (Metric::RarityFairness, self.tenths())]
        {
            let means: Vec<f64> =
                groups.iter().filter(|group| group.matched > 0).map(|group| group.wait_mean).collect();
            if means.len() > 1 {
                figures.set(metric, jain(&means));
            }
        }
    }

    /// The waits of those who were matched, ticks, the shortest first.
    pub(crate) fn waits(&self) -> Vec<f64> {
        let matched = self.stays.iter().filter(|stay| stay.ending == Ending::Matched);
        let mut waits: Vec<f64> = matched.map(|stay| stay.wait_ticks).collect();
        waits.sort_by(f64::total_cmp);
        waits
    }

    /// The groups by what one is and whom one wishes to meet.
    pub(crate) fn groups(&self) -> Vec<Group> {
        let mut groups: BTreeMap<_, Vec<&Stay>> = BTreeMap::new();
        for stay in &self.stays {
            groups.entry(stay.group).or_default().push(stay);
        }
        groups.into_iter().map(|((sex, wished), stays)| group(group_name(sex, wished), &stays)).collect()
    }

    /// The tenths by rarity of the rarest interest, the rarest first; those without interests are in none.
    pub(crate) fn tenths(&self) -> Vec<Group> {
        let rarity = |stay: &Stay| Some(self.having.get(&stay.rarest?).copied().unwrap_or(0));
        let mut ranked: Vec<(u32, &Stay)> =
            self.stays.iter().filter_map(|stay| Some((rarity(stay)?, stay))).collect();
        ranked.sort_by_key(|&(having, _)| having);
        let stays: Vec<&Stay> = ranked.into_iter().map(|(_, stay)| stay).collect();
        let tenth = stays.len().div_ceil(10).max(1);
        stays
            .chunks(tenth)
            .zip(1..)
            .map(|(stays, number): (_, u32)| group(number.to_string(), stays))
            .collect()
    }
}

fn group(name: String, stays: &[&Stay]) -> Group {
    let matched = stays.iter().filter(|stay| stay.ending == Ending::Matched);
    Group::of(name, stays.len() as u64, matched.map(|stay| stay.wait_ticks).collect())
}

fn group_name(sex: Option<Sex>, wished: Option<Sexes>) -> String {
    let name = |sex| match sex {
        Sex::Female => "female",
        Sex::Male => "male",
        Sex::Other => "other",
    };
    let own = sex.map_or("unsaid", name);
    let all = [Sex::Female, Sex::Male, Sex::Other];
    let wished: Vec<_> = wished.map_or_else(
        || vec!["any"],
        |wished| all.into_iter().filter(|&it| wished.contains(it)).map(name).collect(),
    );
    format!("{own}-{}", wished.join("+"))
}
