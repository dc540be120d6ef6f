//! A ticket's record: the ticket and what the pool knows about it.

use crate::{Keyword, Member, PoolConfig, Recent, Ticket};

use super::links::Links;
pub(super) use super::slab::Key;

/// The place of a ticket in the order of age: the earlier born first, then the earlier joined.
pub(crate) type Age = (i64, u64);

pub(crate) struct Record {
    /// With its blocks sorted.
    pub(crate) ticket: Ticket,
    /// The how-manieth ticket this is: decides between tickets born in the same millisecond.
    pub(super) seq: u64,
    pub(super) place: Place,
    /// When the ticket is to be looked at, if it is on the wheel.
    pub(super) due_ms: Option<i64>,
    pub(super) wheel: Links,
    pub(super) ages: Links,
    /// One bit of 64 for each user in the lists of those to keep away from: whoever's bit is not set is in none.
    avoided: u64,
    /// The partners of proposals that failed a moment ago; hardly anybody has any.
    cooling: Option<Box<Cooling>>,
}

/// Behind a box, so that a record is small.
struct Cooling(Vec<Recent>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Waiting, but no candidate: its owner could not be told of a match.
    Aside,
    /// Waiting and listed, at this position of the draw.
    Candidate { position: u32 },
    /// Part of an open proposal.
    Reserved { match_id: u64 },
}

impl Record {
    pub(crate) fn new(mut ticket: Ticket, seq: u64) -> Self {
        ticket.blocks.sort_unstable();
        ticket.blocks.dedup();
        once_each(&mut ticket.interests);
        let recents = ticket.recents.iter().map(|recent| recent.user);
        let avoided = ticket.blocks.iter().copied().chain(recents).fold(0, |set, user| set | bit(user));
        Self {
            avoided,
            ticket,
            seq,
            place: Place::Aside,
            due_ms: None,
            wheel: Links::ALONE,
            ages: Links::ALONE,
            cooling: None,
        }
    }

    pub(crate) fn age(&self) -> Age {
        (self.ticket.born_ms, self.seq)
    }

    pub(crate) fn member(&self) -> Member {
        let Ticket { id, user, generation, .. } = self.ticket;
        Member { ticket: id, user, generation }
    }

    /// When the ticket is over: a wish never outlives its owner's reach.
    pub(crate) fn end_ms(&self, config: &PoolConfig) -> i64 {
        self.ticket.expires_ms.min(self.ticket.reach.end_ms(config))
    }

    pub(crate) fn is_proposable(&self, config: &PoolConfig, now_ms: i64) -> bool {
        now_ms < self.ticket.expires_ms && self.ticket.reach.is_proposable(config, now_ms)
    }

    /// Whether the lists need be searched at all: if not, `user` is in none of them.
    pub(super) fn may_avoid(&self, user: u64) -> bool {
        self.avoided & bit(user) != 0
    }

    pub(super) fn has_blocked(&self, user: u64) -> bool {
        self.ticket.blocks.binary_search(&user).is_ok()
    }

    pub(crate) fn block(&mut self, user: u64) {
        self.avoided |= bit(user);
        if let Err(free) = self.ticket.blocks.binary_search(&user) {
            self.ticket.blocks.insert(free, user);
        }
    }

    /// Keeps `user` away until `until_ms`, and forgets those whose time has passed.
    pub(crate) fn cool(&mut self, user: u64, until_ms: i64, now_ms: i64) {
        let Cooling(mut partners) = self.cooling.take().map_or(Cooling(Vec::new()), |it| *it);
        partners.retain(|past| past.user != user && now_ms < past.until_ms);
        if now_ms < until_ms {
            self.avoided |= bit(user);
            partners.push(Recent::new(user, until_ms));
        }
        self.cooling = (!partners.is_empty()).then(|| Box::new(Cooling(partners)));
    }

    /// Whether `user` is kept away for a while: met not long ago, or part of a proposal that just failed.
    pub(super) fn keeps_away(&self, user: u64, now_ms: i64) -> bool {
        self.away().any(|recent| recent.user == user && now_ms < recent.until_ms)
    }

    /// The first moment after `now_ms` at which the rules may say something else about this candidate.
    pub(crate) fn next_change_ms(&self, config: &PoolConfig, now_ms: i64) -> Option<i64> {
        let ends = [Some(self.end_ms(config)), self.ticket.reach.proposable_until_ms(config)];
        let returns = self.away().map(|recent| recent.until_ms);
        let step = config.widening.next_ms(self.ticket.born_ms, now_ms);
        ends.into_iter().flatten().chain(step).chain(returns).filter(|&at| at > now_ms).min()
    }

    fn away(&self) -> impl Iterator<Item = &Recent> {
        let cooling = self.cooling.as_deref().into_iter().flat_map(|it| &it.0);
        self.ticket.recents.iter().chain(cooling)
    }
}

/// One of 64 bits, chosen by all of the key: callers may number their users 1, 2, 3.
fn bit(user: u64) -> u64 {
    1 << (user.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 58)
}

/// Strikes out what came before in the list.
fn once_each(interests: &mut Vec<Keyword>) {
    let mut kept = 0;
    for at in 0..interests.len() {
        let Some((known, rest)) = interests.split_at_mut_checked(at) else { break };
        let (Some(known), Some(&interest)) = (known.get(..kept), rest.first()) else { break };
        if !known.contains(&interest) {
            if let Some(place) = interests.get_mut(kept) {
                *place = interest;
            }
            kept += 1;
        }
    }
    interests.truncate(kept);
}
