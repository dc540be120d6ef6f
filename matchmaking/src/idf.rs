//! How much a shared keyword says: the rarer, the more.

/// What keywords weigh among so many tickets.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scale(u32);

impl Scale {
    /// The weights among `all` tickets.
    pub(crate) fn of(all: u32) -> Self {
        Self(log2_16(u64::from(all) + 1))
    }

    /// What a keyword weighs that so many have: 16 for each halving of the share, and at least 16. Whole numbers, so
    /// that every machine ranks alike.
    pub(crate) fn weight(self, having: u32) -> u32 {
        16 + self.0.saturating_sub(log2_16(u64::from(having) + 1))
    }
}

/// Sixteen times the binary logarithm of a number that is not 0, rounded down; of its nine leading bits, if it has more.
fn log2_16(number: u64) -> u32 {
    let whole = number.max(1).ilog2();
    let mantissa = if whole >= BITS { number >> (whole - BITS) } else { number << (BITS - whole) };
    let fraction = FRACTIONS.get(mantissa as usize & (FRACTIONS.len() - 1)).copied().unwrap_or_default();
    whole << 4 | u32::from(fraction)
}

/// How many bits behind the leading one are looked at.
const BITS: u32 = 8;

/// By these bits: the sixteenths of the logarithm. Looked up, since they are asked for every word of everybody who comes.
#[expect(clippy::indexing_slicing, reason = "it is evaluated when this is compiled")]
const FRACTIONS: [u8; 1 << BITS] = {
    let mut fractions = [0; 1 << BITS];
    let mut at = 0;
    while at < fractions.len() {
        // From 1 to 2, as 1.16 in fixed point; squaring it doubles its logarithm, which yields bit after bit.
        let mut mantissa = (1 << 16) + ((at as u64) << 8);
        let mut bits = 0;
        while bits < 4 {
            mantissa = (mantissa * mantissa) >> 16;
            let carry = mantissa >> 17;
            mantissa >>= carry;
            fractions[at] = fractions[at] << 1 | carry as u8;
            bits += 1;
        }
        at += 1;
    }
    fractions
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_is_right_to_a_sixteenth() {
        for (number, log) in [(1, 0), (2, 16), (3, 25), (4, 32), (5, 37), (1_000, 159), (1_000_000, 318)] {
            assert_eq!(log2_16(number), log, "{number}");
        }
    }

    #[test]
    fn the_rarer_weighs_more_and_nothing_weighs_nothing() {
        assert_eq!(Scale::of(100).weight(100), 16);
        assert!(Scale::of(1_000_000).weight(1) > Scale::of(1_000_000).weight(2));
        assert_eq!(Scale::of(0).weight(u32::MAX), 16);
    }
}
