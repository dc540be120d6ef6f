//! The timing wheel: when which ticket is to be looked at.
//!
//! Eleven wheels of 64 slots, each slot of one as wide as the whole wheel below it, the lowest a millisecond wide. A
//! ticket stands in the lowest wheel on which its moment and the time of the wheel are not in the same slot; when the
//! time reaches its slot it is filed anew, further down. So entering and leaving cost the same in any crowd.

use super::links::{Ends, Which};
use super::slab::{NONE, Slab};

const BITS: u32 = 6;
const SLOTS: usize = 1 << BITS;
/// Enough for 64 bits of time.
const LEVELS: usize = 11;
/// How many tickets of one slot are compared for the first of them.
const LOOK: usize = 64;

pub(super) struct Wheel {
    /// Up to when everything has been taken out.
    elapsed: u64,
    /// One bit for each slot that is not empty.
    taken: [u64; LEVELS],
    slots: Box<[[Ends; SLOTS]; LEVELS]>,
}

/// Milliseconds as a number whose order has no sign.
fn unsigned(ms: i64) -> u64 {
    ms.cast_unsigned() ^ (1 << 63)
}

fn signed(time: u64) -> i64 {
    (time ^ (1 << 63)).cast_signed()
}

impl Wheel {
    pub(super) fn new() -> Self {
        Self { elapsed: 0, taken: [0; LEVELS], slots: Box::new([[Ends::EMPTY; SLOTS]; LEVELS]) }
    }

    /// Enters the record in `slot` for a moment; it must not be entered already.
    pub(super) fn insert(&mut self, slab: &mut Slab, slot: u32, at_ms: i64) {
        let (level, place) = self.locate(at_ms);
        let Some(ends) = self.slots.get_mut(level).and_then(|wheel| wheel.get_mut(place)) else { return };
        let last = ends.last;
        ends.insert_after(slab, Which::Wheel, slot, last);
        if let Some(taken) = self.taken.get_mut(level) {
            *taken |= 1 << place;
        }
    }

    /// Takes out the record in `slot`, entered for a moment.
    pub(super) fn remove(&mut self, slab: &mut Slab, slot: u32, at_ms: i64) {
        let (level, place) = self.locate(at_ms);
        let Some(ends) = self.slots.get_mut(level).and_then(|wheel| wheel.get_mut(place)) else { return };
        ends.remove(slab, Which::Wheel, slot);
        if ends.is_empty()
            && let Some(taken) = self.taken.get_mut(level)
        {
            *taken &= !(1 << place);
        }
    }

    /// Notes that a record has moved to `slot`.
    pub(super) fn moved(&mut self, slab: &mut Slab, slot: u32, at_ms: i64) {
        let (level, place) = self.locate(at_ms);
        if let Some(ends) = self.slots.get_mut(level).and_then(|wheel| wheel.get_mut(place)) {
            ends.rejoin(slab, Which::Wheel, slot);
        }
    }

    /// Takes out the earliest record that is not after `now_ms`; of those for the same millisecond the one entered
    /// first.
    pub(super) fn pop(&mut self, slab: &mut Slab, now_ms: i64) -> Option<u32> {
        let now = unsigned(now_ms);
        while let Some((level, place, start)) = self.next_slot().filter(|&(.., start)| start <= now) {
            self.elapsed = self.elapsed.max(start);
            let slot = self.slots.get(level)?.get(place)?.first;
            if level == 0 {
                self.remove_first(slab, place);
                return Some(slot);
            }
            self.refile(slab, level, place);
        }
        self.elapsed = self.elapsed.max(now);
        None
    }

    /// Takes out the first record in a place of the lowest wheel.
    fn remove_first(&mut self, slab: &mut Slab, place: usize) {
        let [lowest, ..] = &mut *self.slots;
        let Some(ends) = lowest.get_mut(place) else { return };
        ends.remove(slab, Which::Wheel, ends.first);
        if ends.is_empty() {
            let [taken, ..] = &mut self.taken;
            *taken &= !(1 << place);
        }
    }

    /// When to call [`Wheel::pop`] next: the earliest moment there is, or earlier where very many stand close.
    pub(super) fn first(&self, slab: &Slab) -> Option<i64> {
        let (level, place, start) = self.next_slot()?;
        let mut slot = self.slots.get(level)?.get(place)?.first;
        let mut earliest = i64::MAX;
        for _ in 0..LOOK {
            let Some(record) = slab.agenda_in(slot) else { return Some(earliest) };
            earliest = earliest.min(record.due_ms()?);
            slot = record.wheel.after;
        }
        Some(if slot == NONE { earliest } else { signed(start) })
    }

