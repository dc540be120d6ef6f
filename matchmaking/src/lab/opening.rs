//! Opening: a strategy that lets a crowd gather first.

use crate::{Candidates, Choice, Handle, Strategy, TicketRef};

/// Declines until a moment, then is the strategy within: so a whole crowd is paired at once, whatever the mode.
///
/// ```
/// use matchmaking::lab::Opening;
/// use matchmaking::Random;
///
/// let strategy = Opening::new(1_000, Random::from_seed([7; 32]));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Opening<S> {
    at_ms: i64,
    strategy: S,
}

impl<S> Opening<S> {
    /// `strategy` from `at_ms` on.
    #[must_use]
    pub const fn new(at_ms: i64, strategy: S) -> Self {
        Self { at_ms, strategy }
    }
}

impl<S: Strategy> Strategy for Opening<S> {
    fn choose<'p>(&mut self, candidates: Candidates<'p>) -> Option<Choice<'p>> {
        if candidates.now_ms() < self.at_ms { None } else { self.strategy.choose(candidates) }
    }

    fn rank<'p>(&mut self, candidates: Candidates<'p>, found: &mut dyn FnMut(Choice<'p>)) {
        if candidates.now_ms() >= self.at_ms {
            self.strategy.rank(candidates, found);
        }
    }

    fn next_look_ms(&self, seeker: TicketRef<'_>, now_ms: i64) -> Option<i64> {
        if now_ms < self.at_ms { Some(self.at_ms) } else { self.strategy.next_look_ms(seeker, now_ms) }
    }

    fn entered(&mut self, handle: Handle, ticket: TicketRef<'_>) {
        self.strategy.entered(handle, ticket);
    }

    fn left(&mut self, handle: Handle, ticket: TicketRef<'_>) {
        self.strategy.left(handle, ticket);
    }
}
