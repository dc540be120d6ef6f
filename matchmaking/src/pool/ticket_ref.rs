//! A ticket as the pool holds it: packed, and seen through a reference.

use std::fmt;

use crate::index::Screen;
use crate::preferences::fit;
use crate::{Keyword, Member, Mood, PoolConfig, Profile, Reachability, Wishes};

use super::agenda::Agenda;
use super::cold::Cold;
use super::hot::{Age, Hot};

/// A ticket as the pool holds it. Cheap to copy.
///
/// It tells what a strategy may decide by. Whom a user met of late is the pool's business alone:
/// [`Candidates`](crate::Candidates) shows nobody who must not be met.
///
/// ```
/// # use matchmaking::{Command, Keyword, Pool, PoolConfig, Random, Reachability, Ticket};
/// let mut pool = Pool::new(PoolConfig::default(), Random::from_seed([0; 32]));
/// let mut ticket = Ticket::new(1, 100, 0, 600_000, Reachability::Pull { last_seen_ms: 0 });
/// ticket.interests = vec![Keyword::of("爬山")];
/// pool.apply(0, Command::Join(ticket), &mut Vec::new())?;
/// let held = pool.ticket(1).expect("it waits");
/// assert_eq!((held.user(), held.interests()), (100, &[Keyword::of("爬山")][..]));
/// # Ok::<(), matchmaking::PoolError>(())
/// ```
#[derive(Clone, Copy)]
pub struct TicketRef<'p> {
    pub(super) hot: &'p Hot,
    pub(super) agenda: &'p Agenda,
    pub(super) cold: &'p Cold,
}

impl<'p> TicketRef<'p> {
    /// The caller's key of the ticket.
    #[must_use]
    pub fn id(self) -> u64 {
        self.hot.id
    }

    /// The caller's key of the user who wishes.
    #[must_use]
    pub fn user(self) -> u64 {
        self.hot.user
    }

    /// The generation the caller's store holds for it.
    #[must_use]
    pub fn generation(self) -> u32 {
        self.agenda.generation
    }

    /// When the wish was made, milliseconds.
    #[must_use]
    pub fn born_ms(self) -> i64 {
        self.hot.born_ms
    }

    /// When the wish ends by itself, milliseconds.
    #[must_use]
    pub fn expires_ms(self) -> i64 {
        self.cold.expires_ms
    }

    /// How the owner can be told of a match: as it was when last touched.
    #[must_use]
    pub fn reach(self) -> Reachability {
        self.cold.reach
    }

    /// What the user is.
    #[must_use]
    pub fn profile(self) -> &'p Profile {
        &self.cold.profile
    }

    /// What the user wishes of a partner.
    #[must_use]
    pub fn wishes(self) -> &'p Wishes {
        &self.cold.wishes
    }

    /// What the user would like to talk about, the weightiest first, each once.
    #[must_use]
    pub fn interests(self) -> &'p [Keyword] {
        self.cold.interests()
    }

    /// How the user feels, if known.
    #[must_use]
    pub fn mood(self) -> Option<Mood> {
        self.cold.mood
    }

    /// Whom the user is never to meet as far as this ticket says, in order and each once: the blocks it brought and
    /// those that arrived since.
    #[must_use]
    pub fn blocks(self) -> &'p [u64] {
        self.cold.blocks()
    }

    pub(crate) fn screen(self) -> Screen {
        self.hot.screen
    }

    /// The place in the order of age: the smaller, the older.
    pub(crate) fn age(self) -> Age {
        self.hot.age()
    }

    pub(crate) fn member(self) -> Member {
        Member { ticket: self.hot.id, user: self.hot.user, generation: self.agenda.generation }
    }

    pub(crate) fn is_proposable(self, now_ms: i64) -> bool {
        now_ms < self.hot.until_ms
    }

    /// When the ticket is over: a wish never outlives its owner's reach.
    pub(crate) fn end_ms(self, config: &PoolConfig) -> i64 {
        self.cold.end_ms(config)
    }

    /// The first moment after `now_ms` at which the rules may say something else about it.
    pub(crate) fn next_change_ms(self, config: &PoolConfig, now_ms: i64) -> Option<i64> {
        self.cold.next_change_ms(config, self.hot.born_ms, now_ms)
    }

    /// The hard rules: whether the two may be proposed to each other at `now_ms`, whatever a strategy would like.
    /// Symmetric.
    pub(crate) fn may_meet(self, other: Self, config: &PoolConfig, now_ms: i64) -> bool {
        self.hot.goes_with(other.hot, now_ms)
            && !self.avoids(other.hot.user, now_ms)
            && !other.avoids(self.hot.user, now_ms)
            && self.fits(other, config, now_ms)
    }

    fn avoids(self, user: u64, now_ms: i64) -> bool {
        self.hot.may_avoid(user)
            && (self.cold.keeps_away(user, self.hot.born_ms, now_ms) || self.cold.has_blocked(user))
    }

    fn fits(self, other: Self, config: &PoolConfig, now_ms: i64) -> bool {
        if self.hot.screen.says_all() && other.hot.screen.says_all() {
            return true;
        }
        let age_ms = now_ms.saturating_sub(self.hot.born_ms.min(other.hot.born_ms));
        let slack = config.widening.slack(age_ms);
        fit(self.wishes(), self.profile(), other.profile(), slack)
            && fit(other.wishes(), other.profile(), self.profile(), slack)
    }
}

/// A ticket about which something changes.
pub(crate) struct TicketMut<'p> {
    pub(super) hot: &'p mut Hot,
    pub(super) agenda: &'p mut Agenda,
    pub(super) cold: &'p mut Cold,
}

impl TicketMut<'_> {
    pub(crate) fn set_reach(&mut self, config: &PoolConfig, reach: Reachability) {
        self.cold.reach = reach;
        self.hot.until_ms = reach.proposable_until(config, self.cold.expires_ms);
    }

    pub(crate) fn block(&mut self, user: u64) {
        self.hot.avoid(user);
        self.cold.block(user);
        self.hot.holds_more = self.cold.holds_more();
    }

    /// Keeps `user` away until `until_ms`.
    pub(crate) fn cool(&mut self, user: u64, until_ms: i64, now_ms: i64) {
        self.hot.avoid(user);
        self.cold.cool(user, until_ms, now_ms);
        self.hot.holds_more = self.cold.holds_more();
    }
}

/// Numbers only, as of a [`Ticket`](crate::Ticket).
impl fmt::Debug for TicketRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TicketRef")
            .field("id", &self.hot.id)
            .field("user", &self.hot.user)
            .field("generation", &self.agenda.generation)
            .field("born_ms", &self.hot.born_ms)
            .field("expires_ms", &self.cold.expires_ms)
            .field("reach", &self.cold.reach)
            .field("interests", &self.cold.interests().len())
            .finish_non_exhaustive()
    }
}
