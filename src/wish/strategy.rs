//! Who is brought together in a stranger chat.

use matchmaking::{
    Blend, BlendConfig, BlendStage, Candidate, Candidates, Choice, Handle, Reason, Reasons, Strategy,
    TicketRef,
};

/// How many who wait are asked whether they want anybody, before one of those who want something is taken.
const LOOK: usize = 64;

/// At first a shared word of any kind (480 and more) or moods that go together; the sad and the happy (400 at most by
/// then) wait ten seconds, and nobody longer than twenty.
const STAGES: [BlendStage; 3] =
    [BlendStage::new(0, 450), BlendStage::new(10_000, 100), BlendStage::new(20_000, 0)];
/// What a shared word is taken times, see [`BlendConfig::keywords`].
const WORDS: u32 = 30;

/// Interests and moods first; whoever named nothing is content with anybody, at once. Two who both named something and
/// have nothing in common wait for somebody better as long as [`STAGES`] say.
#[derive(Debug)]
pub(crate) struct Companions {
    blend: Blend,
}

impl Companions {
    pub(crate) fn new() -> Self {
        let mut config = BlendConfig::default();
        config.keywords = WORDS;
        // In order and ever less: a scene sees to it.
        let _in_order = config.set_stages(&STAGES);
        Self { blend: Blend::new(config) }
    }
}

fn named_nothing(ticket: TicketRef<'_>) -> bool {
    ticket.interests().is_empty() && ticket.mood().is_none()
}

fn anybody<'p>(candidates: Candidates<'p>) -> Option<Candidate<'p>> {
    let content = |candidate: &Candidate<'p>| named_nothing(candidate.ticket());
    let like = candidates.oldest_of(LOOK).find(content);
    if named_nothing(candidates.seeker()) { like.or_else(|| candidates.oldest().next()) } else { like }
}

impl Strategy for Companions {
    fn choose<'p>(&mut self, candidates: Candidates<'p>) -> Option<Choice<'p>> {
        if !named_nothing(candidates.seeker())
            && let Some(choice) = self.blend.choose(candidates)
        {
            return Some(choice);
        }
        anybody(candidates).map(|candidate| Choice::new(candidate, Reasons::one(Reason::NothingNamed)))
    }

    fn next_look_ms(&self, seeker: TicketRef<'_>, now_ms: i64) -> Option<i64> {
        self.blend.next_look_ms(seeker, now_ms)
    }

    fn entered(&mut self, handle: Handle, ticket: TicketRef<'_>) {
        self.blend.entered(handle, ticket);
    }

    fn left(&mut self, handle: Handle, ticket: TicketRef<'_>) {
        self.blend.left(handle, ticket);
    }
}
