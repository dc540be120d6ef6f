//! A set of terms in 64 bits.

/// A set of terms in 64 bits: what is not in it is surely not among the terms; what is, may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Signature(u64);

/// The place of a term in a signature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bit(u32);

impl Signature {
    pub(crate) const EMPTY: Self = Self(0);

    pub(crate) fn with(self, term: u64) -> Self {
        Self(self.0 | 1 << Self::bit(term).0)
    }

    /// 1 if a term with this bit may be among them, 0 if not.
    pub(crate) fn has(self, bit: Bit) -> u32 {
        (self.0 >> (bit.0 & 63)) as u32 & 1
    }

    /// One of 64 bits, chosen by all of the term: callers may number their keywords 1, 2, 3.
    pub(crate) fn bit(term: u64) -> Bit {
        Bit((term.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 58) as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_numbers_are_told_apart() {
        let bits: std::collections::BTreeSet<_> = (0..64).map(|term| Signature::bit(term).0).collect();
        assert!(bits.len() > 40, "{}", bits.len());
        let both = Signature::default().with(7).with(9);
        assert!([7, 9, 8].map(|term| both.has(Signature::bit(term))) == [1, 1, 0]);
    }
}
