//! What the pool asks of a ticket again and again: one cache line of it.

use crate::index::Screen;
use crate::{PoolConfig, Ticket};

use super::links::Links;

/// The place of a ticket in the order of age: the earlier born first, then the earlier joined.
///
/// The number of joining is the slab's generation and begins again after four billion tickets: then, of two born in the
/// same millisecond, the later joined may once count as older.
pub(crate) type Age = (i64, u32);

/// The part of a ticket that is read whenever somebody looks at it: 64 bytes, so that passing over it costs one look
/// into memory. The [rest](super::cold::Cold) is apart.
#[repr(align(64))]
pub(super) struct Hot {
    pub(super) id: u64,
    pub(super) user: u64,
    pub(super) born_ms: i64,
    /// The moment from which it is not to be proposed any more; [`i64::MIN`] if it cannot be now.
    pub(super) until_ms: i64,
    /// One bit of 64 for each user in the lists of those to keep away from: whoever's bit is not set is in none.
    avoided: u64,
    /// The how-manieth ticket this is; 0 in a free slot.
    pub(super) generation: u32,
    /// The neighbours by age; in a free slot `after` names the next free one.
    pub(super) ages: Links,
    pub(super) screen: Screen,
    pub(super) place: Place,
    minor: bool,
    /// Whether the cold part [holds something elsewhere](super::cold::Cold::holds_more), to be given back when the ticket
    /// goes: of most it need not be looked at then.
    pub(super) holds_more: bool,
}

/// Where a ticket stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Waiting, but no candidate: its owner could not be told of a match.
    Aside,
    /// Waiting and listed.
    Candidate,
    /// Part of an open proposal.
    Reserved,
}

impl Hot {
    pub(super) fn new(config: &PoolConfig, ticket: &Ticket) -> Self {
        let recents = ticket.recents.iter().map(|recent| recent.user);
        let avoided = ticket.blocks.iter().copied().chain(recents).fold(0, |set, user| set | bit(user));
        let Ticket { id, user, born_ms, .. } = *ticket;
        let screen = Screen::of(ticket);
        let minor = ticket.profile.is_minor(config.adult_from);
        Self {
            id,
            user,
            born_ms,
            until_ms: ticket.reach.proposable_until(config, ticket.expires_ms),
            avoided,
            generation: 0,
            place: Place::Aside,
            ages: Links::ALONE,
            screen,
            minor,
            holds_more: false,
        }
    }

    /// What stands in a slot before anybody does.
    pub(super) const fn free(next: u32) -> Self {
        Self {
            id: 0,
            user: 0,
            born_ms: 0,
            until_ms: i64::MIN,
            avoided: 0,
            generation: 0,
            place: Place::Aside,
            ages: Links { before: super::slab::NONE, after: next },
            screen: Screen::NONE,
            minor: false,
            holds_more: false,
        }
    }

    pub(super) fn age(&self) -> Age {
        (self.born_ms, self.generation)
    }

    pub(super) fn is_candidate(&self) -> bool {
        self.place == Place::Candidate
    }

    pub(super) fn is_reserved(&self) -> bool {
        self.place == Place::Reserved
    }

    /// Whether the lists need be searched at all: if not, `user` is in none of them.
    pub(super) fn may_avoid(&self, user: u64) -> bool {
        self.avoided & bit(user) != 0
    }

    pub(super) fn avoid(&mut self, user: u64) {
        self.avoided |= bit(user);
    }

    /// Whether the two may meet as far as this tells, which is nearly always all there is to it. Symmetric.
    pub(super) fn goes_with(&self, other: &Self, now_ms: i64) -> bool {
        self.user != other.user
            && self.minor == other.minor
            && now_ms < self.until_ms
            && now_ms < other.until_ms
            && self.screen.matches(other.screen)
    }
}

/// One of 64 bits, chosen by all of the key: callers may number their users 1, 2, 3.
fn bit(user: u64) -> u64 {
    1 << (user.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 58)
}

#[cfg(test)]
mod tests {
    use super::Hot;

    #[test]
    fn it_is_one_cache_line() {
        assert_eq!((size_of::<Hot>(), align_of::<Hot>()), (64, 64));
    }
}
