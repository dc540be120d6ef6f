//! A crowd: a few people at once, and how near the pairs made of them come to the best there are.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use mwmatching::Matching;

use super::measure::{Figures, Metric};
use super::oracle::Rules;
use super::people::People;
use super::workload::Workload;
use super::{LabError, Opening};
use crate::{
    Command, Compatibility, Event, Keyword, Mode, Pool, PoolConfig, PoolError, Reachability, Strategy,
    Ticket, idf,
};

/// When the crowd is paired, milliseconds after all of it came.
const OPENING_MS: i64 = 1_000;
/// How long anything else lasts.
const LONG_MS: i64 = 86_400_000;

/// What a pair is weighed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Weighing {
    /// By the interests they share, the rarer the weightier.
    Interests,
    /// By how well their moods go together.
    Moods,
}

/// A crowd of people who are there at once, with the best pairing of them: exact, by maximum-weight matching, over
/// the pairs the hard rules allow.
///
/// ```
/// use matchmaking::lab::{Crowd, Metric, Workload};
/// use matchmaking::{KeywordConfig, Keywords, Mode, PoolConfig};
///
/// let crowd = Crowd::new(&Workload::default(), 1, 100, PoolConfig::default())?;
/// let figures = crowd.judge(&crowd.pair(Mode::Immediate, Keywords::new(KeywordConfig::default()))?);
/// assert!(figures.get(Metric::InterestsOfOptimum).unwrap() > 0.7);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Crowd {
    tickets: Vec<Ticket>,
    config: PoolConfig,
    having: BTreeMap<Keyword, u32>,
    /// Which pairs may meet, by their places, the lower first.
    allowed: Vec<(usize, usize)>,
    by_interests: OnceCell<Best>,
    by_moods: OnceCell<Best>,
    most: OnceCell<usize>,
}

/// The pairs a strategy made of a crowd, by the numbers of the people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paired(pub Vec<(u64, u64)>);

/// The best pairing.
#[derive(Clone, Copy, Debug)]
struct Best {
    weight: u64,
    pairs: usize,
}

impl Crowd {
    /// How many people a crowd may have: finding the best takes time in the cube of it.
    pub const MOST: u32 = 2_000;

    /// The first `people` of a workload, all there at once, under the rules of `config`.
    ///
    /// # Errors
    ///
    /// [`LabError::Field`] if the workload is out of bounds, or the crowd is too small or too large.
    pub fn new(workload: &Workload, seed: u64, people: u32, config: PoolConfig) -> Result<Self, LabError> {
        workload.check()?;
        if !(2..=Self::MOST).contains(&people) {
            let must = format!("from 2 to {}", Self::MOST);
            return Err(LabError::Field { field: "crowd", value: people.to_string(), must });
        }
        let describe = People::new(workload, seed);
        let tickets = (1..=u64::from(people)).map(|user| {
            let mut ticket =
                Ticket::new(user, user, 0, LONG_MS, Reachability::Push { until_ms: LONG_MS, left: 20 });
            describe.describe(&mut ticket, 1);
            ticket
        });
        Ok(Self::of(tickets.collect(), config))
    }

    fn of(tickets: Vec<Ticket>, config: PoolConfig) -> Self {
        let mut having = BTreeMap::new();
        for keyword in tickets.iter().flat_map(|ticket| &ticket.interests) {
            *having.entry(*keyword).or_default() += 1;
        }
        let rules = Rules(&config);
        let mut allowed = Vec::new();
        for (at, one) in tickets.iter().enumerate() {
            let others = tickets.iter().enumerate().skip(at + 1);
            let may_meet = others.filter(|(_, other)| rules.may_meet(one, other, OPENING_MS));
            allowed.extend(may_meet.map(|(other, _)| (at, other)));
        }
        Self {
            tickets,
            config,
            having,
            allowed,
            by_interests: OnceCell::new(),
            by_moods: OnceCell::new(),
            most: OnceCell::new(),
        }
    }

