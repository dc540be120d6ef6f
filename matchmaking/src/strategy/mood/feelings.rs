//! The moods of the candidates.

use std::num::NonZeroU32;

use crate::index::Index;
use crate::{Candidate, Candidates, Compatibility, Emotion, Handle, Mood, Reason, TicketRef};

/// How many entries are passed over at most for each candidate that may be looked at.
const PASSES: u32 = 8;

/// The candidates by the class of their mood.
pub(crate) struct Feelings {
    index: Index,
    compatibility: Compatibility,
}

impl Feelings {
    pub(crate) fn new(compatibility: Compatibility) -> Self {
        Self { index: Index::new(), compatibility }
    }

    pub(crate) fn entered(&mut self, handle: Handle, ticket: TicketRef<'_>) {
        let class = ticket.mood().map(|mood| term(mood.class()));
        self.index.insert(handle.slot(), ticket.age(), class.into_iter(), ticket.screen());
    }

    pub(crate) fn left(&mut self, handle: Handle) {
        self.index.remove(handle.slot());
    }

    /// How well the moods of two go together, from 0 to 1000; 0 if one is not known.
    pub(crate) fn weight(&self, one: TicketRef<'_>, other: TicketRef<'_>) -> u32 {
        one.mood().zip(other.mood()).map_or(0, |(one, other)| self.compatibility.score(one, other))
    }

    /// What to say of the moods of two; nothing if one is not known, or they do not go together.
    pub(crate) fn reason(&self, seeker: TicketRef<'_>, other: TicketRef<'_>) -> Option<Reason> {
        let (one, other) =
            seeker.mood().zip(other.mood()).map(|(a, b): (Mood, Mood)| (a.class(), b.class()))?;
        let fits = self.compatibility.of(one, other) > 0;
        let reason = if one == other { Reason::SameMood(one) } else { Reason::FittingMoods { one, other } };
        fits.then_some(reason)
    }

    /// The candidate whose mood goes best with the seeker's, among equals the older.
    pub(crate) fn best<'p>(&self, candidates: Candidates<'p>, look: NonZeroU32) -> Option<Candidate<'p>> {
        let seeker = candidates.seeker();
        let mut best: Option<(u32, Candidate<'p>)> = None;
        self.each(candidates, look, &mut |candidate| {
            let weight = self.weight(seeker, candidate.ticket());
            let better = best.is_none_or(|(most, known)| {
                let older = candidate.ticket().age() < known.ticket().age();
                weight > most || (weight == most && older)
            });
            if better {
                best = Some((weight, candidate));
            }
        });
        best.map(|(_, candidate)| candidate)
    }

    /// Every eligible candidate that is looked at, those of the best fitting class first.
    pub(crate) fn each<'p>(
        &self,
        candidates: Candidates<'p>,
        look: NonZeroU32,
        found: &mut dyn FnMut(Candidate<'p>),
    ) {
        let (mut looks, mut passes) = (look.get(), look.get().saturating_mul(PASSES));
        let screen = candidates.seeker().screen();
        for posting in self.postings(candidates.seeker()) {
            for entry in self.index.entries(posting) {
                if looks == 0 || passes == 0 {
                    return;
                }
                if !entry.screen().matches(screen) {
                    passes -= 1;
                    continue;
                }
                looks -= 1;
                candidates.in_slot(entry.slot()).into_iter().for_each(&mut *found);
            }
        }
    }

    /// The classes that go with the seeker's, the best first; for who has none, those who have none.
    fn postings(&self, seeker: TicketRef<'_>) -> impl Iterator<Item = u32> {
        let classes = seeker.mood().map(|mood| self.compatibility.ranked(mood.class()));
        let nameless = classes.is_none().then(|| self.index.nameless());
        let named =
            classes.into_iter().flatten().flatten().filter_map(|class| self.index.posting(term(class)));
        named.chain(nameless)
    }
}

fn term(class: Emotion) -> u64 {
    class.index() as u64
}
