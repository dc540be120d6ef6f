//! The leads: entries that may lead to the best candidate, the most promising of which is found without a branch.

/// An entry that may lead to the best candidate.
#[derive(Clone, Copy)]
pub(super) struct Lead {
    pub(super) slot: u32,
    pub(super) posting: u32,
    /// Whether it stands behind younger ones.
    pub(super) late: bool,
}

/// What a lead promises, and where it stands among the leads: the higher the more it promises, and among equals the
/// earlier it was found. One small number, so that four are compared at a time.
#[derive(Clone, Copy, Default)]
struct Promise(i32);

impl Promise {
    /// Of at most this weight, which 64 interests do not bring to 2¹⁵.
    fn new(weight: u32, at: usize) -> Self {
        Self(((weight + 1).min(0x7FFF) << 16 | !(at as u32) & 0xFFFF).cast_signed())
    }

    /// Nothing, for one that is not to be followed any more.
    fn weight(self) -> Option<u32> {
        (self.0.cast_unsigned() >> 16).checked_sub(1)
    }

    fn at(self) -> usize {
        (!self.0.cast_unsigned() & 0xFFFF) as usize
    }
}

/// What was found for one seeker; kept for its allocations.
#[derive(Default)]
pub(super) struct Leads {
    leads: Vec<Lead>,
    promises: Vec<Promise>,
}

impl Leads {
    /// How many there can be.
    pub(super) const MAX: u32 = 0xFFFF;

    pub(super) fn clear(&mut self) {
        self.leads.clear();
        self.promises.clear();
    }

    pub(super) fn len(&self) -> usize {
        self.leads.len()
    }

    /// Adds a lead that shares at most `weight`.
    #[inline]
    pub(super) fn push(&mut self, lead: Lead, weight: u32) {
        self.promises.push(Promise::new(weight, self.leads.len()));
        self.leads.push(lead);
    }

    /// Takes out the first of those that promise the most, with what it promises.
    #[inline]
    pub(super) fn pop(&mut self) -> Option<(Lead, u32)> {
        let most = Promise(self.promises.iter().fold(0, |most, promise| most.max(promise.0)));
        let weight = most.weight()?;
        *self.promises.get_mut(most.at())? = Promise::default();
        Some((*self.leads.get(most.at())?, weight))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_come_out_by_promise_and_then_in_order() {
        let mut leads = Leads::default();
        for weights in [&[7, 9, 0, 7][..], &[0], &[]] {
            leads.clear();
            for (slot, &weight) in (0..).zip(weights) {
                leads.push(Lead { slot, posting: 0, late: false }, weight);
            }
            assert_eq!(leads.len(), weights.len());
            let order: Vec<_> =
                std::iter::from_fn(|| leads.pop()).map(|(lead, it)| (lead.slot, it)).collect();
            let mut expected: Vec<_> = (0..).zip(weights.iter().copied()).collect();
            expected.sort_by_key(|&(_, weight)| std::cmp::Reverse(weight));
            assert_eq!(order, expected);
        }
    }
}
