//! The interests of the candidates, and of the one who seeks among them.

use std::cmp::Reverse;

use crate::index::{Index, Screen, Signature};
use crate::{Handle, Keyword, Reasons, Ticket, idf};

use super::search::Lead;

/// The candidates by interest, and the seeker's interests with what they weigh now.
pub(crate) struct Interests {
    pub(super) index: Index,
    /// The rarest first; kept for its allocation.
    pub(super) sought: Vec<Sought>,
    /// The signature of all that is sought.
    signature: Signature,
    pub(super) screen: Screen,
    /// Kept for its allocation.
    pub(super) leads: Vec<Lead>,
}

/// One interest of the seeker.
#[derive(Clone, Copy)]
pub(super) struct Sought {
    keyword: Keyword,
    weight: u32,
    /// Its signature.
    bit: Signature,
    /// How many candidates have it.
    live: u32,
    pub(super) posting: Option<u32>,
}

/// What a candidate has in common with the seeker.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Shared {
    /// The weight of all that is shared.
    pub(crate) weight: u32,
    /// The first to name as a reason, the weightiest first.
    named: [Option<Keyword>; Reasons::MAX],
}

impl Shared {
    /// The weightiest of what is shared, as many as there can be reasons.
    pub(crate) fn keywords(self) -> impl Iterator<Item = Keyword> {
        self.named.into_iter().flatten()
    }
}

impl Interests {
    pub(crate) fn new() -> Self {
        Self {
            index: Index::new(),
            sought: Vec::new(),
            signature: Signature::default(),
            screen: Screen::default(),
            leads: Vec::new(),
        }
    }

    pub(crate) fn entered(&mut self, handle: Handle, ticket: &Ticket) {
        let terms = ticket.interests.iter().map(|keyword| keyword.0);
        self.index.insert(handle.slot(), ticket.born_ms, terms, Screen::of(ticket));
    }

    pub(crate) fn left(&mut self, handle: Handle) {
        self.index.remove(handle.slot());
    }

    /// Looks up the interests of `seeker`; what follows is about them.
    pub(crate) fn seek(&mut self, seeker: &Ticket) {
        self.sought.clear();
        self.signature = Signature::default();
        self.screen = Screen::of(seeker);
        let scale = idf::Scale::of(self.index.tickets());
        for &keyword in &seeker.interests {
            let posting = self.index.posting(keyword.0);
            let live = posting.map_or(0, |it| self.index.live(it));
            let weight = scale.weight(live);
            let bit = Signature::default().with(keyword.0);
            self.sought.push(Sought { keyword, weight, bit, live, posting });
            self.signature = self.signature.and(bit);
        }
        // Equally rare: in the order the user gave, so that no sorting network decides.
        self.sought.sort_by_key(|it| it.live);
    }

    /// At most what somebody with this signature shares with the seeker.
    pub(super) fn estimate(&self, signature: Signature) -> u32 {
        let may_share = self.sought.iter().filter(|it| signature.meets(it.bit));
        may_share.map(|it| it.weight).sum()
    }

    /// The weight of what `other` shares with the seeker.
    pub(crate) fn weight(&self, other: &Ticket) -> u32 {
        self.common(other).map(|it| it.weight).sum()
    }

    /// What `other` shares with the seeker.
    pub(crate) fn shared(&self, other: &Ticket) -> Shared {
        let mut shared = Shared::default();
        let mut named = [None; Reasons::MAX];
        for it in self.common(other) {
            shared.weight += it.weight;
            let lighter = |known: &Option<(u32, Keyword)>| known.is_none_or(|(weight, _)| weight < it.weight);
            if let Some(at) = named.iter().position(lighter)
                && let Some(tail) = named.get_mut(at..)
            {
                tail.rotate_right(1);
                tail.iter_mut().take(1).for_each(|first| *first = Some((it.weight, it.keyword)));
            }
        }
        named.sort_by_key(|known| Reverse(known.map(|(weight, _)| weight)));
        shared.named = named.map(|known| known.map(|(_, keyword)| keyword));
        shared
    }

    #[inline]
    fn common<'a>(&'a self, other: &'a Ticket) -> impl Iterator<Item = Sought> + 'a {
        let interests = other.interests.iter().filter(|keyword| self.signature.may_have(keyword.0));
        interests.filter_map(|&keyword| self.sought.iter().find(|it| it.keyword == keyword).copied())
    }
}
