//! Seeded entropy: one stream for identifiers, one for faults, so that faults do not change ids.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A deterministic source.
#[derive(Debug, Clone)]
pub(crate) struct Entropy(ChaCha8Rng);

impl Entropy {
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(stream);
        Self(rng)
    }

    /// `len` URL-safe characters.
    pub(crate) fn text(&mut self, len: usize) -> String {
        let pick = |n: u32| ALPHABET.get((n & 63) as usize).map_or('A', |b| char::from(*b));
        (0..len).map(|_| pick(self.0.next_u32())).collect()
    }

    /// `len` decimal digits, the first not zero.
    pub(crate) fn digits(&mut self, len: usize) -> String {
        let digit = |n: u32, low: u32| char::from_digit(low + n % (10 - low), 10).unwrap_or('1');
        (0..len).map(|i| digit(self.0.next_u32(), u32::from(i == 0))).collect()
    }

    /// Eight hexadecimal digits.
    pub(crate) fn hex8(&mut self) -> String {
        format!("{:08x}", self.0.next_u32())
    }

    /// Thirty-two hexadecimal digits.
    pub(crate) fn hex32(&mut self) -> String {
        const_hex::encode(self.bytes16())
    }

    pub(crate) fn bytes16(&mut self) -> [u8; 16] {
        let mut bytes = [0; 16];
        self.0.fill_bytes(&mut bytes);
        bytes
    }

    /// A number below `bound` (0 for a bound of 0).
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0.next_u64().checked_rem(bound).unwrap_or(0)
    }

    /// True with that probability. Draws nothing when it cannot happen.
    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        if probability <= 0.0 {
            return false;
        }
        let unit = (self.0.next_u64() >> 11) as f64 / (1u64 << 53) as f64;
        unit < probability
    }
}

#[cfg(test)]
mod tests {
    use super::Entropy;

    #[test]
    fn the_same_seed_and_stream_repeat() {
        assert_eq!(Entropy::new(1, 0).text(28), Entropy::new(1, 0).text(28));
        assert_ne!(Entropy::new(1, 0).text(28), Entropy::new(1, 1).text(28));
        assert_ne!(Entropy::new(1, 0).text(28), Entropy::new(2, 0).text(28));
    }

    #[test]
    fn chances_are_about_right() {
        let mut entropy = Entropy::new(3, 1);
        let hits = (0..10_000).filter(|_| entropy.chance(0.25)).count();
        assert!((2300..2700).contains(&hits), "{hits}");
        assert!(!entropy.chance(0.0));
        assert!(entropy.chance(1.0));
    }
}
