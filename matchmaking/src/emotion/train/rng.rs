//! An order for the rows that is the same every time.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// Shuffles by a fixed seed.
pub(super) struct Shuffler(ChaCha8Rng);

impl Shuffler {
    pub(super) fn new() -> Self {
        Self(ChaCha8Rng::from_seed([7; 32]))
    }

    pub(super) fn shuffle(&mut self, order: &mut [u32]) {
        for left in (2..=order.len()).rev() {
            // The lean of this towards some places is far below what matters for an order of rows.
            let place = (u64::from(self.0.next_u32()) * left as u64) >> 32;
            order.swap(left - 1, usize::try_from(place).unwrap_or_default());
        }
    }
}
