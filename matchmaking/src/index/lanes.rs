//! Lanes: a number for each entry of a block, all of which are worked on at once.

use wide::{i16x8, u32x8};

/// How many lanes there are: as many as the smallest vector unit around takes in one step.
pub(crate) const LANES: usize = 8;

/// One number for each lane. As a condition a lane is 0 or, where it is met, -1.
pub(crate) type Lanes = i16x8;

/// The condition that the lanes with a bit in `set` meet.
#[inline]
pub(crate) fn those_in(set: u8) -> Lanes {
    let own = Lanes::new([1, 2, 4, 8, 16, 32, 64, 128]);
    (Lanes::splat(i16::from(set)) & own).simd_eq(own)
}

/// One bit for each lane that meets a condition.
#[inline]
pub(crate) fn set_of(condition: Lanes) -> u8 {
    condition.to_bitmask() as u8
}

/// One bit for each lane with this number.
#[inline]
pub(super) fn those_with(numbers: &[u32; LANES], number: u32) -> u8 {
    u32x8::new(*numbers).simd_eq(u32x8::splat(number)).to_bitmask() as u8
}

/// The number in a lane.
pub(super) fn get(lanes: &Lanes, at: usize) -> u16 {
    lanes.as_array().get(at).copied().unwrap_or_default().cast_unsigned()
}

/// Puts a number in a lane.
pub(super) fn set(lanes: &mut Lanes, at: usize, number: u16) {
    if let Some(lane) = lanes.as_mut_array().get_mut(at) {
        *lane = number.cast_signed();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_set_is_a_condition() {
        for set in 0..=u8::MAX {
            let condition = those_in(set);
            let numbers = std::array::from_fn(|at| u32::from(set >> at & 1));
            assert_eq!((set_of(condition), those_with(&numbers, 1)), (set, set));
            assert!(
                (0..LANES).all(|at| get(&condition, at) == if set >> at & 1 != 0 { u16::MAX } else { 0 })
            );
        }
    }
}
