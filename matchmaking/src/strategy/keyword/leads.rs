//! The leads: entries that may lead to the best candidate, the most promising of which is found without a branch.

use crate::index::{LANES, Lanes, set_of, those_in};

/// An entry that may lead to the best candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lead {
    pub(super) slot: u32,
    /// Which of the groups it is in, and where.
    group: usize,
    lane: u32,
}

/// The leads that were found together.
#[derive(Clone, Copy)]
pub(super) struct Group {
    pub(super) slots: [u32; LANES],
    pub(super) posting: u32,
    /// Those that stand behind younger ones, one bit each.
    pub(super) late: u8,
}

/// How many groups are looked at at once, whether they are there or not: how many there are is anybody's guess, also the
/// processor's. One bit for each of their leads makes a word.
const TOGETHER: usize = 8;

/// What was found for one seeker; kept for its allocations.
#[derive(Default)]
pub(super) struct Leads {
    groups: Vec<Group>,
    /// For each group what its leads promise, and one more; 0 for those that are not to be followed, or not any more.
    promises: Vec<[Lanes; TOGETHER]>,
    /// How many more are taken.
    room: u32,
}

impl Leads {
    /// Begins anew, for so many leads at most.
    pub(super) fn clear(&mut self, most: u32) {
        self.groups.clear();
        self.promises.clear();
        self.room = most;
    }

    pub(super) fn are_full(&self) -> bool {
        self.room == 0
    }

    /// Adds those of a group that have a bit in `found`, each of whom shares at most what `weights` says, which is less
    /// than 32,767; the first of them, if there is no room for all.
    #[inline]
    pub(super) fn push(&mut self, group: Group, mut found: u8, weights: Lanes) {
        let mut count = found.count_ones();
        while count > self.room {
            found &= !(0x80 >> found.leading_zeros());
            count -= 1;
        }
        self.room -= count;
        let place = self.groups.len() % TOGETHER;
        if place == 0 {
            self.promises.push(Default::default());
        }
        self.groups.push(group);
        if let Some(promises) = self.promises.last_mut().and_then(|last| last.get_mut(place)) {
            *promises = (weights + Lanes::splat(1)) & those_in(found);
        }
    }

    /// Takes out the first of those that promise the most, with what it promises.
    #[inline]
    pub(super) fn pop(&mut self) -> Option<(Lead, u32)> {
        let most = self.promises.iter().flatten().fold(Lanes::default(), |most, &it| most.max(it));
        let most = most.as_array().iter().fold(0, |most, &it| it.max(most));
        let promised = u32::try_from(most).ok()?.checked_sub(1)?;
        let wanted = Lanes::splat(most);
        let those = |some: &[Lanes; TOGETHER]| {
            let sets = some.iter().rev().map(|it| u64::from(set_of(it.simd_eq(wanted))));
            sets.fold(0, |all, set| all << LANES | set)
        };
        let (nth, set) = self.promises.iter().map(those).enumerate().find(|&(_, set)| set != 0)?;
        let first = set.trailing_zeros();
        let (group, lane) = (nth * TOGETHER + first as usize / LANES, first % LANES as u32);
        if let Some(promises) = self.promises_of(group) {
            *promises &= !those_in(1 << lane);
        }
        let slot = *self.groups.get(group)?.slots.get(lane as usize)?;
        Some((Lead { slot, group, lane }, promised))
    }

    /// Drops those behind a lead in its posting that promise no more than `weight`: they are younger, but for the late.
    #[inline]
    pub(super) fn drop_behind(&mut self, lead: Lead, weight: u32) {
        let weight = Lanes::splat(i16::try_from(weight).unwrap_or(i16::MAX).saturating_add(1));
        let posting = self.groups.get(lead.group).map(|it| it.posting);
        // In its own group those before it stay as well.
        let mut stay = u8::MAX >> (7 - lead.lane.min(7));
        for at in lead.group.. {
            let Some(&group) = self.groups.get(at).filter(|it| Some(it.posting) == posting) else { break };
            if let Some(promises) = self.promises_of(at) {
                *promises &= promises.simd_gt(weight) | those_in(group.late | stay);
            }
            stay = 0;
        }
    }

