//! A set of terms in 64 bits.

/// A set of terms in 64 bits: what is not in it is surely not among the terms; what is, may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Signature(u64);

impl Signature {
    pub(crate) fn with(self, term: u64) -> Self {
        Self(self.0 | Self::bit(term))
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the two may have a term in common.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) fn may_have(self, term: u64) -> bool {
        self.0 & Self::bit(term) != 0
    }

    /// One of 64 bits, chosen by all of the term: callers may number their keywords 1, 2, 3.
    fn bit(term: u64) -> u64 {
        1 << (term.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 58)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_numbers_are_told_apart() {
        let bits: std::collections::BTreeSet<_> = (0..64).map(Signature::bit).collect();
        assert!(bits.len() > 40, "{}", bits.len());
        let both = Signature::default().with(7).with(9);
        assert!(both.may_have(7) && both.may_have(9) && !both.may_have(8));
    }
}
