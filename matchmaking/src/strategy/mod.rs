//! Strategies: who is the best among those the hard rules allow.

mod blend;
mod fallback;
mod keyword;
mod mood;
mod random;

use crate::{Candidate, Candidates, Handle, Reasons, TicketRef};

pub use blend::{Blend, BlendConfig, BlendStage};
pub use fallback::Fallback;
pub use keyword::{KeywordConfig, Keywords};
pub use mood::{MoodConfig, Moods};
pub use random::Random;

/// Chooses a partner for one ticket among the candidates the pool allows.
///
/// A strategy cannot break a hard rule: [`Candidates`] shows only tickets that are eligible for the seeker, and a
/// [`Choice`] can only be made of one of them. It may decline. Use a concrete type where speed matters and
/// `Box<dyn Strategy>` where the strategy is a setting.
///
/// To keep the pool deterministic a strategy must be so itself: no clock, no entropy but its seed.
///
/// ```
/// use matchmaking::{Candidates, Choice, Reason, Reasons, Strategy};
///
/// /// First come, first served.
/// struct Oldest;
///
/// impl Strategy for Oldest {
///     fn choose<'p>(&mut self, candidates: Candidates<'p>) -> Option<Choice<'p>> {
///         let candidate = candidates.oldest().next()?;
///         Some(Choice::new(candidate, Reasons::one(Reason::Random)))
///     }
/// }
/// ```
pub trait Strategy {
    /// Chooses one of `candidates` for [their seeker](Candidates::seeker), or declines.
    fn choose<'p>(&mut self, candidates: Candidates<'p>) -> Option<Choice<'p>>;

    /// Tells of every candidate worth comparing, each with what the pair would [weigh](Choice::weighing): asked instead
    /// of [`choose`](Strategy::choose) where pairs are made together ([`Mode::Hold`](crate::Mode::Hold)). Whoever is
    /// told twice counts once. Default: the one that `choose` chooses.
    fn rank<'p>(&mut self, candidates: Candidates<'p>, found: &mut dyn FnMut(Choice<'p>)) {
        self.choose(candidates).into_iter().for_each(found);
    }

    /// When to ask again for a seeker that was left without a partner though nothing else changes: for strategies
    /// that grow less demanding with age. A moment that is not after `now_ms` is ignored. Default: never.
    fn next_look_ms(&self, seeker: TicketRef<'_>, now_ms: i64) -> Option<i64> {
        let _ = (seeker, now_ms);
        None
    }

    /// A ticket became a candidate: a strategy with an index of its own enters it there. Default: nothing.
    fn entered(&mut self, handle: Handle, ticket: TicketRef<'_>) {
        let _ = (handle, ticket);
    }

    /// A ticket ceased to be a candidate. Default: nothing.
    fn left(&mut self, handle: Handle, ticket: TicketRef<'_>) {
        let _ = (handle, ticket);
    }
}

impl<S: Strategy + ?Sized> Strategy for Box<S> {
    fn choose<'p>(&mut self, candidates: Candidates<'p>) -> Option<Choice<'p>> {
        (**self).choose(candidates)
    }

    fn rank<'p>(&mut self, candidates: Candidates<'p>, found: &mut dyn FnMut(Choice<'p>)) {
        (**self).rank(candidates, found);
    }

    fn next_look_ms(&self, seeker: TicketRef<'_>, now_ms: i64) -> Option<i64> {
        (**self).next_look_ms(seeker, now_ms)
    }

    fn entered(&mut self, handle: Handle, ticket: TicketRef<'_>) {
        (**self).entered(handle, ticket);
    }

    fn left(&mut self, handle: Handle, ticket: TicketRef<'_>) {
        (**self).left(handle, ticket);
    }
}

/// What a [`Strategy`] decided: whom, and why.
#[derive(Clone, Copy, Debug)]
pub struct Choice<'p> {
    pub(crate) candidate: Candidate<'p>,
    pub(crate) reasons: Reasons,
    pub(crate) weight: u32,
}

impl<'p> Choice<'p> {
    /// The seeker is to meet `candidate`, because of `reasons`.
    #[must_use]
    pub const fn new(candidate: Candidate<'p>, reasons: Reasons) -> Self {
        Self { candidate, reasons, weight: 0 }
    }

    /// This choice, with what the pair weighs beside others: the more the better. Default 0.
    #[must_use]
    pub const fn weighing(self, weight: u32) -> Self {
        Self { weight, ..self }
    }
}
