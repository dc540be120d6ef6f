//! The search: rarest interest first, oldest first, and few tickets touched.

use std::num::NonZeroU32;

use crate::index::Entry;
use crate::{Candidate, Candidates, Choice, Reason, Reasons};

use super::Interests;

/// How many entries are passed over at most for each candidate that may be looked at.
const PASSES: u32 = 8;

/// The best candidate so far.
struct Best<'p> {
    candidate: Candidate<'p>,
    weight: u32,
    /// The posting it was found in.
    posting: u32,
}

impl Interests {
    /// The candidate who shares the most with the seeker, among equals the older; one who also named nothing, for a
    /// seeker who named nothing.
    pub(crate) fn best<'p>(&self, candidates: Candidates<'p>, look: NonZeroU32) -> Option<Choice<'p>> {
        let mut best: Option<Best<'p>> = None;
        self.scan(look, |entry, posting| {
            if let Some(best) = &best {
                let estimate = self.estimate(entry.signature());
                // Behind the best in the same posting stand only the younger, unless marked.
                let behind = posting == best.posting && !entry.is_late();
                if estimate < best.weight || (estimate == best.weight && behind) {
                    return;
                }
            }
            let Some(candidate) = candidates.in_slot(entry.slot()) else { return };
            let weight = self.weight(candidate.ticket());
            let better = best.as_ref().is_none_or(|best| {
                let older = candidate.ticket().born_ms < best.candidate.ticket().born_ms;
                weight > best.weight || (weight == best.weight && older)
            });
            if better {
                best = Some(Best { candidate, weight, posting });
            }
        });
        let Best { candidate, weight, .. } = best?;
        let shared = self.shared(candidate.ticket()).keywords().map(Reason::SharedKeyword);
        let reasons = Reasons::collect(shared).unwrap_or(Reasons::one(Reason::NothingNamed));
        Some(Choice::new(candidate, reasons).weighing(weight))
    }

    /// Every eligible candidate that is looked at, some of them more than once.
    pub(crate) fn each<'p>(
        &self,
        candidates: Candidates<'p>,
        look: NonZeroU32,
        found: &mut dyn FnMut(Candidate<'p>),
    ) {
        self.scan(look, |entry, _| candidates.in_slot(entry.slot()).into_iter().for_each(&mut *found));
    }

    /// Hands over the first entries that pass the screen, the seeker's rarest interest first.
    fn scan(&self, look: NonZeroU32, mut found: impl FnMut(&Entry, u32)) {
        let (mut looks, mut passes) = (look.get(), look.get().saturating_mul(PASSES));
        let nameless = self.sought.is_empty().then(|| self.index.nameless());
        for posting in self.sought.iter().filter_map(|it| it.posting).chain(nameless) {
            for entry in self.index.scan(posting) {
                if looks == 0 || passes == 0 {
                    return;
                }
                if entry.screen().matches(self.screen) {
                    looks -= 1;
                    found(entry, posting);
                } else {
                    passes -= 1;
                }
            }
        }
    }
}
