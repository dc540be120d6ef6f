//! Moods: those whose feelings go together meet.

mod feelings;

use std::num::NonZeroU32;

use crate::{Candidate, Candidates, Choice, Compatibility, Handle, Reason, Reasons, Strategy, TicketRef};

pub(super) use feelings::Feelings;

/// The settings of [`Moods`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MoodConfig {
    /// Which moods go together.
    pub compatibility: Compatibility,
    /// How many candidates are looked at for one seeker. Default 16.
    pub look: NonZeroU32,
    /// How long one of the two must have waited before they meet whatever their moods, milliseconds; `None` for never.
    /// Default 10 seconds.
    pub anyone_after_ms: Option<u32>,
}

impl Default for MoodConfig {
    fn default() -> Self {
        Self {
            compatibility: Compatibility::default(),
            look: NonZeroU32::MIN.saturating_add(15),
            anyone_after_ms: Some(10_000),
        }
    }
}

/// Lets those meet whose moods go together.
///
/// The candidates of the class that goes best with the seeker's are looked at first, the oldest of these first; the
/// best by [`Compatibility::score`] wins, among equals the older. Those of whom no mood is known meet each other.
///
/// ```
/// use matchmaking::{Command, Emotion, Event, Mood, MoodConfig, Moods, Pool, PoolConfig, Reachability, Reason, Ticket};
///
/// let mut pool = Pool::new(PoolConfig::default(), Moods::new(MoodConfig::default()));
/// let reach = Reachability::Pull { last_seen_ms: 0 };
/// let mut events = Vec::new();
/// for (user, emotion) in [(1, Emotion::Anger), (2, Emotion::Fear), (3, Emotion::Like)] {
///     let mut ticket = Ticket::new(user, user, 0, 600_000, reach);
///     ticket.mood = Some(Mood::only(emotion));
///     pool.apply(0, Command::Join(ticket), &mut events)?;
/// }
/// let [Event::Proposed { older, newer, reasons, .. }] = events[..] else { panic!("{events:?}") };
/// assert_eq!((older.user, newer.user), (2, 3));
/// let fitting = Reason::FittingMoods { one: Emotion::Like, other: Emotion::Fear };
/// assert_eq!(reasons.iter().next(), Some(fitting));
/// # Ok::<(), matchmaking::PoolError>(())
/// ```
pub struct Moods {
    config: MoodConfig,
    feelings: Feelings,
}

impl Moods {
    /// A strategy without candidates.
    #[must_use]
    pub fn new(config: MoodConfig) -> Self {
        Self { config, feelings: Feelings::new(config.compatibility) }
    }

    fn choice<'p>(&self, seeker: TicketRef<'_>, candidate: Candidate<'p>, otherwise: Reason) -> Choice<'p> {
        let reason = self.feelings.reason(seeker, candidate.ticket()).unwrap_or(otherwise);
        let weight = self.feelings.weight(seeker, candidate.ticket());
        Choice::new(candidate, Reasons::one(reason)).weighing(weight)
    }
}

impl Strategy for Moods {
    fn choose<'p>(&mut self, candidates: Candidates<'p>) -> Option<Choice<'p>> {
        let seeker = candidates.seeker();
        if let Some(best) = self.feelings.best(candidates, self.config.look) {
            return Some(self.choice(seeker, best, Reason::NothingNamed));
        }
        let after = i64::from(self.config.anyone_after_ms?);
        let anyone = candidates.waited(after).oldest().next()?;
        Some(self.choice(seeker, anyone, Reason::LongestWait))
    }

    fn rank<'p>(&mut self, candidates: Candidates<'p>, found: &mut dyn FnMut(Choice<'p>)) {
        let seeker = candidates.seeker();
        self.feelings.each(candidates, self.config.look, &mut |candidate| {
            found(self.choice(seeker, candidate, Reason::NothingNamed));
        });
    }

    fn next_look_ms(&self, seeker: TicketRef<'_>, now_ms: i64) -> Option<i64> {
        let after = self.config.anyone_after_ms?;
        Some(seeker.born_ms().saturating_add(i64::from(after))).filter(|&at| at > now_ms)
    }

    fn entered(&mut self, handle: Handle, ticket: TicketRef<'_>) {
        self.feelings.entered(handle, ticket);
    }

    fn left(&mut self, handle: Handle, _: TicketRef<'_>) {
        self.feelings.left(handle);
    }
}

impl std::fmt::Debug for Moods {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Moods").field("config", &self.config).finish_non_exhaustive()
    }
}
