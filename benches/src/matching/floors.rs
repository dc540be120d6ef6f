//! What the memory of the machine alone would cost: nobody can be faster.

use std::hint::black_box;

use hashbrown::HashMap;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::clock::spent;

/// Nanoseconds of processor time for one look-up of a random key among `size` in a hash map.
#[must_use]
pub fn lookup_ns(size: u64) -> f64 {
    let map: HashMap<u64, u32, foldhash::fast::FixedState> = (0..size).map(|key| (key, 0)).collect();
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let keys: Vec<u64> = (0..400_000).map(|_| rng.random_range(0..size)).collect();
    let (_, taken) = spent(|| keys.iter().for_each(|key| _ = black_box(map.get(key))));
    taken.as_secs_f64() * 1e9 / keys.len() as f64
}

/// Nanoseconds of processor time for pairing two of `size` numbers at random, nothing else.
#[must_use]
pub fn pairing_ns(size: u64) -> f64 {
    let rounds = (400_000 / size).max(1);
    let mut rng = ChaCha8Rng::seed_from_u64(2);
    let (mut pairs, mut total) = (0_u64, 0.0);
    for _ in 0..rounds {
        let mut all: Vec<u64> = (0..size).collect();
        let ((), taken) = spent(|| {
            while all.len() > 1 {
                let (a, b) = (draw(&mut all, &mut rng), draw(&mut all, &mut rng));
                black_box((a, b));
                pairs += 1;
            }
        });
        total += taken.as_secs_f64();
    }
    total * 1e9 / pairs as f64
}

fn draw(all: &mut Vec<u64>, rng: &mut ChaCha8Rng) -> u64 {
    let len = u32::try_from(all.len()).unwrap_or(u32::MAX);
    all.swap_remove(rng.random_range(0..len) as usize)
}
