//! Holding: arrivals are gathered for a moment and paired together, the weightiest pairs first.

use std::cmp::Reverse;

use crate::{Event, Mode, Reasons, Strategy};

use super::Pool;
use super::candidates::{Candidates, Handle};
use super::hot::Age;
use super::slab::Key;

/// How many tickets are paired together at most: what there is to compare stays bounded in any crowd.
const TOGETHER: usize = 4_096;

/// Two who may be paired.
pub(super) struct Edge {
    weight: u32,
    /// Who is older, then who is younger: decides between equal weights.
    ages: (Age, Age),
    one: Key,
    other: Key,
    reasons: Reasons,
}

impl<S: Strategy> Pool<S> {
    /// The moment at which those gathered are paired: set by the first of them.
    pub(super) fn gather(&mut self) {
        if let Mode::Hold { ms } = self.config.mode
            && self.pairing_ms.is_none()
            && !self.revisit.is_empty()
        {
            self.pairing_ms = Some(self.now_ms.saturating_add(i64::from(ms.get())));
        }
    }

    /// Pairs those gathered, if it is time.
    pub(super) fn pair_gathered(&mut self, events: &mut Vec<Event>) {
        if self.pairing_ms.is_none_or(|at| at > self.now_ms) {
            return;
        }
        self.pairing_ms = None;
        let mut keys = self.take_revisited();
        for together in keys.chunks(TOGETHER) {
            self.pair_together(together, events);
        }
        keys.clear();
        self.revisit = keys;
    }

    fn pair_together(&mut self, keys: &[Key], events: &mut Vec<Event>) {
        let mut edges = std::mem::take(&mut self.edges);
        for &key in keys {
            self.rank(key, &mut edges);
        }
        edges.sort_unstable_by_key(|edge| (Reverse(edge.weight), edge.ages));
        for edge in edges.drain(..) {
            if self.is_candidate(edge.one) && self.is_candidate(edge.other) {
                self.propose(edge.one, edge.other, edge.reasons, events);
            }
        }
        self.edges = edges;
        // Whoever lost all they were compared with may still have somebody.
        for &key in keys {
            if self.is_candidate(key) {
                self.find_partner(key, events);
            }
        }
    }

    /// Everybody the strategy would compare for one seeker.
    fn rank(&mut self, seeker: Key, edges: &mut Vec<Edge>) {
        let Some(ticket) = self.roll.get(seeker).filter(|it| it.hot.is_candidate()) else { return };
        let (roll, own) = (&self.roll, ticket.age());
        let Some(candidates) = Candidates::of(&self.config, roll, self.now_ms, seeker) else { return };
        self.strategy.rank(candidates, &mut |choice| {
            let Handle(other) = choice.candidate.handle();
            let Some(age) = roll.age(other) else { return };
            let ages = (own.min(age), own.max(age));
            edges.push(Edge { weight: choice.weight, ages, one: seeker, other, reasons: choice.reasons });
        });
    }

    pub(super) fn is_candidate(&self, key: Key) -> bool {
        self.roll.is_candidate(key)
    }

    /// Those to look at again, each once, the oldest first.
    pub(super) fn take_revisited(&mut self) -> Vec<Key> {
        let mut keys = std::mem::take(&mut self.revisit);
        let age = |key: &Key| (self.roll.age(*key), *key);
        // Those who came to their turn together mostly stand in order: sorting would touch each many times.
        if !keys.is_sorted_by_key(age) {
            keys.sort_unstable_by_key(age);
        }
        keys.dedup();
        keys
    }
}
