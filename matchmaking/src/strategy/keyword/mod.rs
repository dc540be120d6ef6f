//! Keyword: those with rare interests in common meet.

mod config;
mod estimate;
mod interests;
mod leads;
mod search;
#[cfg(test)]
mod tests;

use crate::{Candidates, Choice, Handle, Reason, Reasons, Strategy, TicketRef};

pub use config::KeywordConfig;
pub(super) use interests::Interests;

/// How many of the oldest candidates are looked at for one who goes first.
const FIRST_LOOK: usize = 32;

/// Lets those meet who share interests, the rarer the better.
///
/// For a seeker the candidates with their rarest interest are looked at first, the oldest of these first, until
/// [`KeywordConfig::look`] have been; the one who shares the most wins, where a shared interest weighs the more the
/// fewer have it, and among equals the older. Those who have named nothing meet each other. After a while anybody will
/// do ([`KeywordConfig::anyone_after_ms`]), and at last goes first ([`KeywordConfig::first_after_ms`]), so that nobody
/// is left waiting for a word that nobody says.
///
/// A ticket is found by its first eight interests; all of them count once it is found.
///
/// ```
/// use matchmaking::{Command, Event, Keyword, KeywordConfig, Keywords, Pool, PoolConfig, Reachability, Reason, Ticket};
///
/// let mut pool = Pool::new(PoolConfig::default(), Keywords::new(KeywordConfig::default()));
/// let reach = Reachability::Pull { last_seen_ms: 0 };
/// let mut events = Vec::new();
/// for (user, words) in [(1, ["猫", "爬山"]), (2, ["电影", "咖啡"]), (3, ["爬山", "电影院"])] {
///     let mut ticket = Ticket::new(user, user, 0, 600_000, reach);
///     ticket.interests = words.map(Keyword::of).into();
///     pool.apply(0, Command::Join(ticket), &mut events)?;
/// }
/// let [Event::Proposed { older, newer, reasons, .. }] = events[..] else { panic!("{events:?}") };
/// assert_eq!((older.user, newer.user), (1, 3));
/// assert_eq!(reasons.iter().next(), Some(Reason::SharedKeyword(Keyword::of("爬山"))));
/// # Ok::<(), matchmaking::PoolError>(())
/// ```
pub struct Keywords {
    config: KeywordConfig,
    interests: Interests,
}

impl Keywords {
    /// A strategy without candidates.
    #[must_use]
    pub fn new(config: KeywordConfig) -> Self {
        Self { config, interests: Interests::new() }
    }

    /// Whoever has waited for so long that they go first.
    fn first<'p>(&self, candidates: Candidates<'p>) -> Option<Choice<'p>> {
        let (first, anyone) = self.config.first_after_ms.zip(self.config.anyone_after_ms)?;
        let now = candidates.now_ms();
        let waited = |ticket: TicketRef<'_>| now.saturating_sub(ticket.born_ms()) >= i64::from(first);
        let mut oldest = candidates.waited(i64::from(anyone)).oldest_of(FIRST_LOOK);
        let candidate = oldest.next().filter(|it| waited(it.ticket()))?;
        Some(self.choice(candidate))
    }

    /// Anybody, once one of the two has waited for long enough.
    fn anyone<'p>(&self, candidates: Candidates<'p>) -> Option<Choice<'p>> {
        let after = i64::from(self.config.anyone_after_ms?);
        Some(self.choice(candidates.waited(after).oldest().next()?))
    }

    fn choice<'p>(&self, candidate: crate::Candidate<'p>) -> Choice<'p> {
        let shared = self.interests.shared(candidate.ticket()).map(Reason::SharedKeyword);
        let reasons = Reasons::collect(shared).unwrap_or(Reasons::one(Reason::LongestWait));
        Choice::new(candidate, reasons).weighing(self.interests.weight(candidate.ticket()))
    }
}

impl Strategy for Keywords {
    fn choose<'p>(&mut self, candidates: Candidates<'p>) -> Option<Choice<'p>> {
        self.interests.seek(candidates.seeker());
        let found = self.first(candidates);
        let found = found.or_else(|| self.interests.best(candidates, self.config.look));
        found.or_else(|| self.anyone(candidates))
    }

    fn rank<'p>(&mut self, candidates: Candidates<'p>, found: &mut dyn FnMut(Choice<'p>)) {
        self.interests.seek(candidates.seeker());
        self.interests.each(candidates, self.config.look, &mut |candidate| found(self.choice(candidate)));
    }

    fn next_look_ms(&self, seeker: TicketRef<'_>, now_ms: i64) -> Option<i64> {
        let after = self.config.anyone_after_ms?;
        Some(seeker.born_ms().saturating_add(i64::from(after))).filter(|&at| at > now_ms)
    }

    fn entered(&mut self, handle: Handle, ticket: TicketRef<'_>) {
        self.interests.entered(handle, ticket);
    }

    fn left(&mut self, handle: Handle, _: TicketRef<'_>) {
        self.interests.left(handle);
    }
}

impl std::fmt::Debug for Keywords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keywords").field("config", &self.config).finish_non_exhaustive()
    }
}
