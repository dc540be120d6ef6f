//! The search: rarest interest first, oldest first, and few tickets touched.

use std::num::NonZeroU32;

use crate::index::Entry;
use crate::{Candidate, Candidates, Choice, Reason, Reasons};

use super::Interests;

/// How many entries are passed over at most for each candidate that may be looked at.
const PASSES: u32 = 8;

/// An entry that may lead to the best candidate.
#[derive(Clone, Copy)]
pub(super) struct Lead {
    /// At most what the ticket shares with the seeker.
    estimate: u32,
    slot: u32,
    posting: u32,
    /// Whether it stands behind younger ones.
    late: bool,
    tried: bool,
}

/// The best candidate so far.
struct Best<'p> {
    candidate: Candidate<'p>,
    weight: u32,
    /// The posting it was found in.
    posting: u32,
}

impl Best<'_> {
    /// Whether a lead may still lead to a better one: behind the best in its posting stand only the younger, unless
    /// marked.
    fn may_be_beaten_by(&self, lead: &Lead) -> bool {
        let behind = lead.posting == self.posting && !lead.late;
        lead.estimate > self.weight || (lead.estimate == self.weight && !behind)
    }
}

/// The first of those with the highest estimate that were not tried and may beat the best.
fn most_promising<'l>(leads: &'l mut [Lead], best: Option<&Best<'_>>) -> Option<&'l mut Lead> {
    let mut first: Option<(usize, u32)> = None;
    for (at, lead) in leads.iter().enumerate() {
        let higher = first.is_none_or(|(_, most)| lead.estimate > most);
        if higher && !lead.tried && best.is_none_or(|best| best.may_be_beaten_by(lead)) {
            first = Some((at, lead.estimate));
        }
    }
    leads.get_mut(first?.0)
}

impl Interests {
    /// The candidate who shares the most with the seeker, among equals the older; one who also named nothing, for a
    /// seeker who named nothing.
    ///
    /// First the entries alone are read, in which signatures tell what may be shared; then tickets are touched, the most
    /// promising first, until none can be better than the best.
    pub(crate) fn best<'p>(&mut self, candidates: Candidates<'p>, look: NonZeroU32) -> Option<Choice<'p>> {
        let mut leads = std::mem::take(&mut self.leads);
        leads.clear();
        self.scan(look, |entry, posting| {
            let estimate = self.estimate(entry.signature());
            leads.push(Lead { estimate, slot: entry.slot(), posting, late: entry.is_late(), tried: false });
        });
        let best = self.follow(&mut leads, candidates);
        self.leads = leads;
        let Best { candidate, weight, .. } = best?;
        let shared = self.shared(candidate.ticket()).keywords().map(Reason::SharedKeyword);
        let reasons = Reasons::collect(shared).unwrap_or(Reasons::one(Reason::NothingNamed));
        Some(Choice::new(candidate, reasons).weighing(weight))
    }

    fn follow<'p>(&self, leads: &mut [Lead], candidates: Candidates<'p>) -> Option<Best<'p>> {
        let mut best: Option<Best<'p>> = None;
        while let Some(lead) = most_promising(leads, best.as_ref()) {
            lead.tried = true;
            let Some(candidate) = candidates.in_slot(lead.slot) else { continue };
            let weight = self.weight(candidate.ticket());
            let better = best.as_ref().is_none_or(|best| {
                let older = candidate.ticket().born_ms < best.candidate.ticket().born_ms;
                weight > best.weight || (weight == best.weight && older)
            });
            if better {
                best = Some(Best { candidate, weight, posting: lead.posting });
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
