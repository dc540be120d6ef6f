//! Presence: who has been here, how often, and whom they have met.

use std::collections::{BTreeMap, VecDeque};

use crate::Recent;

/// What is remembered of everybody who came.
#[derive(Default)]
pub(crate) struct Presence {
    people: BTreeMap<u64, Person>,
}

#[derive(Default)]
struct Person {
    visits: u32,
    /// Not to come by themselves before this.
    away_until_ms: i64,
    met: VecDeque<Recent>,
}

impl Presence {
    /// Somebody comes: the number of their visit, and whom they have met of late.
    pub(crate) fn arrive(&mut self, user: u64, now_ms: i64) -> (u32, Vec<Recent>) {
        let person = self.people.entry(user).or_default();
        person.visits += 1;
        person.met.retain(|recent| recent.until_ms > now_ms);
        (person.visits, person.met.iter().copied().collect())
    }

    pub(crate) fn is_away(&self, user: u64, now_ms: i64) -> bool {
        self.people.get(&user).is_some_and(|person| person.away_until_ms > now_ms)
    }

    pub(crate) fn stays_away(&mut self, user: u64, until_ms: i64) {
        self.people.entry(user).or_default().away_until_ms = until_ms;
    }

    /// Two have met: each remembers the other among the `last` so many.
    pub(crate) fn have_met(&mut self, one: u64, other: u64, until_ms: i64, last: usize) {
        for (me, them) in [(one, other), (other, one)] {
            let met = &mut self.people.entry(me).or_default().met;
            met.push_back(Recent::new(them, until_ms));
            while met.len() > last {
                met.pop_front();
            }
        }
    }

    pub(crate) fn visits(&self, user: u64) -> u32 {
        self.people.get(&user).map_or(0, |person| person.visits)
    }
}