    /// Has a pool with `strategy` pair the crowd, at once or after a hold.
    ///
    /// # Errors
    ///
    /// [`PoolError`] if the pool refuses one of them.
    pub fn pair<S: Strategy>(&self, mode: Mode, strategy: S) -> Result<Paired, PoolError> {
        let mut config = self.config;
        config.mode = mode;
        let mut pool = Pool::new(config, Opening::new(OPENING_MS, strategy));
        let mut events = Vec::new();
        for ticket in &self.tickets {
            pool.apply(0, Command::Join(ticket.clone()), &mut events)?;
        }
        // Those who are held are paired when their span is over, even if that is after the opening.
        let until_ms = pool.next_deadline().map_or(OPENING_MS, |due| due.max(OPENING_MS));
        pool.apply(OPENING_MS, Command::Advance, &mut events)?;
        pool.apply(until_ms, Command::Advance, &mut events)?;
        let pairs = events.iter().filter_map(|event| match event {
            Event::Proposed { older, newer, .. } => Some((older.user, newer.user)),
            _ => None,
        });
        Ok(Paired(pairs.collect()))
    }

    /// How near a pairing comes to the best: [`Metric::InterestsOfOptimum`] and those beside it. Pairs that are not
    /// allowed count nothing.
    #[must_use]
    pub fn judge(&self, paired: &Paired) -> Figures {
        let pairs: Vec<(usize, usize)> =
            paired.0.iter().filter_map(|&(one, other)| self.places(one, other)).collect();
        let weight = |weighing| -> u64 {
            pairs.iter().map(|&(one, other)| u64::from(self.weight(weighing, one, other))).sum()
        };
        let best = self.best(Weighing::Interests);
        let mut figures = Figures::default();
        let nothing = pairs.iter().filter(|&&(a, b)| self.weight(Weighing::Interests, a, b) == 0).count();
        figures.set(Metric::InterestsOfOptimum, weight(Weighing::Interests) as f64 / best.weight as f64);
        figures.set(Metric::PairsOfOptimum, pairs.len() as f64 / best.pairs as f64);
        figures.set(Metric::PairsOfMost, pairs.len() as f64 / self.most(pairs.len()) as f64);
        figures.set(Metric::CrowdNothingShared, nothing as f64 / pairs.len() as f64);
        let best = self.best(Weighing::Moods);
        figures.set(Metric::MoodsOfOptimum, weight(Weighing::Moods) as f64 / best.weight as f64);
        figures
    }

    /// The weight of the best pairing.
    #[must_use]
    pub fn optimum(&self, weighing: Weighing) -> u64 {
        self.best(weighing).weight
    }

    fn places(&self, one: u64, other: u64) -> Option<(usize, usize)> {
        let place = |user: u64| usize::try_from(user.checked_sub(1)?).ok();
        let (one, other) = (place(one)?, place(other)?);
        let pair = (one.min(other), one.max(other));
        self.allowed.binary_search(&pair).ok().map(|_| pair)
    }

    /// What two weigh, by their places.
    fn weight(&self, weighing: Weighing, one: usize, other: usize) -> u32 {
        let Some((a, b)) = self.tickets.get(one).zip(self.tickets.get(other)) else { return 0 };
        match weighing {
            Weighing::Interests => {
                let scale = idf::Scale::of(u32::try_from(self.tickets.len()).unwrap_or(u32::MAX));
                let shared = a.interests.iter().filter(|keyword| b.interests.contains(keyword));
                shared.map(|it| scale.weight(self.having.get(it).copied().unwrap_or(0))).sum()
            }
            Weighing::Moods => {
                a.mood.zip(b.mood).map_or(0, |(one, other)| Compatibility::default().score(one, other))
            }
        }
    }

