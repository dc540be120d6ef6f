//! Fall-back: one strategy, and after a while another.

use crate::{Candidates, Choice, Handle, Strategy, TicketRef};

/// One strategy first; for pairs of whom one has waited long enough also another. Stages are made by nesting.
///
/// ```
/// use matchmaking::{Fallback, KeywordConfig, Keywords, MoodConfig, Moods, Random};
///
/// let mut words = KeywordConfig::default();
/// words.anyone_after_ms = None;
/// let moods_then_chance = Fallback::new(Moods::new(MoodConfig::default()), 20_000, Random::from_seed([7; 32]));
/// let strategy = Fallback::new(Keywords::new(words), 5_000, moods_then_chance);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Fallback<A, B> {
    first: A,
    after_ms: u32,
    then: B,
}

impl<A: Strategy, B: Strategy> Fallback<A, B> {
    /// `first`, and if it declines for a pair of whom one has waited `after_ms` milliseconds, `then`.
    #[must_use]
    pub const fn new(first: A, after_ms: u32, then: B) -> Self {
        Self { first, after_ms, then }
    }
}

impl<A: Strategy, B: Strategy> Strategy for Fallback<A, B> {
    fn choose<'p>(&mut self, candidates: Candidates<'p>) -> Option<Choice<'p>> {
        let after = i64::from(self.after_ms);
        self.first.choose(candidates).or_else(|| self.then.choose(candidates.waited(after)))
    }

    /// What `first` ranks; those left over are chosen for by both.
    fn rank<'p>(&mut self, candidates: Candidates<'p>, found: &mut dyn FnMut(Choice<'p>)) {
        self.first.rank(candidates, found);
    }

    fn next_look_ms(&self, seeker: TicketRef<'_>, now_ms: i64) -> Option<i64> {
        let own = Some(seeker.born_ms().saturating_add(i64::from(self.after_ms)));
        let wishes = [own, self.first.next_look_ms(seeker, now_ms), self.then.next_look_ms(seeker, now_ms)];
        wishes.into_iter().flatten().filter(|&at| at > now_ms).min()
    }

    fn entered(&mut self, handle: Handle, ticket: TicketRef<'_>) {
        self.first.entered(handle, ticket);
        self.then.entered(handle, ticket);
    }

    fn left(&mut self, handle: Handle, ticket: TicketRef<'_>) {
        self.first.left(handle, ticket);
        self.then.left(handle, ticket);
    }
}