    /// Files the records of a slot that time has reached where they now belong, further down.
    fn refile(&mut self, slab: &mut Slab, level: usize, place: usize) {
        let Some(ends) = self.slots.get_mut(level).and_then(|wheel| wheel.get_mut(place)) else { return };
        let mut slot = std::mem::replace(ends, Ends::EMPTY).first;
        if let Some(taken) = self.taken.get_mut(level) {
            *taken &= !(1 << place);
        }
        while let Some(record) = slab.agenda_in(slot) {
            let (after, due_ms) = (record.wheel.after, record.due_ms());
            if let Some(at_ms) = due_ms {
                self.insert(slab, slot, at_ms);
            }
            slot = after;
        }
    }

    /// The level and the place of a moment.
    fn locate(&self, at_ms: i64) -> (usize, usize) {
        let at = unsigned(at_ms).max(self.elapsed);
        let level = (63 - ((at ^ self.elapsed) | 1).leading_zeros()) / BITS;
        let place = at >> (level * BITS) & (SLOTS as u64 - 1);
        (level as usize, usize::try_from(place).unwrap_or(0))
    }

    /// The first slot that is not empty, and when it begins.
    fn next_slot(&self) -> Option<(usize, usize, u64)> {
        let (level, taken) = self.taken.iter().enumerate().find(|(_, taken)| **taken != 0)?;
        let place = taken.trailing_zeros();
        let shift = u32::try_from(level).ok()? * BITS;
        let above =
            self.elapsed.checked_shr(shift + BITS).and_then(|it| it.checked_shl(shift + BITS)).unwrap_or(0);
        Some((level, place as usize, above | u64::from(place) << shift))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::collection::vec;
    use proptest::prelude::{ProptestConfig, Strategy, any, prop_oneof, proptest};

    use super::super::record::Record;
    use super::super::roll::Roll;
    use crate::{PoolConfig, Reachability, Ticket};

    #[derive(Clone, Debug)]
    enum Step {
        Set(usize, i64),
        Clear(usize),
        Pass(i64),
    }

    /// Near and far, within a slot and across all of them.
    fn span() -> impl Strategy<Value = i64> {
        prop_oneof![1_i64..70, 1_i64..10_000, (0_u32..62).prop_map(|bits| 1 << bits), any::<i64>()]
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let step = prop_oneof![
            4 => (0_usize..8, span()).prop_map(|(ticket, after)| Step::Set(ticket, after)),
            1 => (0_usize..8).prop_map(Step::Clear),
            2 => span().prop_map(Step::Pass),
        ];
        vec(step, 1..80)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

        /// What is entered comes out at its time, in its order, and is foretold exactly while few wait.
        #[test]
        fn the_wheel_is_a_sorted_set(start in any::<i64>(), script in steps()) {
            let mut roll = Roll::new();
            let reach = Reachability::Pull { last_seen_ms: 0 };
            let ticket = |id| Ticket::new(id, id, 0, 9, reach);
            let record = |id| Record::new(&PoolConfig::default(), ticket(id));
            let keys: Vec<_> = (0..8).map(|id| roll.insert(record(id))).collect();
            let (mut now, mut naive) = (start, BTreeSet::new());
            assert_eq!(roll.pop_due(now), None);
            for step in script {
                match step {
                    Step::Set(at, after) => {
                        let due = now.saturating_add(after.saturating_abs().max(1));
                        naive.retain(|&(_, key)| key != keys[at]);
                        if due > now {
                            naive.insert((due, keys[at]));
                            roll.set_due(keys[at], Some(due));
                        } else {
                            roll.set_due(keys[at], None);
                        }
                    }
                    Step::Clear(at) => {
                        naive.retain(|&(_, key)| key != keys[at]);
                        roll.set_due(keys[at], None);
                    }
                    Step::Pass(span) => {
                        now = now.saturating_add(span.saturating_abs());
                        let mut before = i64::MIN;
                        while let Some(key) = roll.pop_due(now) {
                            let &due = naive.iter().find(|due| due.1 == key).expect("entered");
                            assert!(before <= due.0 && due.0 <= now);
                            before = due.0;
                            naive.remove(&due);
                        }
                    }
                }
                assert!(naive.first().is_none_or(|due| due.0 > now), "overslept");
                assert_eq!(roll.first_due_ms(), naive.first().map(|due| due.0));
            }
        }
    }
}
