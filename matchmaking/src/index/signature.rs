//! A set of terms in 48 bits.

use super::lanes::{self, Lanes};

/// How many bits a signature has: with more a block of entries would not be two cache lines.
const BITS: u64 = 48;

/// A set of terms in 48 bits: what is not in it is surely not among the terms; what is, may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Signature(u64);

/// The place of a term in a signature: one of its thirds, and a bit of that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bit {
    third: usize,
    /// The bit, in each lane.
    mask: Lanes,
}

impl Signature {
    pub(crate) fn with(self, term: u64) -> Self {
        Self(self.0 | 1 << place(term))
    }

    /// Whether a term with this bit may be among them.
    #[cfg(test)]
    pub(crate) fn has(self, bit: Bit) -> bool {
        lanes::set_of(Signatures::of(self).have(bit)) != 0
    }

    /// One of the bits, chosen by all of the term: callers may number their keywords 1, 2, 3.
    pub(crate) fn bit(term: u64) -> Bit {
        let place = place(term);
        Bit { third: place as usize / 16, mask: Lanes::splat(1 << (place % 16)) }
    }
}

fn place(term: u64) -> u32 {
    // The upper half of the product is mixed well; its share of all numbers is that of the bits.
    let mixed = term.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
    ((mixed * BITS) >> 32) as u32
}

/// The signatures of a block, a third of all beside each other.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Signatures([Lanes; 3]);

impl Signatures {
    /// The same in each lane.
    pub(crate) fn of(signature: Signature) -> Self {
        Self(thirds(signature).map(|it| Lanes::splat(it.cast_signed())))
    }

    pub(super) fn get(&self, at: usize) -> Signature {
        let thirds = self.0.iter().rev();
        Signature(thirds.fold(0, |all, third| all << 16 | u64::from(lanes::get(third, at))))
    }

    pub(super) fn set(&mut self, at: usize, signature: Signature) {
        let thirds = self.0.iter_mut().zip(thirds(signature));
        thirds.for_each(|(lanes, third)| lanes::set(lanes, at, third));
    }

    /// Where a term with this bit may be among them.
    #[inline]
    pub(crate) fn have(&self, bit: Bit) -> Lanes {
        let third = self.0.get(bit.third).copied().unwrap_or_default();
        (third & bit.mask).simd_eq(bit.mask)
    }
}

fn thirds(Signature(bits): Signature) -> [u16; 3] {
    [bits as u16, (bits >> 16) as u16, (bits >> 32) as u16]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_numbers_are_told_apart() {
        let bits: std::collections::BTreeSet<_> = (0..48).map(place).collect();
        assert!(bits.len() > 30 && bits.iter().all(|&bit| u64::from(bit) < BITS), "{}", bits.len());
        let both = Signature::default().with(7).with(9);
        assert!([7, 9, 8].map(|term| both.has(Signature::bit(term))) == [true, true, false]);
    }

    #[test]
    fn eight_are_asked_at_once() {
        let mut all = Signatures::default();
        let one = |at: usize| (0..=at as u64).fold(Signature::default(), Signature::with);
        (0..lanes::LANES).for_each(|at| all.set(at, one(at)));
        for term in 0..64 {
            let bit = Signature::bit(term);
            let have = (0..lanes::LANES).filter(|&at| one(at).0 >> place(term) & 1 != 0);
            assert_eq!(lanes::set_of(all.have(bit)), have.fold(0, |set, at| set | 1 << at));
        }
        assert!((0..lanes::LANES).all(|at| all.get(at) == one(at)));
    }
}
