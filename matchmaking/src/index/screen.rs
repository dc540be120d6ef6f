//! The few attributes by which most of those who may not meet are told apart in passing.

use crate::{Sex, Sexes, Ticket, Wishes};

use super::lanes::{self, Lanes};

/// What a ticket is and firmly wants, in 32 bits. Two whose screens do not match may not meet, whatever the time; two
/// whose screens do, may or may not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Screen(u32);

const UNSTATED: u32 = 0b1000;
const ANY_SEX: u32 = 0b1111;
const ACCEPTED: u32 = 4;
const NEAR: u32 = 1 << 8;
const LATE: u32 = 1 << 9;
const ASKS_MORE: u32 = 1 << 10;
const AREA: u32 = 16;

impl Screen {
    /// Of nobody.
    pub(crate) const NONE: Self = Self(0);

    pub(crate) fn of(ticket: &Ticket) -> Self {
        let own = ticket.profile.sex.map_or(UNSTATED, |sex: Sex| u32::from(Sexes::from(sex).bits()));
        let accepted = match ticket.wishes.sex {
            Some(wish) if wish.firm => u32::from(wish.value.bits()),
            _ => ANY_SEX,
        };
        let near = ticket.wishes.nearness.is_some_and(|wish| wish.firm);
        let area = ticket.profile.region.map_or(0, |region| 1 + region.area % 0xFFFF);
        let Wishes { sex, ages, nearness, languages } = ticket.wishes;
        let asks_more =
            sex.is_some_and(|wish| !wish.firm) || ages.is_some() || nearness.is_some() || languages.is_some();
        let flag = |set: bool, flag: u32| if set { flag } else { 0 };
        Self(own | accepted << ACCEPTED | flag(near, NEAR) | flag(asks_more, ASKS_MORE) | area << AREA)
    }

    /// Whether it says all the ticket asks of a partner: two such whose screens match fit.
    pub(crate) fn says_all(self) -> bool {
        self.0 & ASKS_MORE == 0
    }

    /// Whether the two may be able to meet. Symmetric, and without a branch: who may is anybody's guess, also the
    /// processor's.
    #[inline]
    pub(crate) fn matches(self, other: Self) -> bool {
        let met = other.0 & self.asked();
        // Adding 15 carries out of four bits unless they are all 0.
        let both = ((met & ANY_SEX) + ANY_SEX) & ((met >> ACCEPTED) + ANY_SEX) & (ANY_SEX + 1);
        let apart = (self.0 ^ other.0) >> AREA;
        let near_is_asked = (self.0 | other.0) & NEAR;
        (both != 0) & ((near_is_asked == 0) | (apart == 0))
    }

    /// Of the other's bits: one of the lower four must be set, so that it is accepted, and one of the upper four, so that
    /// it accepts.
    fn asked(self) -> u32 {
        self.0 >> ACCEPTED & ANY_SEX | (self.0 & ANY_SEX) << ACCEPTED
    }

    /// The same for eight others at once.
    pub(crate) fn sieve(self) -> Sieve {
        let [own, area, asked] =
            [self.0, self.0 >> AREA, self.asked()].map(|it| Lanes::splat((it as u16).cast_signed()));
        Sieve { own, area, asked }
    }

    pub(super) fn late(self) -> Self {
        Self(self.0 | LATE)
    }

    pub(super) fn is_late(self) -> bool {
        self.0 & LATE != 0
    }
}

/// The screens of a block: the flags of all beside each other, and the areas.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Screens {
    flags: Lanes,
    areas: Lanes,
}

impl Screens {
    pub(super) fn get(&self, at: usize) -> Screen {
        Screen(u32::from(lanes::get(&self.flags, at)) | u32::from(lanes::get(&self.areas, at)) << AREA)
    }

    pub(super) fn set(&mut self, at: usize, screen: Screen) {
        lanes::set(&mut self.flags, at, screen.0 as u16);
        lanes::set(&mut self.areas, at, (screen.0 >> AREA) as u16);
    }

    /// Those who are [late](Screen::is_late), one bit each.
    #[inline]
    pub(super) fn late(&self) -> u8 {
        let late = Lanes::splat(LATE as i16);
        lanes::set_of((self.flags & late).simd_eq(late))
    }
}

/// A screen, prepared for being held against eight others at once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sieve {
    own: Lanes,
    area: Lanes,
    asked: Lanes,
}

impl Sieve {
    /// Those who [match](Screen::matches), one bit each.
    #[inline]
    pub(super) fn passing(self, others: &Screens) -> u8 {
        let (all, carry) = (Lanes::splat(ANY_SEX as i16), Lanes::splat(ANY_SEX as i16 + 1));
        let none = Lanes::default();
        let met = others.flags & self.asked;
        let accepting: Lanes = met >> ACCEPTED;
        let both = ((met & all) + all) & (accepting + all) & carry;
        let near_is_asked = (self.own | others.flags) & Lanes::splat(NEAR as i16);
        let near = near_is_asked.simd_eq(none) | others.areas.simd_eq(self.area);
        lanes::set_of(!both.simd_eq(none) & near)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_at_once_pass_as_one_does() {
        let flags = (0..1_u32 << AREA).step_by(7);
        let screens: Vec<_> = flags.map(|flags| Screen(flags & 0x7FF | (flags % 3) << AREA)).collect();
        for own in screens.iter().step_by(97) {
            for others in screens.chunks_exact(lanes::LANES).step_by(11) {
                let mut all = Screens::default();
                others.iter().enumerate().for_each(|(at, &it)| all.set(at, it));
                let passing = own.sieve().passing(&all);
                let late = all.late();
                for (at, &other) in others.iter().enumerate() {
                    assert_eq!(passing >> at & 1 != 0, own.matches(other), "{own:?} {other:?}");
                    assert_eq!((late >> at & 1 != 0, all.get(at)), (other.is_late(), other));
                }
            }
        }
    }
}
