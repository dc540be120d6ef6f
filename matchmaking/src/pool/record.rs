//! A ticket's record: the ticket and what the pool knows about it.

use crate::{Member, PoolConfig, Recent, Ticket};

/// A slot of 32 bits and the generation of its use: a key of a ticket that is gone finds nothing.
pub(super) type Key = slotmap::DefaultKey;

/// The place of a ticket in the order of age: the earlier born first, then the earlier joined.
pub(super) type Age = (i64, u64);

pub(super) struct Record {
    /// With its blocks sorted.
    pub(super) ticket: Ticket,
    /// The how-manieth ticket this is: decides between tickets born in the same millisecond.
    pub(super) seq: u64,
    pub(super) place: Place,
    /// The moment under which the ticket is entered in the deadlines.
    pub(super) due_ms: Option<i64>,
    /// The partners of proposals that failed a moment ago.
    pub(super) cooling: Vec<Recent>,
}

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
    pub(super) fn new(mut ticket: Ticket, seq: u64) -> Self {
        ticket.blocks.sort_unstable();
        ticket.blocks.dedup();
        Self { ticket, seq, place: Place::Aside, due_ms: None, cooling: Vec::new() }
    }

    pub(super) fn age(&self) -> Age {
        (self.ticket.born_ms, self.seq)
    }

    pub(super) fn member(&self) -> Member {
        let Ticket { id, user, generation, .. } = self.ticket;
        Member { ticket: id, user, generation }
    }

    /// When the ticket is over: a wish never outlives its owner's reach.
    pub(super) fn end_ms(&self, config: &PoolConfig) -> i64 {
        self.ticket.expires_ms.min(self.ticket.reach.end_ms(config))
    }

    pub(super) fn is_proposable(&self, config: &PoolConfig, now_ms: i64) -> bool {
        now_ms < self.ticket.expires_ms && self.ticket.reach.is_proposable(config, now_ms)
    }

    pub(super) fn has_blocked(&self, user: u64) -> bool {
        self.ticket.blocks.binary_search(&user).is_ok()
    }

    pub(super) fn block(&mut self, user: u64) {
        if let Err(free) = self.ticket.blocks.binary_search(&user) {
            self.ticket.blocks.insert(free, user);
        }
    }

    /// Keeps `user` away until `until_ms`, and forgets those whose time has passed.
    pub(super) fn cool(&mut self, user: u64, until_ms: i64, now_ms: i64) {
        self.cooling.retain(|past| past.user != user && now_ms < past.until_ms);
        if now_ms < until_ms {
            self.cooling.push(Recent::new(user, until_ms));
        }
    }

    /// Whether `user` is kept away for a while: met not long ago, or part of a proposal that just failed.
    pub(super) fn keeps_away(&self, user: u64, now_ms: i64) -> bool {
        self.away().any(|recent| recent.user == user && now_ms < recent.until_ms)
    }

    /// The first moment after `now_ms` at which the rules may say something else about this candidate.
    pub(super) fn next_change_ms(&self, config: &PoolConfig, now_ms: i64) -> Option<i64> {
        let ends = [Some(self.end_ms(config)), self.ticket.reach.proposable_until_ms(config)];
        let returns = self.away().map(|recent| recent.until_ms);
        ends.into_iter().flatten().chain(returns).filter(|&at| at > now_ms).min()
    }

    fn away(&self) -> impl Iterator<Item = &Recent> {
        self.ticket.recents.iter().chain(&self.cooling)
    }
}
