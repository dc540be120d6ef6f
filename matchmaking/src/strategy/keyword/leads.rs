//! The leads: entries that may lead to the best candidate, the most promising of which is found without a branch.

use crate::index::{LANES, Lanes, those_in};

/// An entry that may lead to the best candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lead {
    pub(super) slot: u32,
    pub(super) posting: u32,
}

/// The leads that were found together.
#[derive(Clone, Copy)]
pub(super) struct Group {
    pub(super) slots: [u32; LANES],
    pub(super) posting: u32,
    /// Those that stand behind younger ones, one bit each.
    pub(super) late: u8,
}

/// What was found for one seeker; kept for its allocations.
#[derive(Default)]
pub(super) struct Leads {
    groups: Vec<Group>,
    /// For each group what its leads promise, and one more; 0 for those that are not to be followed, or not any more.
    promises: Vec<Lanes>,
    len: u32,
}

impl Leads {
    pub(super) fn clear(&mut self) {
        self.groups.clear();
        self.promises.clear();
        self.len = 0;
    }

    /// How many have been added.
    pub(super) fn len(&self) -> u32 {
        self.len
    }

    /// Adds those of a group that have a bit in `added`, each of whom shares at most what `weights` says.
    #[inline]
    pub(super) fn push(&mut self, group: Group, added: u8, weights: Lanes) {
        self.groups.push(group);
        self.promises.push(weights.saturating_add(Lanes::splat(1)) & those_in(added));
        self.len += added.count_ones();
    }

    /// Takes out the first of those that promise the most, with what it promises.
    #[inline]
    pub(super) fn pop(&mut self) -> Option<(Lead, u32)> {
        let most = self.promises.iter().fold(Lanes::default(), |most, &it| most.max(it));
        let most = most.as_array().iter().fold(0, |most, &it| it.max(most));
        let promised = u32::try_from(most).ok()?.checked_sub(1)?;
        let wanted = Lanes::splat(most);
        let promising = self.promises.iter_mut().map(|it| (it.simd_eq(wanted).to_bitmask(), it));
        let (at, (bits, promises)) = promising.enumerate().find(|(_, (bits, _))| *bits != 0)?;
        let lane = bits.trailing_zeros();
        *promises &= !those_in(1 << lane);
        let group = self.groups.get(at)?;
        let slot = *group.slots.get(lane as usize)?;
        Some((Lead { slot, posting: group.posting }, promised))
    }

    /// Drops those of a posting that promise no more than `weight`, but for the late.
    #[inline]
    pub(super) fn drop_younger(&mut self, posting: u32, weight: u32) {
        let weight = Lanes::splat(i16::try_from(weight).unwrap_or(i16::MAX).saturating_add(1));
        for (group, promises) in self.groups.iter().zip(&mut self.promises) {
            if group.posting == posting {
                *promises &= promises.simd_gt(weight) | those_in(group.late);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_come_out_by_promise_and_then_in_order() {
        let mut leads = Leads::default();
        for groups in [&[[7, 9, 0, 7, 2, 9, 1, 3], [9, 7, 5, 1, 8, 8, 8, 0]][..], &[[0; 8]], &[]] {
            leads.clear();
            let added = 0b0101_1111;
            let mut expected = Vec::new();
            for (posting, &weights) in (0..).zip(groups) {
                let slots = std::array::from_fn(|lane| posting * 8 + lane as u32);
                leads.push(Group { slots, posting, late: 0b10 }, added, Lanes::new(weights));
                let of = |lane: usize| Lead { slot: slots[lane], posting };
                let lanes = (0..LANES).filter(|lane| added >> lane & 1 != 0);
                expected.extend(lanes.map(|lane| (of(lane), weights[lane] as u32)));
            }
            assert_eq!(leads.len() as usize, expected.len());
            expected.sort_by_key(|&(_, weight)| std::cmp::Reverse(weight));
            assert_eq!(std::iter::from_fn(|| leads.pop()).collect::<Vec<_>>(), expected);
        }
        // Behind the best of a posting stand only the younger, but for the late, unless they promise more.
        leads.clear();
        let slots = [0, 1, 2, 3, 4, 5, 6, 7];
        for posting in [1, 2] {
            leads.push(Group { slots, posting, late: 0b10 }, 0xFF, Lanes::new([5, 5, 5, 6, 4, 0, 9, 5]));
        }
        leads.drop_younger(1, 5);
        let left = std::iter::from_fn(|| leads.pop()).filter(|(lead, _)| lead.posting == 1);
        assert_eq!(
            left.map(|(lead, weight)| (lead.slot, weight)).collect::<Vec<_>>(),
            [(6, 9), (3, 6), (1, 5)]
        );
        leads.clear();
        leads.push(Group { slots: [5; 8], posting: 0, late: 0 }, 1, Lanes::splat(i16::MAX));
        assert_eq!(leads.pop().map(|(_, promised)| promised), Some(32_766), "no promise wraps around");
    }
}
