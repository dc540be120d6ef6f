//! People from a seed.

use matchmaking::{Keyword, Reachability, Recent, Sex, Ticket, Wish};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// When everybody comes, milliseconds.
pub const NOW_MS: i64 = 1_790_000_000_000;
/// When nobody waits any more.
pub const FAR_MS: i64 = NOW_MS + 86_400_000;

/// What a crowd is like.
#[derive(Clone, Copy, Debug)]
pub struct Knobs {
    /// How many words there are.
    pub words: usize,
    /// How many of them each names.
    pub each: usize,
    /// The exponent of Zipf's law by which words are drawn.
    pub skew: f64,
    /// How many partners of late each keeps away from.
    pub recents: usize,
}

impl Default for Knobs {
    fn default() -> Self {
        Self { words: 1_000, each: 3, skew: 1.0, recents: 8 }
    }
}

/// People without end, the same for the same seed. Ids rise from 0; a ticket and its user have the same.
#[derive(Debug)]
pub struct Crowd {
    rng: ChaCha8Rng,
    knobs: Knobs,
    /// By word: the share of draws that give it or one before it.
    upto: Vec<f64>,
    next: u64,
}

impl Crowd {
    /// A crowd whose people follow from `seed`.
    #[must_use]
    pub fn new(seed: u64, knobs: Knobs) -> Self {
        let mut sum = 0.0;
        let mut upto: Vec<f64> = (1..=knobs.words)
            .map(|rank| {
                sum += (rank as f64).powf(-knobs.skew);
                sum
            })
            .collect();
        upto.iter_mut().for_each(|share| *share /= sum);
        Self { rng: ChaCha8Rng::seed_from_u64(seed), knobs, upto, next: 0 }
    }

    /// How many have come.
    #[must_use]
    pub fn come(&self) -> u64 {
        self.next
    }

    /// The words of one person, all different.
    pub fn words(&mut self) -> Vec<u64> {
        let mut named = Vec::with_capacity(self.knobs.each);
        while named.len() < self.knobs.each.min(self.knobs.words) {
            let draw: f64 = self.rng.random();
            let word = self.upto.partition_point(|&upto| upto < draw) as u64;
            if !named.contains(&word) {
                named.push(word);
            }
        }
        named
    }

    /// The next person, of whom one in five wishes for a sex.
    pub fn person(&mut self) -> Ticket {
        let id = self.next;
        self.next += 1;
        let reach = Reachability::Push { until_ms: FAR_MS, left: 5 };
        let mut ticket = Ticket::new(id, id, NOW_MS, FAR_MS, reach);
        ticket.interests = self.words().into_iter().map(Keyword).collect();
        let others = id + 1_000_000;
        let met = |rng: &mut ChaCha8Rng| Recent::new(rng.random_range(0..others), FAR_MS);
        ticket.recents = (0..self.knobs.recents).map(|_| met(&mut self.rng)).collect();
        ticket.profile.sex = Some(if self.rng.random() { Sex::Female } else { Sex::Male });
        ticket.wishes.sex = match self.rng.random_range(0..10) {
            0 => Some(Wish::firm(Sex::Female.into())),
            1 => Some(Wish::firm(Sex::Male.into())),
            _ => None,
        };
        ticket
    }

    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.rng.random_range(0..end)
    }
}
