//! Chance: every draw follows from the seed, from what it is for, and from whom.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, Exp};

/// What is drawn for. Each has a stream of its own, so that one more draw here moves nothing there.
#[derive(Clone, Copy, Debug)]
#[repr(u64)]
pub(crate) enum Stream {
    Arrivals = 1,
    Interests = 2,
    Mood = 3,
    Attributes = 4,
    Blocks = 5,
    Patience = 6,
    Return = 7,
    Commit = 8,
    Population = 9,
    Strategy = 10,
}

/// The generator for one purpose and one person, visit or match.
pub(crate) fn dice(seed: u64, stream: Stream, index: u64) -> ChaCha8Rng {
    let mut bytes = [0; 32];
    let words = [seed, stream as u64, index, 0x6472_6966_7462_6f74];
    for (place, word) in bytes.chunks_exact_mut(8).zip(words) {
        place.copy_from_slice(&word.to_le_bytes());
    }
    ChaCha8Rng::from_seed(bytes)
}

/// A number from 0 to below 1, the same on every machine.
pub(crate) fn unit(dice: &mut ChaCha8Rng) -> f64 {
    f64::from(dice.random_range(0..u32::MAX)) / f64::from(u32::MAX)
}

/// True in a share of the draws.
pub(crate) fn happens(dice: &mut ChaCha8Rng, share: f64) -> bool {
    unit(dice) < share
}

/// An exponential span with this mean, milliseconds.
pub(crate) fn span(dice: &mut ChaCha8Rng, mean_ms: f64) -> i64 {
    let drawn = Exp::new(1.0 / mean_ms.max(1e-9)).map_or(0.0, |it: Exp<f64>| it.sample(dice));
    drawn.clamp(0.0, 1e15) as i64
}
