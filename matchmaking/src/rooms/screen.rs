//! By what most rooms that cannot fit are told apart in passing.

use crate::TicketRef;

use super::open::Group;

/// What the people of a group are and firmly want, all together. Two groups whose screens do not match cannot share a
/// room, whatever the time; two whose screens do, may or may not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct GroupScreen {
    /// The sexes there are.
    own: u8,
    /// Those that everybody accepts.
    accepted: u8,
    minor: bool,
    size: u8,
}

impl GroupScreen {
    pub(super) fn of(group: Group<'_>) -> Self {
        let nobody = Self { own: 0, accepted: u8::MAX, minor: false, size: 0 };
        group.tickets().fold(nobody, Self::with)
    }

    fn with(self, ticket: TicketRef<'_>) -> Self {
        let (own, accepted) = ticket.screen().sexes();
        Self {
            own: self.own | own,
            accepted: self.accepted & accepted,
            // In one room all are, or none is.
            minor: ticket.is_minor(),
            size: self.size.saturating_add(1),
        }
    }

    /// Whether the two may be able to share a room for `max`. Symmetric.
    pub(super) fn matches(self, other: Self, max: u8) -> bool {
        let accepts = |one: Self, other: Self| other.own & !one.accepted == 0;
        accepts(self, other)
            && accepts(other, self)
            && self.minor == other.minor
            && self.size.saturating_add(other.size) <= max
    }
}
