//! The people of a workload: who each of them is follows from the seed and their number.

mod attributes;
mod blocks;

use rand_distr::{Distribution, Zipf};

use super::dice::{Stream, dice, happens, unit};
use super::workload::{Vocabulary, Workload};
use crate::{Emotion, Keyword, Mood, Ticket};

/// Makes people.
pub(crate) struct People<'w> {
    workload: &'w Workload,
    seed: u64,
    words: Option<Zipf<f64>>,
    regions: Option<Zipf<f64>>,
}

impl<'w> People<'w> {
    pub(crate) fn new(workload: &'w Workload, seed: u64) -> Self {
        let words = match workload.topics.vocabulary {
            Vocabulary::Zipf { words, exponent } => Zipf::new(f64::from(words), exponent).ok(),
            Vocabulary::Same | Vocabulary::Unique => None,
        };
        let regions = Zipf::new(f64::from(workload.attributes.regions), 1.0).ok();
        Self { workload, seed, words, regions }
    }

    /// Fills in who `ticket.user` is, on their `visit`th visit.
    pub(crate) fn describe(&self, ticket: &mut Ticket, visit: u32) {
        let user = ticket.user;
        ticket.interests = self.interests(user);
        ticket.mood = self.mood(user, visit);
        attributes::describe(self.workload, self.seed, self.regions.as_ref(), ticket);
        ticket.blocks = blocks::of(self.workload, self.seed, user);
    }

    fn interests(&self, user: u64) -> Vec<Keyword> {
        let topics = &self.workload.topics;
        let mut dice = dice(self.seed, Stream::Interests, user);
        if happens(&mut dice, topics.unnamed) {
            return Vec::new();
        }
        match (&self.words, topics.vocabulary) {
            (Some(words), _) => {
                let mut named: Vec<Keyword> = Vec::with_capacity(usize::from(topics.each));
                while named.len() < usize::from(topics.each) {
                    let word = keyword(words.sample(&mut dice) as u64);
                    if !named.contains(&word) {
                        named.push(word);
                    }
                }
                named
            }
            (None, Vocabulary::Same) => vec![keyword(1)],
            (None, _) => {
                let first = user.wrapping_mul(64);
                (0..u64::from(topics.each)).map(|at| keyword(first.wrapping_add(at))).collect()
            }
        }
    }

    fn mood(&self, user: u64, visit: u32) -> Option<Mood> {
        let feelings = &self.workload.feelings;
        let mut dice =
            dice(self.seed, Stream::Mood, user.wrapping_mul(1 << 20).wrapping_add(u64::from(visit)));
        if !happens(&mut dice, feelings.known) {
            return None;
        }
        let mut left = unit(&mut dice) * feelings.classes.iter().sum::<f64>();
        let class = Emotion::ALL.into_iter().zip(feelings.classes).find(|&(_, share)| {
            left -= share;
            left < 0.0
        });
        let class = class.map_or(Emotion::Calm, |(class, _)| class);
        let shares = Emotion::ALL.map(|other| {
            let beside = (unit(&mut dice) * feelings.mixed * 200.0) as u8;
            if other == class { 200 } else { beside }
        });
        Mood::new(shares).ok()
    }
}

/// The keyword of a word by its number. Real ones are spread over all 64 bits, so these are as well.
fn keyword(number: u64) -> Keyword {
    // The finalizer of SplitMix64: a permutation, so different words stay different.
    let mut it = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    it = (it ^ (it >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    it = (it ^ (it >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    Keyword(it ^ (it >> 31))
}
