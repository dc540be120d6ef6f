//! Blend: interests, moods and waiting weighed against each other, asking for less with time.

mod config;

use crate::{Candidate, Candidates, Choice, Handle, Reason, Reasons, Strategy, TicketRef};

use super::keyword::Interests;
use super::mood::Feelings;

pub use config::{BlendConfig, BlendStage};

/// Weighs interests, moods and the time waited against each other.
///
/// A pair's weight is the sum of what they share, how well their moods go together and how long the longer of them has
/// waited, each times its weight in [`BlendConfig`]. The weightiest of those looked at wins, among equals the older,
/// if the pair weighs as much as the [stage](BlendConfig::stages) of the older of them asks.
///
/// ```
/// use matchmaking::{Blend, BlendConfig, BlendStage};
///
/// let mut config = BlendConfig::default();
/// config.moods = 2;
/// // At first a good match, after 15 seconds any.
/// config.set_stages(&[BlendStage::new(0, 500), BlendStage::new(15_000, 0)])?;
/// let strategy = Blend::new(config);
/// # Ok::<(), matchmaking::PoolError>(())
/// ```
pub struct Blend {
    config: BlendConfig,
    interests: Interests,
    feelings: Feelings,
}

/// How many of the oldest candidates are weighed beside those with something in common.
const OLDEST: usize = 4;

impl Blend {
    /// A strategy without candidates.
    #[must_use]
    pub fn new(config: BlendConfig) -> Self {
        Self { config, interests: Interests::new(), feelings: Feelings::new(config.compatibility) }
    }

    fn weight(&self, seeker: TicketRef<'_>, other: TicketRef<'_>, now_ms: i64) -> u32 {
        let waited_s = waited_ms(seeker, other, now_ms) / 1_000;
        let waited = u32::try_from(waited_s.clamp(0, 3_600)).unwrap_or(0);
        let parts = [
            self.interests.weight(other).saturating_mul(self.config.keywords),
            self.feelings.weight(seeker, other).saturating_mul(self.config.moods),
            waited.saturating_mul(self.config.waited_second),
        ];
        parts.into_iter().fold(0, u32::saturating_add)
    }

    /// Everybody worth weighing, some of them more than once.
    fn each<'p>(&self, candidates: Candidates<'p>, found: &mut dyn FnMut(Candidate<'p>, u32)) {
        let (seeker, now) = (candidates.seeker(), candidates.now_ms());
        let mut weigh = |candidate: Candidate<'p>| {
            let weight = self.weight(seeker, candidate.ticket(), now);
            let waited = waited_ms(seeker, candidate.ticket(), now);
            if self.config.at_least(waited).is_some_and(|asked| weight >= asked) {
                found(candidate, weight);
            }
        };
        if self.config.keywords > 0 {
            self.interests.each(candidates, self.config.look, &mut weigh);
        }
        if self.config.moods > 0 {
            self.feelings.each(candidates, self.config.look, &mut weigh);
        }
        candidates.oldest_of(OLDEST).for_each(&mut weigh);
    }

    /// Anybody, for those of whom the last stage asks for nothing.
    fn anyone<'p>(&self, candidates: Candidates<'p>) -> Option<(Candidate<'p>, u32)> {
        let after = i64::from(self.config.anyone_after_ms()?);
        Some((candidates.waited(after).oldest().next()?, 0))
    }

    fn choice<'p>(&self, seeker: TicketRef<'_>, candidate: Candidate<'p>, weight: u32) -> Choice<'p> {
        let mood = self.feelings.reason(seeker, candidate.ticket()).filter(|_| self.config.moods > 0);
        let shared = self.interests.shared(candidate.ticket()).map(Reason::SharedKeyword);
        // The mood is named before the last shared words, so that it is named at all.
        let reasons = shared.take(Reasons::MAX - 1).chain(mood);
        let reasons = Reasons::collect(reasons).unwrap_or(Reasons::one(Reason::LongestWait));
        Choice::new(candidate, reasons).weighing(weight)
    }
}

/// How long the older of two has waited.
fn waited_ms(one: TicketRef<'_>, other: TicketRef<'_>, now_ms: i64) -> i64 {
    now_ms.saturating_sub(one.born_ms().min(other.born_ms()))
}

impl Strategy for Blend {
    fn choose<'p>(&mut self, candidates: Candidates<'p>) -> Option<Choice<'p>> {
        let seeker = candidates.seeker();
        self.interests.seek(seeker);
        let mut best: Option<(Candidate<'p>, u32)> = None;
        self.each(candidates, &mut |candidate, weight| {
            let better = best.is_none_or(|(known, most)| {
                let older = candidate.ticket().age() < known.ticket().age();
                weight > most || (weight == most && older)
            });
            if better {
                best = Some((candidate, weight));
            }
        });
        let (candidate, weight) = best.or_else(|| self.anyone(candidates))?;
        Some(self.choice(seeker, candidate, weight))
    }

    fn rank<'p>(&mut self, candidates: Candidates<'p>, found: &mut dyn FnMut(Choice<'p>)) {
        let seeker = candidates.seeker();
        self.interests.seek(seeker);
        self.each(candidates, &mut |candidate, weight| found(self.choice(seeker, candidate, weight)));
    }

    fn next_look_ms(&self, seeker: TicketRef<'_>, now_ms: i64) -> Option<i64> {
        let after = |stage: &BlendStage| seeker.born_ms().saturating_add(i64::from(stage.after_ms));
        self.config.stages().iter().map(after).find(|&at| at > now_ms)
    }

    fn entered(&mut self, handle: Handle, ticket: TicketRef<'_>) {
        self.interests.entered(handle, ticket);
        self.feelings.entered(handle, ticket);
    }

    fn left(&mut self, handle: Handle, _: TicketRef<'_>) {
        self.interests.left(handle);
        self.feelings.left(handle);
    }
}

impl std::fmt::Debug for Blend {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Blend").field("config", &self.config).finish_non_exhaustive()
    }
}
