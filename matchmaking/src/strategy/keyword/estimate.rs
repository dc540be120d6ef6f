//! What somebody may share with the seeker, guessed from a signature: never too little, and without a branch.

use crate::index::{Bit, Signature};

/// How many of the seeker's interests are told apart; of more, the rest count as shared.
const TOLD: usize = 8;

/// Sums of weights for every set of four interests.
type Sums = [u32; 16];

/// What the seeker's interests weigh, by the bits of a signature.
///
/// Bits become a number, and the number is looked up: adding weights up one by one would branch on each, and half of
/// the branches would be guessed wrong.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Estimate {
    bits: [Bit; TOLD],
    told: usize,
    low: Sums,
    high: Sums,
    /// What all beyond those told apart weigh.
    rest: u32,
}

impl Estimate {
    /// Begins anew, with interests and their weights, the weightiest first.
    pub(super) fn set(&mut self, interests: impl Iterator<Item = (u64, u32)>) {
        (self.told, self.rest) = (0, 0);
        for sums in [&mut self.low, &mut self.high] {
            sums.first_mut().into_iter().for_each(|sum| *sum = 0);
        }
        for (term, weight) in interests {
            let Some(bit) = self.bits.get_mut(self.told) else {
                self.rest += weight;
                continue;
            };
            *bit = Signature::bit(term);
            let sums = if self.told < 4 { &mut self.low } else { &mut self.high };
            // Every set without the interest has one with it, as far behind as there are sets.
            if let Some((without, with)) = sums.split_at_mut_checked(1 << (self.told % 4)) {
                with.iter_mut().zip(without).for_each(|(sum, without)| *sum = *without + weight);
            }
            self.told += 1;
        }
    }

    /// At most what somebody with this signature shares.
    #[inline]
    pub(super) fn at_most(&self, signature: Signature) -> u32 {
        let bits = self.bits.iter().take(self.told).enumerate();
        let set = bits.fold(0, |set, (at, &bit)| set | (signature.has(bit) as usize) << at);
        let sum = |sums: &Sums, set: usize| sums.get(set & 15).copied().unwrap_or(0);
        sum(&self.low, set) + sum(&self.high, set >> 4) + self.rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_sum_of_what_may_be_shared() {
        let weights = [70, 60, 50, 40, 30, 20, 10, 5, 3, 2];
        let mut estimate = Estimate::default();
        estimate.set((0..).zip(weights));
        for shared in [vec![], vec![0], vec![1, 2, 7], (0..10).collect()] {
            let signature = shared.iter().fold(Signature::EMPTY, |it, &term| it.with(term));
            // Terms whose bits are the same are taken for each other.
            let may_share = |term: u64| signature.has(Signature::bit(term)) == 1;
            let told: u32 = (0..8).filter(|&term| may_share(term)).map(|term| weights[term as usize]).sum();
            assert_eq!(estimate.at_most(signature), told + 3 + 2, "{shared:?}");
        }
        estimate.set(std::iter::empty());
        assert_eq!(estimate.at_most(Signature::EMPTY.with(1)), 0);
    }
}
