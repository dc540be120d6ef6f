//! Widening: how soft wishes give way, step by step, the longer the older of two has waited.

use crate::PoolError;

/// How far soft wishes give way.
///
/// ```
/// use matchmaking::{RegionSlack, Slack};
///
/// let mut slack = Slack::default();
/// slack.age_years = 5;
/// slack.region = RegionSlack::Area;
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Slack {
    /// By how many years an age band grows on both sides; [`u8::MAX`] lets go of the wish.
    pub age_years: u8,
    /// How far a wish for nearness gives way.
    pub region: RegionSlack,
    /// Whether wishes for languages are let go of.
    pub languages: bool,
    /// Whether soft wishes for a sex are let go of.
    pub sex: bool,
}

impl Slack {
    /// Every soft wish is let go of.
    #[must_use]
    pub const fn all() -> Self {
        Self { age_years: u8::MAX, region: RegionSlack::Anywhere, languages: true, sex: true }
    }

    /// Whether `self` asks no more than `before` in any respect.
    fn is_wider_than(self, before: Self) -> bool {
        self.age_years >= before.age_years
            && self.region >= before.region
            && self.languages >= before.languages
            && self.sex >= before.sex
    }
}

/// How far a wish for nearness gives way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum RegionSlack {
    /// Not at all.
    #[default]
    Kept,
    /// The same area is near enough.
    Area,
    /// Anywhere will do.
    Anywhere,
}

/// One step of a [`Widening`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct WideningStep {
    /// How long the older of two must have waited, milliseconds.
    pub after_ms: u32,
    /// The whole slack from then on.
    pub slack: Slack,
}

impl WideningStep {
    /// From an age of `after_ms` on there is `slack`.
    #[must_use]
    pub const fn new(after_ms: u32, slack: Slack) -> Self {
        Self { after_ms, slack }
    }
}

/// The steps by which soft wishes give way; at most [`Widening::STEPS`]. Default: none.
///
/// The age of the older of two tickets decides for both, so a newcomer cannot set the clock back. Blocks, recent
/// partners, minors apart and firm wishes never give way.
///
/// ```
/// use matchmaking::{RegionSlack, Slack, Widening, WideningStep};
///
/// let mut first = Slack::default();
/// first.age_years = 5;
/// first.region = RegionSlack::Area;
/// let widening = Widening::new(&[WideningStep::new(20_000, first), WideningStep::new(60_000, Slack::all())])?;
/// assert_eq!(widening.slack(19_999), Slack::default());
/// assert_eq!(widening.slack(20_000), first);
/// assert_eq!(widening.last_after_ms(), 60_000);
/// # Ok::<(), matchmaking::PoolError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Widening {
    steps: [WideningStep; Self::STEPS],
    len: u8,
}

impl Widening {
    /// How many steps there are at most.
    pub const STEPS: usize = 6;

    /// A widening by `steps`.
    ///
    /// # Errors
    ///
    /// [`PoolError::Widening`] names the first step that does not come after the one before, or takes slack back, or
    /// is one too many.
    pub fn new(steps: &[WideningStep]) -> Result<Self, PoolError> {
        let mut widening = Self::default();
        let mut last: Option<WideningStep> = None;
        for (at, step) in steps.iter().enumerate() {
            let grows =
                last.is_none_or(|last| last.after_ms < step.after_ms && step.slack.is_wider_than(last.slack));
            let free = widening.steps.get_mut(at).filter(|_| grows);
            *free.ok_or(PoolError::Widening { step: at })? = *step;
            widening.len += 1;
            last = Some(*step);
        }
        Ok(widening)
    }

    /// The steps, the earliest first.
    pub fn steps(&self) -> impl Iterator<Item = WideningStep> + '_ {
        self.steps.iter().copied().take(usize::from(self.len))
    }

    /// The slack for two of whom the older has waited `age_ms`.
    #[must_use]
    pub fn slack(&self, age_ms: i64) -> Slack {
        let reached = self.steps().take_while(|step| i64::from(step.after_ms) <= age_ms);
        reached.last().map(|step| step.slack).unwrap_or_default()
    }

    /// The age of the last step, milliseconds; from then on nothing gives way any more. 0 without steps.
    #[must_use]
    pub fn last_after_ms(&self) -> u32 {
        self.steps().last().map_or(0, |step| step.after_ms)
    }

    /// The first moment after `now_ms` at which a ticket born at `born_ms` takes a step.
    pub(crate) fn next_ms(&self, born_ms: i64, now_ms: i64) -> Option<i64> {
        self.steps().map(|step| born_ms.saturating_add(i64::from(step.after_ms))).find(|&at| at > now_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn years(age_years: u8) -> Slack {
        Slack { age_years, ..Slack::default() }
    }

    #[test]
    fn steps_must_come_in_order_and_only_widen() {
        let step = WideningStep::new;
        assert_eq!(Widening::new(&[]).unwrap(), Widening::default());
        let refused = |steps: &[WideningStep]| Widening::new(steps).unwrap_err();
        assert_eq!(refused(&[step(5, years(1)), step(5, years(2))]), PoolError::Widening { step: 1 });
        assert_eq!(
            refused(&[step(1, years(1)), step(2, years(3)), step(3, years(2))]),
            PoolError::Widening { step: 2 }
        );
        let many: Vec<_> = (0..7).map(|at| step(at, Slack::all())).collect();
        assert_eq!(refused(&many), PoolError::Widening { step: 6 });
    }

    #[test]
    fn the_next_step_is_told_until_the_last() {
        let widening =
            Widening::new(&[WideningStep::new(10, years(1)), WideningStep::new(30, years(9))]).unwrap();
        assert_eq!(widening.next_ms(100, 100), Some(110));
        assert_eq!(widening.next_ms(100, 110), Some(130));
        assert_eq!(widening.next_ms(100, 130), None);
        assert_eq!(widening.slack(i64::MIN), Slack::default());
    }
}
