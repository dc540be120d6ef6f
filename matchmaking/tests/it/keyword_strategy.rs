//! The keyword strategy, as a table: who waits with which words, who comes, whom they meet and why.

use std::num::NonZeroU32;

use matchmaking::{
    Command, Event, Keyword, KeywordConfig, Keywords, Pool, PoolConfig, Reason, Sex, Ticket, Wish,
};

use crate::support::{NOW, blocking, join, proposal, tell, ticket, waiting};

fn interested(user: u64, words: &[u64]) -> Ticket {
    let mut ticket = ticket(user);
    ticket.interests = words.iter().copied().map(Keyword).collect();
    ticket
}

fn pool(look: u32) -> Pool<Keywords> {
    let mut config = KeywordConfig::default();
    config.look = NonZeroU32::new(look).unwrap();
    Pool::new(PoolConfig::default(), Keywords::new(config))
}

/// A pool in which those who wait want nothing of each other.
fn pool_of(waiting: &[(u64, &[u64])]) -> Pool<Keywords> {
    let mut pool = pool(16);
    let all: Vec<u64> = waiting.iter().map(|&(user, _)| user).collect();
    for &(user, words) in waiting {
        let mut shy = blocking(user, &all);
        shy.interests = interested(user, words).interests;
        assert_eq!(join(&mut pool, shy), []);
    }
    pool
}

#[track_caller]
fn words(events: &[Event]) -> Vec<u64> {
    let [Event::Proposed { reasons, .. }] = events else { panic!("{events:?}") };
    let word = |reason| match reason {
        Reason::SharedKeyword(Keyword(word)) => word,
        other => panic!("{other:?}"),
    };
    reasons.iter().map(word).collect()
}

struct Case {
    name: &'static str,
    waiting: &'static [(u64, &'static [u64])],
    comes: &'static [u64],
    /// Whom they meet, and the words given as reasons.
    meets: Option<(u64, &'static [u64])>,
}

#[rustfmt::skip]
const CASES: &[Case] = &[
    Case { name: "nobody shares a word", waiting: &[(1, &[1, 2]), (2, &[])], comes: &[3], meets: None },
    Case { name: "one shares a word", waiting: &[(1, &[1]), (2, &[2])], comes: &[2], meets: Some((2, &[2])) },
    Case { name: "two words beat one", waiting: &[(1, &[1, 9]), (2, &[1, 2])], comes: &[1, 2], meets: Some((2, &[2, 1])) },
    Case {
        name: "the rarer word beats the common one",
        waiting: &[(1, &[1]), (2, &[1]), (3, &[1]), (4, &[2])], comes: &[1, 2], meets: Some((4, &[2])),
    },
    Case { name: "the older among equals", waiting: &[(1, &[5]), (2, &[5]), (3, &[5])], comes: &[5], meets: Some((1, &[5])) },
    Case { name: "nobody to those who named something", waiting: &[(1, &[])], comes: &[1], meets: None },
    Case { name: "a word named twice counts once", waiting: &[(1, &[1, 1, 1]), (2, &[1, 2])], comes: &[1, 1, 2], meets: Some((2, &[2, 1])) },
    Case {
        name: "words beyond the eighth count once somebody is found",
        waiting: &[(1, &[1, 2, 3, 4, 5, 6, 7, 8]), (2, &[1, 2, 3, 4, 5, 6, 7, 8, 9])],
        comes: &[8, 9], meets: Some((2, &[9, 8])),
    },
    Case { name: "no more than four reasons", waiting: &[(1, &[1, 2, 3, 4, 5])], comes: &[5, 4, 3, 2, 1], meets: Some((1, &[5, 4, 3, 2])) },
];

