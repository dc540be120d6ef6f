//! The few attributes by which most of those who may not meet are told apart in passing.

use crate::{Sex, Sexes, Ticket};

/// What a ticket is and firmly wants, in 32 bits. Two whose screens do not match may not meet, whatever the time; two
/// whose screens do, may or may not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Screen(u32);

const UNSTATED: u32 = 0b1000;
const ANY_SEX: u32 = 0b1111;
const ACCEPTED: u32 = 4;
const NEAR: u32 = 1 << 8;
const LATE: u32 = 1 << 9;
const AREA: u32 = 16;

impl Screen {
    pub(crate) fn of(ticket: &Ticket) -> Self {
        let own = ticket.profile.sex.map_or(UNSTATED, |sex: Sex| u32::from(Sexes::from(sex).bits()));
        let accepted = match ticket.wishes.sex {
            Some(wish) if wish.firm => u32::from(wish.value.bits()),
            _ => ANY_SEX,
        };
        let near = ticket.wishes.nearness.is_some_and(|wish| wish.firm);
        let area = ticket.profile.region.map_or(0, |region| 1 + region.area % 0xFFFF);
        Self(own | accepted << ACCEPTED | if near { NEAR } else { 0 } | area << AREA)
    }

    /// Whether the two may be able to meet. Symmetric.
    pub(crate) fn matches(self, other: Self) -> bool {
        let accepts = |a: Self, b: Self| a.0 >> ACCEPTED & b.0 & ANY_SEX != 0;
        let near = (self.0 | other.0) & NEAR == 0 || self.0 >> AREA == other.0 >> AREA;
        near && accepts(self, other) && accepts(other, self)
    }

    pub(super) fn late(self) -> Self {
        Self(self.0 | LATE)
    }

    pub(super) fn is_late(self) -> bool {
        self.0 & LATE != 0
    }
}
