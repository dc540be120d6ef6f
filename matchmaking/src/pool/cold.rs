//! What the pool asks of a ticket seldom, or only once it is likely to win.

use crate::{Keyword, Mood, PoolConfig, Profile, Reachability, Recent, Ticket, Wishes};

use super::past::Pasts;

/// How many interests stand in the record itself.
const INLINE: usize = 3;

/// The part of a ticket beside its [`Hot`](super::hot::Hot) one.
pub(super) struct Cold {
    interests: [Keyword; INLINE],
    interest_count: u8,
    pub(super) mood: Option<Mood>,
    pub(super) profile: Profile,
    pub(super) wishes: Wishes,
    pasts: Pasts,
    pub(super) expires_ms: i64,
    pub(super) reach: Reachability,
    /// What has no room here; hardly anybody has any.
    more: Option<Box<More>>,
}

/// Behind a box, so that a record is small.
#[derive(Default)]
struct More {
    /// All interests, where they are more than stand in the record.
    interests: Vec<Keyword>,
    /// Sorted, each once.
    blocks: Vec<u64>,
    recents: Vec<Recent>,
    /// The partners of proposals that failed a moment ago.
    cooling: Vec<Recent>,
}

impl Cold {
    /// What stands in a slot before anybody does.
    pub(super) fn vacant() -> Self {
        Self::new(Ticket::new(0, 0, 0, 0, Reachability::Pull { last_seen_ms: 0 }))
    }

    /// Of a [tidied](Ticket::tidied) ticket.
    pub(super) fn new(ticket: Ticket) -> Self {
        let Ticket { born_ms, expires_ms, reach, profile, wishes, mood, .. } = ticket;
        let interest_count = u8::try_from(ticket.interests.len()).unwrap_or(u8::MAX);
        let mut cold = Self {
            interests: [Keyword(0); INLINE],
            interest_count,
            mood,
            profile,
            wishes,
            pasts: Pasts::default(),
            expires_ms,
            reach,
            more: None,
        };
        let recents = cold.pasts.fill(born_ms, &ticket.recents);
        for (place, interest) in cold.interests.iter_mut().zip(&ticket.interests) {
            *place = *interest;
        }
        let many = ticket.interests.len() > INLINE;
        if many || !ticket.blocks.is_empty() || !recents.is_empty() {
            let interests = if many { ticket.interests } else { Vec::new() };
            cold.more =
                Some(Box::new(More { interests, blocks: ticket.blocks, recents, cooling: Vec::new() }));
        }
        cold
    }

    /// Whether something of it has no room here.
    pub(super) fn holds_more(&self) -> bool {
        self.more.is_some()
    }

    /// Lets go of what a ticket that has gone holds elsewhere.
    pub(super) fn forget(&mut self) {
        self.more = None;
    }

    pub(super) fn interests(&self) -> &[Keyword] {
        let inline = self.interests.get(..usize::from(self.interest_count));
        inline.unwrap_or_else(|| self.more.as_deref().map_or(&[], |more| &more.interests))
    }

    pub(super) fn blocks(&self) -> &[u64] {
        self.more.as_deref().map_or(&[], |more| &more.blocks)
    }

    pub(super) fn has_blocked(&self, user: u64) -> bool {
        self.blocks().binary_search(&user).is_ok()
    }

    pub(super) fn block(&mut self, user: u64) {
        let blocks = &mut self.more.get_or_insert_default().blocks;
        if let Err(free) = blocks.binary_search(&user) {
            blocks.insert(free, user);
        }
    }

    /// Keeps `user` away until `until_ms`, and forgets those whose time has passed.
    pub(super) fn cool(&mut self, user: u64, until_ms: i64, now_ms: i64) {
        if now_ms < until_ms || self.more.is_some() {
            let partners = &mut self.more.get_or_insert_default().cooling;
            partners.retain(|past| past.user != user && now_ms < past.until_ms);
            if now_ms < until_ms {
                partners.push(Recent::new(user, until_ms));
            }
        }
    }

    /// Whether `user` is kept away for a while: met not long ago, or part of a proposal that just failed.
    pub(super) fn keeps_away(&self, user: u64, born_ms: i64, now_ms: i64) -> bool {
        self.pasts.has(user, now_ms.saturating_sub(born_ms))
            || self.away().any(|recent| recent.user == user && now_ms < recent.until_ms)
    }

    /// The first moment after `now_ms` at which the rules may say something else about this candidate.
    pub(super) fn next_change_ms(&self, config: &PoolConfig, born_ms: i64, now_ms: i64) -> Option<i64> {
        let after = self.pasts.next_after(now_ms.saturating_sub(born_ms));
        let returns = after.map(|after| born_ms.saturating_add(i64::from(after)));
        let ends = [Some(self.end_ms(config)), self.reach.proposable_until_ms(config), returns];
        let step = config.widening.next_ms(born_ms, now_ms);
        let later = self.away().map(|recent| recent.until_ms);
        ends.into_iter().flatten().chain(step).chain(later).filter(|&at| at > now_ms).min()
    }

    /// When the ticket is over: a wish never outlives its owner's reach.
    pub(super) fn end_ms(&self, config: &PoolConfig) -> i64 {
        self.expires_ms.min(self.reach.end_ms(config))
    }

    /// Those kept away who have no room in the record.
    fn away(&self) -> impl Iterator<Item = &Recent> {
        self.more.as_deref().into_iter().flat_map(|more| more.recents.iter().chain(&more.cooling))
    }
}
