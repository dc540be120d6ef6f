//! The search beside a naive one: everybody is weighed.

use std::cell::Cell;
use std::cmp::Reverse;
use std::num::NonZeroU32;
use std::rc::Rc;

use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, Strategy as _, proptest};

use crate::{
    Candidates, Choice, Command, Event, Handle, Keyword, KeywordConfig, Keywords, Pool, PoolConfig,
    Reachability, Strategy, Ticket, TicketRef, idf,
};

/// Declines until it is opened, so that a crowd can gather.
struct Gated {
    keywords: Keywords,
    open: Rc<Cell<bool>>,
}

impl Strategy for Gated {
    fn choose<'p>(&mut self, candidates: Candidates<'p>) -> Option<Choice<'p>> {
        if self.open.get() { self.keywords.choose(candidates) } else { None }
    }

    fn entered(&mut self, handle: Handle, ticket: TicketRef<'_>) {
        self.keywords.entered(handle, ticket);
    }

    fn left(&mut self, handle: Handle, ticket: TicketRef<'_>) {
        self.keywords.left(handle, ticket);
    }
}

fn ticket(user: u64, born_ms: i64, words: &[u64]) -> Ticket {
    let reach = Reachability::Push { until_ms: i64::MAX, left: 5 };
    let mut ticket = Ticket::new(user, user, born_ms, i64::MAX, reach);
    ticket.interests = words.iter().copied().map(Keyword).collect();
    ticket
}

/// Whoever shares the most with the seeker, among equals the older.
fn naive(crowd: &[(i64, Vec<u64>)], seeker: &[u64]) -> Option<u64> {
    let scale = idf::Scale::of(u32::try_from(crowd.len()).unwrap());
    let having = |word: u64| crowd.iter().filter(|(_, words)| words.contains(&word)).count();
    let weight = |words: &[u64]| -> u32 {
        let shared = seeker.iter().filter(|word| words.contains(word));
        shared.map(|&word| scale.weight(u32::try_from(having(word)).unwrap())).sum()
    };
    let weighed = (0_u64..).zip(crowd).map(|(user, (born, words))| (weight(words), *born, user));
    let best = weighed.filter(|&(weight, ..)| weight > 0);
    best.max_by_key(|&(weight, born, user)| (weight, Reverse((born, user)))).map(|(.., user)| user)
}

fn words() -> impl proptest::strategy::Strategy<Value = Vec<u64>> {
    vec(0_u64..40, 1..6).prop_map(|mut words| {
        words.sort_unstable();
        words.dedup();
        words
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    /// With looks enough for all, signatures decide nothing: neither who wins nor who is the older.
    #[test]
    fn the_best_is_the_one_everybody_weighed_would_say(
        crowd in vec((0_i64..3, words()), 1..120),
        seeker in words(),
        gone in vec(0_u64..120, 0..40),
    ) {
        let open = Rc::new(Cell::new(false));
        let mut config = KeywordConfig::default();
        (config.look, config.anyone_after_ms) = (NonZeroU32::new(10_000).unwrap(), None);
        let strategy = Gated { keywords: Keywords::new(config), open: Rc::clone(&open) };
        let mut pool = Pool::new(PoolConfig::default(), strategy);
        let mut events = Vec::new();
        for (user, (born_ms, words)) in (0..).zip(&crowd) {
            pool.apply(5, Command::Join(ticket(user, *born_ms, words)), &mut events).unwrap();
        }
        // Those who leave have the others move in the index.
        let mut left = crowd.clone();
        for ticket in gone {
            if pool.apply(5, Command::Cancel { ticket }, &mut events).is_ok() {
                left[usize::try_from(ticket).unwrap()].1.clear();
            }
        }
        let (waiting, users): (Vec<_>, Vec<_>) =
            left.into_iter().zip(0_u64..).filter(|((_, words), _)| !words.is_empty()).unzip();
        open.set(true);
        events.clear();
        pool.apply(5, Command::Join(ticket(1_000, 4, &seeker)), &mut events).unwrap();
        let chosen = events.iter().find_map(|event| match event {
            Event::Proposed { older, .. } => Some(older.user),
            _ => None,
        });
        assert_eq!(chosen, naive(&waiting, &seeker).map(|at| users[usize::try_from(at).unwrap()]));
    }
}
