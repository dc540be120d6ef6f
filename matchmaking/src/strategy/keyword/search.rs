//! The search: rarest interest first, oldest first, and few tickets touched.

use std::num::NonZeroU32;

use crate::index::{LANES, Screened, Signatures};
use crate::{Candidate, Candidates, Choice, Reason, Reasons};

use super::Interests;
use super::leads::{Group, Leads};

/// How many entries are passed over at most for each candidate that may be looked at, but for those of a last block.
const PASSES: u32 = 8;

/// The best candidate so far.
struct Best<'p> {
    candidate: Candidate<'p>,
    weight: u32,
}

impl<'p> Best<'p> {
    fn is_beaten_by(&self, weight: u32, candidate: Candidate<'p>) -> bool {
        let older = || candidate.ticket().age() < self.candidate.ticket().age();
        weight > self.weight || (weight == self.weight && older())
    }
}

impl Interests {
    /// The candidate who shares the most with the seeker, among equals the older; one who also named nothing, for a
    /// seeker who named nothing.
    ///
    /// First the entries alone are read, in which signatures tell what may be shared; then tickets are touched, the most
    /// promising first, until none can be better than the best.
    pub(crate) fn best<'p>(&mut self, candidates: Candidates<'p>, look: NonZeroU32) -> Option<Choice<'p>> {
        let mut leads = self.gather(look, candidates.seeker_slot());
        let best = self.follow(&mut leads, candidates);
        self.leads = leads;
        let Best { candidate, weight } = best?;
        let shared = self.shared(candidate.ticket()).map(Reason::SharedKeyword);
        let reasons = Reasons::collect(shared).unwrap_or(Reasons::one(Reason::NothingNamed));
        Some(Choice::new(candidate, reasons).weighing(weight))
    }

    /// The first entries that pass the screen, the seeker's rarest interest first.
    fn gather(&mut self, look: NonZeroU32, own_slot: u32) -> Leads {
        let (most, mut passed) = (look.get(), 0);
        let (passes, sieve) = (most.saturating_mul(PASSES), self.screen.sieve());
        let mut leads = std::mem::take(&mut self.leads);
        leads.clear(most);
        let has_enough = |leads: &Leads, passed| leads.are_full() || passed >= passes;
        for posting in self.postings() {
            if has_enough(&leads, passed) {
                break;
            }
            if let Some(entry) = self.index.alone(posting).filter(|it| it.slot() != own_slot)
                && entry.screen().matches(self.screen)
            {
                let group = Group { slots: [entry.slot(); LANES], posting, late: u8::from(entry.is_late()) };
                leads.push(group, 1, self.estimate.at_most(&Signatures::of(entry.signature())));
            }
            for block in self.index.blocks(posting) {
                if has_enough(&leads, passed) {
                    break;
                }
                let Screened { passing, failing } = block.screened(sieve, own_slot);
                passed += failing.count_ones();
                if passing != 0 {
                    let group = Group { slots: *block.slots(), posting, late: block.late() };
                    leads.push(group, passing, self.estimate.at_most(block.signatures()));
                }
            }
        }
        leads
    }

    fn follow<'p>(&self, leads: &mut Leads, candidates: Candidates<'p>) -> Option<Best<'p>> {
        let mut best: Option<Best<'p>> = None;
        while let Some((lead, promised)) = leads.pop() {
            if best.as_ref().is_some_and(|best| promised < best.weight) {
                break;
            }
            let Some(candidate) = candidates.in_slot(lead.slot) else { continue };
            let weight = self.weight(candidate.ticket());
            if best.as_ref().is_none_or(|best| best.is_beaten_by(weight, candidate)) {
                best = Some(Best { candidate, weight });
                leads.drop_behind(lead, weight);
            }
        }
        best
    }

    /// Every eligible candidate that is looked at, some of them more than once.
    pub(crate) fn each<'p>(
        &self,
        candidates: Candidates<'p>,
        look: NonZeroU32,
        found: &mut dyn FnMut(Candidate<'p>),
    ) {
        let own_slot = candidates.seeker_slot();
        let (mut looks, mut passes) = (look.get(), look.get().saturating_mul(PASSES));
        for posting in self.postings() {
            for entry in self.index.entries(posting).filter(|entry| entry.slot() != own_slot) {
                if looks == 0 || passes == 0 {
                    return;
                }
                if entry.screen().matches(self.screen) {
                    looks -= 1;
                    candidates.in_slot(entry.slot()).into_iter().for_each(&mut *found);
                } else {
                    passes -= 1;
                }
            }
        }
    }

    /// Those of the seeker's interests, the rarest first; of those who named nothing, for a seeker who named nothing.
    fn postings(&self) -> impl Iterator<Item = u32> {
        let nameless = self.sought.is_empty().then(|| self.index.nameless());
        self.sought.iter().filter_map(|it| it.posting).chain(nameless)
    }
}
