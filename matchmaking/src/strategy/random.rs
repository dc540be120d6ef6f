//! Random: everyone eligible is equally likely.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::{Candidates, Choice, Reason, Reasons, Strategy};

/// How often a partner is drawn before the candidates are walked instead.
const DRAWS: usize = 8;

/// Draws a partner uniformly among the eligible.
///
/// A draw that hits someone not eligible is repeated, eight draws at most; then the oldest eligible candidate is taken.
/// So a partner is found whenever there is one, and a draw costs no more in a large pool than in a small one.
/// The seed decides every draw: keep it secret if users must not foresee their partners.
#[derive(Clone)]
pub struct Random {
    rng: ChaCha8Rng,
}

impl Random {
    /// A strategy whose draws follow from `seed` alone.
    #[must_use]
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self { rng: ChaCha8Rng::from_seed(seed) }
    }
}

/// The state of the generator foretells the draws, so it is not printed.
impl std::fmt::Debug for Random {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Random").finish_non_exhaustive()
    }
}

impl Strategy for Random {
    fn choose<'p>(&mut self, candidates: Candidates<'p>) -> Option<Choice<'p>> {
        // The generator is asked for a u32, whatever the width of usize, so that every machine draws the same.
        let len = candidates.len();
        if len == 0 {
            return None;
        }
        let drawn = (0..DRAWS).find_map(|_| candidates.at(self.rng.random_range(0..len)));
        let candidate = drawn.or_else(|| candidates.oldest().next())?;
        Some(Choice::new(candidate, Reasons::one(Reason::Random)))
    }
}
