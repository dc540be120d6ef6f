//! The few attributes by which most of those who may not meet are told apart in passing.

use crate::{Sex, Sexes, Ticket, Wishes};

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

    /// Whether the two may be able to meet. Symmetric.
    pub(crate) fn matches(self, other: Self) -> bool {
        self.sieve().passes(other)
    }

    /// The same, prepared for being asked of many.
    pub(crate) fn sieve(self) -> Sieve {
        let asked = self.0 >> ACCEPTED & ANY_SEX | (self.0 & ANY_SEX) << ACCEPTED;
        Sieve { own: self.0, asked }
    }

    pub(super) fn late(self) -> Self {
        Self(self.0 | LATE)
    }

    pub(super) fn is_late(self) -> bool {
        self.0 & LATE != 0
    }
}

/// A screen, prepared for being held against many others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sieve {
    own: u32,
    /// Of the other's bits: one of the lower four must be set, so that it is accepted, and one of the upper four, so that
    /// it accepts.
    asked: u32,
}

impl Sieve {
    /// Without a branch: who passes is anybody's guess, also the processor's.
    #[inline]
    pub(crate) fn passes(self, other: Screen) -> bool {
        let met = other.0 & self.asked;
        // Adding 15 carries out of four bits unless they are all 0.
        let both = ((met & ANY_SEX) + ANY_SEX) & ((met >> ACCEPTED) + ANY_SEX) & (ANY_SEX + 1);
        let apart = (self.own ^ other.0) >> AREA;
        let near_is_asked = (self.own | other.0) & NEAR;
        (both != 0) & ((near_is_asked == 0) | (apart == 0))
    }
}