#[test]
fn the_rarest_word_the_most_words_then_the_oldest() {
    for &Case { name, waiting, comes, meets } in CASES {
        let mut pool = pool_of(waiting);
        let events = join(&mut pool, interested(99, comes));
        let met = (!events.is_empty()).then(|| (proposal(&events).1, words(&events)));
        let (met, shared) = met.unzip();
        assert_eq!(met, meets.map(|it| it.0), "{name}");
        let sorted = |mut words: Vec<u64>| {
            words.sort_unstable();
            words
        };
        // Equally rare words come in either order.
        assert_eq!(shared.map(sorted), meets.map(|it| sorted(it.1.to_vec())), "{name}");
    }
}

#[test]
fn a_word_named_by_nobody_else_comes_before_a_common_one_among_the_reasons() {
    let mut pool = pool_of(&[(1, &[1]), (2, &[1]), (3, &[1, 7])]);
    assert_eq!(words(&join(&mut pool, interested(9, &[1, 7]))), [7, 1]);
}

#[test]
fn those_who_named_nothing_meet_at_once() {
    let mut pool = pool(16);
    join(&mut pool, ticket(1));
    let events = join(&mut pool, ticket(2));
    let [Event::Proposed { reasons, .. }] = events[..] else { panic!("{events:?}") };
    assert_eq!(reasons.iter().collect::<Vec<_>>(), [Reason::NothingNamed]);
}

#[test]
fn after_a_while_anybody_will_do() {
    let mut pool = pool(16);
    join(&mut pool, interested(1, &[1]));
    assert_eq!(join(&mut pool, interested(2, &[2])), []);
    assert_eq!(pool.next_deadline(), Some(NOW + 10_000));
    let events = tell(&mut pool, NOW + 10_000, Command::Advance);
    let [Event::Proposed { reasons, .. }] = events[..] else { panic!("{events:?}") };
    assert_eq!(reasons.iter().collect::<Vec<_>>(), [Reason::LongestWait]);
}

#[test]
fn whoever_has_waited_longest_goes_first_in_the_end() {
    for (waited_ms, met) in [(29_999, 2), (30_000, 1)] {
        let mut pool = pool_of(&[(1, &[1])]);
        let mut later = blocking(2, &[1]);
        (later.interests, later.born_ms) = (vec![Keyword(5)], NOW + 29_000);
        tell(&mut pool, NOW + 29_000, Command::Join(later));
        let mut comes = interested(9, &[5]);
        comes.born_ms = NOW + waited_ms;
        assert_eq!(proposal(&tell(&mut pool, NOW + waited_ms, Command::Join(comes))).1, met);
    }
}

#[test]
fn who_came_back_is_as_old_as_before() {
    let mut pool = pool_of(&[(1, &[5]), (2, &[5])]);
    let mut first = interested(8, &[5]);
    first.blocks = vec![2];
    let (match_id, older, _) = proposal(&join(&mut pool, first));
    assert_eq!(older, 1);
    let events = tell(&mut pool, NOW, Command::Release { match_id, drop: vec![80] });
    assert_eq!((events, waiting(&pool)), (vec![], vec![1, 2]));
    let mut young = blocking(3, &[1, 2]);
    (young.interests, young.born_ms) = (vec![Keyword(5)], NOW + 1);
    tell(&mut pool, NOW + 1, Command::Join(young));
    let mut comes = interested(9, &[5]);
    comes.born_ms = NOW + 2;
    // One of the two born together; never the younger, who now stands before the one who returned.
    assert!([1, 2].contains(&proposal(&tell(&mut pool, NOW + 2, Command::Join(comes))).1));
}

#[test]
fn those_who_cannot_fit_do_not_use_up_the_looks() {
    let mut pool = pool(2);
    for user in 1..=12 {
        let mut picky = interested(user, &[5]);
        picky.profile.sex = Some(Sex::Male);
        picky.wishes.sex = Some(Wish::firm(Sex::Female.into()));
        assert_eq!(join(&mut pool, picky), []);
    }
    let mut open = interested(20, &[5]);
    open.blocks = (1..=12).collect();
    assert_eq!(join(&mut pool, open), []);
    let mut comes = interested(21, &[5]);
    comes.profile.sex = Some(Sex::Other);
    assert_eq!(proposal(&join(&mut pool, comes)).1, 20);
}
