//! What somebody may share with the seeker, guessed from a signature: never too little, and of eight at once.

use crate::index::{Bit, Lanes, Signature, Signatures};

/// How many of the seeker's interests are told apart; of more, the rest count as shared.
const TOLD: usize = 8;

/// What all together weigh at most: one more is still a number of a lane.
const MOST: u32 = i16::MAX as u32 - 1;

/// What the seeker's interests weigh, by the bits of a signature.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Estimate {
    told: [(Bit, Lanes); TOLD],
    count: usize,
    /// What all beyond those told apart weigh.
    rest: Lanes,
}

impl Estimate {
    /// Begins anew, with interests and their weights, the weightiest first. What they weigh beyond 32,766 together does
    /// not count.
    pub(super) fn set(&mut self, interests: impl Iterator<Item = (u64, u32)>) {
        (self.count, self.rest) = (0, Lanes::default());
        let mut room = MOST;
        for (term, weight) in interests {
            let weight = weight.min(room);
            room -= weight;
            let weight = Lanes::splat(weight as i16);
            match self.told.get_mut(self.count) {
                Some(told) => {
                    *told = (Signature::bit(term), weight);
                    self.count += 1;
                }
                None => self.rest += weight,
            }
        }
    }

    /// At most what those with these signatures share.
    #[inline]
    pub(super) fn at_most(&self, signatures: &Signatures) -> Lanes {
        let told = self.told.iter().take(self.count);
        told.fold(self.rest, |sum, &(bit, weight)| sum + (signatures.have(bit) & weight))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_sum_of_what_may_be_shared() {
        let weights = [70, 60, 50, 40, 30, 20, 10, 5, 3, 2];
        let mut estimate = Estimate::default();
        let at_most = |estimate: &Estimate, it| estimate.at_most(&Signatures::of(it)).as_array()[3];
        estimate.set((0..).zip(weights));
        for shared in [vec![], vec![0], vec![1, 2, 7], (0..10).collect()] {
            let signature = shared.iter().fold(Signature::default(), |it, &term| it.with(term));
            // Terms whose bits are the same are taken for each other.
            let may_share = |term: u64| signature.has(Signature::bit(term));
            let told: u32 = (0..8).filter(|&term| may_share(term)).map(|term| weights[term as usize]).sum();
            assert_eq!(at_most(&estimate, signature), told as i16 + 3 + 2, "{shared:?}");
        }
        estimate.set([(1, 30_000), (2, 30_000)].into_iter());
        assert_eq!(at_most(&estimate, Signature::default().with(1).with(2)), 32_766);
        estimate.set(std::iter::empty());
        assert_eq!(at_most(&estimate, Signature::default().with(1)), 0);
    }
}