    fn best(&self, weighing: Weighing) -> Best {
        let cell = match weighing {
            Weighing::Interests => &self.by_interests,
            Weighing::Moods => &self.by_moods,
        };
        *cell.get_or_init(|| {
            let edges =
                self.allowed.iter().map(|&(a, b)| (a, b, weight_of_edge(self.weight(weighing, a, b))));
            let edges: Vec<_> = edges.filter(|&(_, _, weight)| weight > 0).collect();
            let mates = if edges.is_empty() { Vec::new() } else { Matching::new(edges.clone()).solve() };
            let chosen = edges.iter().filter(|&&(a, b, _)| mates.get(a) == Some(&b));
            let (mut weight, mut pairs) = (0, 0);
            for &(_, _, edge) in chosen {
                weight += u64::from(edge.unsigned_abs());
                pairs += 1;
            }
            Best { weight, pairs }
        })
    }

    /// The most pairs there can be, given that so many were made.
    fn most(&self, made: usize) -> usize {
        // Nobody makes more than half the crowd, so who made that need not be compared.
        if made == self.tickets.len() / 2 {
            return made;
        }
        *self.most.get_or_init(|| {
            let edges: Vec<_> = self.allowed.iter().map(|&(a, b)| (a, b, 1)).collect();
            if edges.is_empty() {
                return 0;
            }
            let mates = Matching::new(edges).max_cardinality().solve();
            mates.iter().filter(|&&mate| mate != mwmatching::SENTINEL).count() / 2
        })
    }
}

fn weight_of_edge(weight: u32) -> i32 {
    i32::try_from(weight).unwrap_or(i32::MAX / 4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Random;

    /// The heaviest pairing, and the most pairs, by trying them all.
    fn exact(n: usize, weight: &dyn Fn(usize, usize) -> Option<u32>) -> (u64, usize) {
        let mut best = vec![(0_u64, 0_usize); 1 << n];
        for set in 1..1_usize << n {
            let first = set.trailing_zeros() as usize;
            let without = set & !(1 << first);
            best[set] = best[without];
            for other in (first + 1..n).filter(|other| without & 1 << other != 0) {
                if let Some(weight) = weight(first, other) {
                    let rest = best[without & !(1 << other)];
                    best[set].0 = best[set].0.max(u64::from(weight) + rest.0);
                    best[set].1 = best[set].1.max(1 + rest.1);
                }
            }
        }
        best[(1 << n) - 1]
    }

    #[test]
    fn the_optimum_is_the_one_found_by_trying_all() {
        let mut workload = Workload::default();
        workload.topics.vocabulary = crate::lab::Vocabulary::Zipf { words: 12, exponent: 1.0 };
        workload.attributes.wish_ages = 0.6;
        workload.attributes.wish_female = 0.4;
        for seed in 0..40 {
            let n = 6 + seed as usize % 7;
            let crowd = Crowd::new(&workload, seed, n as u32, PoolConfig::default()).unwrap();
            for weighing in [Weighing::Interests, Weighing::Moods] {
                let weight =
                    |a, b| crowd.places(a as u64 + 1, b as u64 + 1).map(|_| crowd.weight(weighing, a, b));
                let (heaviest, most) = exact(n, &weight);
                assert_eq!(crowd.optimum(weighing), heaviest, "seed {seed}");
                assert_eq!(crowd.most(usize::MAX), most, "seed {seed}");
            }
        }
    }

    #[test]
    fn the_best_pairing_is_judged_as_one_and_a_forbidden_pair_as_nothing() {
        let mut workload = Workload::default();
        workload.blocks.of_celebrity = 1.0;
        let crowd = Crowd::new(&workload, 3, 40, PoolConfig::default()).unwrap();
        assert_eq!(crowd.places(1, 2), None, "everybody has blocked the first");
        let figures = crowd.judge(&Paired(vec![(1, 2)]));
        assert_eq!(figures.get(Metric::InterestsOfOptimum), Some(0.0));
        let made = crowd.pair(Mode::Immediate, Random::from_seed([1; 32])).unwrap();
        let judged = crowd.judge(&made);
        assert!(
            judged.iter().all(|(metric, value)| metric == Metric::PairsOfOptimum || value <= 1.0),
            "{judged:?}"
        );
    }
}