    fn promises_of(&mut self, group: usize) -> Option<&mut Lanes> {
        self.promises.get_mut(group / TOGETHER)?.get_mut(group % TOGETHER)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Behind the best of a posting stand only the younger, but for the late, unless they promise more.
    #[test]
    fn what_stands_behind_in_a_posting_is_dropped() {
        let mut leads = Leads::default();
        leads.clear(100);
        let weights = Lanes::new([5, 5, 9, 5, 6, 5, 4, 5]);
        for (nth, posting) in [0, 1, 1, 2].into_iter().enumerate() {
            let slots = std::array::from_fn(|lane| nth as u32 * 10 + lane as u32);
            leads.push(Group { slots, posting, late: 0b10_0000 }, 0xFF, weights);
        }
        let (lead, _) = std::iter::from_fn(|| leads.pop()).find(|(lead, _)| lead.slot == 12).unwrap();
        leads.drop_behind(lead, 5);
        let left: Vec<_> = std::iter::from_fn(|| leads.pop()).map(|(lead, _)| lead.slot).collect();
        let of = |posting: u32| left.iter().filter(move |&&slot| slot / 10 == posting).map(|&slot| slot % 10);
        assert_eq!(
            of(1).collect::<Vec<_>>(),
            [4, 0, 1, 5],
            "those before it, the late, and who promises more"
        );
        assert_eq!(of(2).collect::<Vec<_>>(), [2, 4, 5]);
        assert_eq!(of(3).count(), 8, "another posting");
    }

    #[test]
    fn they_come_out_by_promise_and_then_in_order() {
        let mut leads = Leads::default();
        for groups in [&[[7, 9, 0, 7, 2, 9, 1, 3], [9, 7, 5, 1, 8, 8, 8, 0]][..], &[[0; 8]], &[]] {
            leads.clear(100);
            let added = 0b0101_1111;
            let mut expected = Vec::new();
            for (posting, &weights) in (0..).zip(groups) {
                let slots = std::array::from_fn(|lane| posting * 8 + lane as u32);
                leads.push(Group { slots, posting, late: 0b10 }, added, Lanes::new(weights));
                let of = |lane: usize| Lead { slot: slots[lane], group: posting as usize, lane: lane as u32 };
                let lanes = (0..LANES).filter(|lane| added >> lane & 1 != 0);
                expected.extend(lanes.map(|lane| (of(lane), weights[lane] as u32)));
            }
            assert_eq!(100 - leads.room as usize, expected.len());
            expected.sort_by_key(|&(_, weight)| std::cmp::Reverse(weight));
            assert_eq!(std::iter::from_fn(|| leads.pop()).collect::<Vec<_>>(), expected);
        }
        leads.clear(1);
        leads.push(Group { slots: [5; 8], posting: 0, late: 0 }, 1, Lanes::splat(i16::MAX - 1));
        assert_eq!(leads.pop().map(|(_, promised)| promised), Some(32_766), "no promise wraps around");
    }

    #[test]
    fn no_more_are_taken_than_there_is_room_for() {
        let mut leads = Leads::default();
        leads.clear(5);
        for posting in [0, 1] {
            let slots = std::array::from_fn(|lane| posting * 8 + lane as u32);
            leads.push(Group { slots, posting, late: 0 }, 0b1011_0100, Lanes::splat(3));
        }
        let slots: Vec<_> = std::iter::from_fn(|| leads.pop()).map(|(lead, _)| lead.slot).collect();
        assert!(leads.are_full() && slots == [2, 4, 5, 7, 10], "{slots:?}");
    }
}
