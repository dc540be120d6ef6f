//! How good the pairs of the keyword strategy are, beside the best possible: a crowd of strangers, paired at once.

use std::num::NonZeroU32;

use matchmaking::{
    Candidates, Choice, Command, Event, Handle, Keyword, KeywordConfig, Keywords, Mode, Pool, PoolConfig,
    Strategy, TicketRef,
};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::optimum::{best, exact};
use crate::support::{NOW, tell, ticket};

const WORDS: usize = 1_000;
const EACH: usize = 3;
const OPENING: i64 = NOW + 1_000;

/// Declines until everybody is there.
struct Later<S>(S);

impl<S: Strategy> Strategy for Later<S> {
    fn choose<'p>(&mut self, candidates: Candidates<'p>) -> Option<Choice<'p>> {
        if candidates.now_ms() < OPENING { None } else { self.0.choose(candidates) }
    }

    fn next_look_ms(&self, _: TicketRef<'_>, _: i64) -> Option<i64> {
        Some(OPENING)
    }

    fn entered(&mut self, handle: Handle, ticket: TicketRef<'_>) {
        self.0.entered(handle, ticket);
    }

    fn left(&mut self, handle: Handle, ticket: TicketRef<'_>) {
        self.0.left(handle, ticket);
    }
}

/// The interests of `n` people: three different words each, drawn by Zipf's law.
fn crowd(n: usize, words: usize, seed: u64) -> Vec<Vec<usize>> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let total: f64 = (1..=words).map(|rank| 1.0 / rank as f64).sum();
    let mut word = || {
        let mut left = total * f64::from(rng.random_range(0..u32::MAX)) / f64::from(u32::MAX);
        (1..=words)
            .find(|&rank| {
                left -= 1.0 / rank as f64;
                left < 0.0
            })
            .unwrap_or(words)
    };
    let mut person = || {
        let mut named = Vec::new();
        while named.len() < EACH {
            let word = word();
            if !named.contains(&word) {
                named.push(word);
            }
        }
        named
    };
    (0..n).map(|_| person()).collect()
}

/// What every two share, a word weighing its inverse frequency.
fn weights(crowd: &[Vec<usize>], words: usize) -> Vec<Vec<u32>> {
    let all = crowd.len() as f64;
    let mut having = vec![0_u32; words + 1];
    crowd.iter().flatten().for_each(|&word| having[word] += 1);
    let weight = |word: usize| (16.0 + 16.0 * ((all + 1.0) / (f64::from(having[word]) + 1.0)).log2()) as u32;
    let share =
        |a: &[usize], b: &[usize]| a.iter().filter(|word| b.contains(word)).map(|&it| weight(it)).sum();
    let row =
        |a: &Vec<usize>| crowd.iter().map(|b| if std::ptr::eq(a, b) { 0 } else { share(a, b) }).collect();
    crowd.iter().map(row).collect()
}

/// The weight of all pairs a pool makes of a crowd, and how many they are.
fn paired<S: Strategy>(mode: Mode, strategy: S, crowd: &[Vec<usize>], weights: &[Vec<u32>]) -> (u64, usize) {
    let mut config = PoolConfig::default();
    config.mode = mode;
    let mut pool = Pool::new(config, strategy);
    for (user, words) in (0..).zip(crowd) {
        let mut ticket = ticket(user);
        ticket.interests = words.iter().map(|&word| Keyword(word as u64)).collect();
        assert_eq!(tell(&mut pool, NOW, Command::Join(ticket)), []);
    }
    let events = tell(&mut pool, OPENING, Command::Advance);
    let pairs = events.iter().map(|event| match event {
        Event::Proposed { older, newer, .. } => weights[older.user as usize][newer.user as usize],
        other => panic!("{other:?}"),
    });
    (pairs.clone().map(u64::from).sum(), pairs.count())
}

fn keywords(look: u32) -> Keywords {
    let mut config = KeywordConfig::default();
    config.look = NonZeroU32::new(look).unwrap();
    config.anyone_after_ms = None;
    Keywords::new(config)
}

fn hold() -> Mode {
    Mode::Hold { ms: NonZeroU32::new(1_000).unwrap() }
}

/// How many instances: `POOL_INSTANCES` says otherwise.
fn instances() -> u32 {
    std::env::var("POOL_INSTANCES").map_or(5, |number| number.parse().expect("a number"))
}

#[test]
fn pairs_are_nearly_as_good_as_they_can_be() {
    let (mut sums, mut pairs) = ([0.0; 5], [0.0; 5]);
    let seeds = instances();
    for seed in 0..seeds {
        let crowd = crowd(1_000, WORDS, u64::from(seed));
        let weights = weights(&crowd, WORDS);
        let (best, most) = best(&weights);
        let made = [
            paired(Mode::Immediate, Later(keywords(1)), &crowd, &weights),
            paired(Mode::Immediate, Later(keywords(16)), &crowd, &weights),
            paired(Mode::Immediate, Later(keywords(64)), &crowd, &weights),
            paired(hold(), keywords(16), &crowd, &weights),
            paired(hold(), keywords(64), &crowd, &weights),
        ];
        for (at, (weight, number)) in made.into_iter().enumerate() {
            sums[at] += weight as f64 / best as f64 / f64::from(seeds);
            pairs[at] += number as f64 / most as f64 / f64::from(seeds);
        }
    }
    let [one, sixteen, sixty_four, held, held_64] = sums;
    println!("{seeds} instances, weight of the optimum: one {one:.3}, 16 {sixteen:.3}, 64 {sixty_four:.3}");
    println!("held: 16 {held:.3}, 64 {held_64:.3}; pairs of the optimum's: {pairs:.3?}");
    assert!(one < sixteen && sixteen >= 0.85 && sixty_four >= 0.87 && held >= 0.94, "{sums:?}");
    assert!(pairs[1] >= 0.98 && pairs[3] >= 0.98, "{pairs:?}");
}

#[test]
fn a_dozen_are_paired_nearly_as_well_as_they_can_be() {
    let (mut on_arrival, mut held, mut best) = (0, 0, 0);
    for seed in 0..200 {
        let crowd = crowd(12, 20, seed);
        let weights = weights(&crowd, 20);
        on_arrival += paired(Mode::Immediate, Later(keywords(16)), &crowd, &weights).0;
        held += paired(hold(), keywords(16), &crowd, &weights).0;
        best += exact(&weights);
    }
    let ratio = |made: u64| made as f64 / best as f64;
    println!("a dozen, exactly: on arrival {:.3}, held {:.3}", ratio(on_arrival), ratio(held));
    assert!(ratio(on_arrival) >= 0.85 && ratio(held) >= 0.94, "{} {}", ratio(on_arrival), ratio(held));
}
