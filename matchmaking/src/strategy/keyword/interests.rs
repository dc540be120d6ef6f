//! The interests of the candidates, and of the one who seeks among them.

use crate::index::{Index, Screen};
use crate::{Handle, Keyword, TicketRef, idf};

use super::estimate::Estimate;
use super::leads::Leads;

/// The candidates by interest, and the seeker's interests with what they weigh now.
pub(crate) struct Interests {
    pub(super) index: Index,
    /// The rarest first; kept for its allocation.
    pub(super) sought: Vec<Sought>,
    /// The same for the entries.
    pub(super) estimate: Estimate,
    pub(super) screen: Screen,
    /// Kept for its allocation.
    pub(super) leads: Leads,
}

/// One interest of the seeker.
#[derive(Clone, Copy)]
pub(super) struct Sought {
    keyword: Keyword,
    weight: u32,
    /// How many candidates have it.
    live: u32,
    pub(super) posting: Option<u32>,
}

impl Interests {
    pub(crate) fn new() -> Self {
        Self {
            index: Index::new(),
            sought: Vec::new(),
            estimate: Estimate::default(),
            screen: Screen::default(),
            leads: Leads::default(),
        }
    }

    pub(crate) fn entered(&mut self, handle: Handle, ticket: TicketRef<'_>) {
        let terms = ticket.interests().iter().map(|keyword| keyword.0);
        self.index.insert(handle.slot(), ticket.age(), terms, ticket.screen());
    }

    pub(crate) fn left(&mut self, handle: Handle) {
        self.index.remove(handle.slot());
    }

    /// Looks up the interests of `seeker`; what follows is about them.
    pub(crate) fn seek(&mut self, seeker: TicketRef<'_>) {
        self.sought.clear();
        self.screen = seeker.screen();
        let scale = idf::Scale::of(self.index.tickets());
        for &keyword in seeker.interests() {
            let posting = self.index.posting(keyword.0);
            let live = posting.map_or(0, |it| self.index.live(it));
            let weight = scale.weight(live);
            self.sought.push(Sought { keyword, weight, live, posting });
        }
        // Equally rare: in the order the user gave, so that no sorting network decides.
        self.sought.sort_by_key(|it| it.live);
        self.estimate.set(self.sought.iter().map(|it| (it.keyword.0, it.weight)));
    }

    /// The weight of what `other` shares with the seeker.
    pub(crate) fn weight(&self, other: TicketRef<'_>) -> u32 {
        let named = other.interests();
        self.sought.iter().map(|it| it.weight * u32::from(is_among(named, it.keyword))).sum()
    }

    /// What `other` shares with the seeker, the weightiest first.
    pub(crate) fn shared<'a>(&'a self, other: TicketRef<'a>) -> impl Iterator<Item = Keyword> + 'a {
        // The rarest come first, so the weightiest do.
        self.sought.iter().map(|it| it.keyword).filter(move |&it| is_among(other.interests(), it))
    }
}

/// Whether somebody named a keyword. All are compared and none branched on: who named what is anybody's guess, also the
/// processor's.
#[inline]
fn is_among(named: &[Keyword], wanted: Keyword) -> bool {
    named.iter().fold(false, |is_among, &it| is_among | (it == wanted))
}
