//! Any sequence of changes means the same to the in-memory store and to this one, crashes included.

mod both;
mod steps;

use both::{Both, expectation};
use chatstore::contract::Harness;
use chatstore::{ChangeSet, ChatStore, Commit, ConversationKey};
use pollster::block_on;
use proptest::prelude::*;
use steps::{Draft, Step, lane_step, step, thing};

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn both_stores_show_the_same(steps in prop::collection::vec(step(), 1..60)) {
        let mut both = Both::open();
        for step in &steps {
            both.step(step);
        }
        both.compare();
        both.sqlite.crash_and_reopen();
        both.boot();
        both.compare();
    }

    /// Rows that other rows make unnecessary are not written: whatever happens to lanes, what is read back is the same.
    #[test]
    fn both_stores_show_the_same_lanes(steps in prop::collection::vec(lane_step(), 1..40)) {
        let mut both = Both::open();
        both.step(&Step::Commit { expect: Vec::new(), facts: vec![Draft::Add(1), Draft::Add(2)] });
        for step in &steps {
            both.step(step);
            both.compare();
        }
        both.sqlite.crash_and_reopen();
        both.boot();
        both.compare();
    }
}

/// The steps do reach the interesting places: else the property above would say little.
#[test]
fn the_steps_reach_commits_conflicts_and_repeats() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut committed, mut conflicts, mut repeats, mut messages) = (0, 0, 0, 0);
    for _ in 0..30 {
        let steps = prop::collection::vec(step(), 59..60).new_tree(&mut runner).unwrap().current();
        let mut both = Both::open();
        for step in &steps {
            if let Step::Commit { expect, facts } = step {
                let mut change = ChangeSet::new(both.epoch);
                change.expect.extend(expect.iter().map(|wanted| expectation(*wanted)));
                change.facts = facts.iter().map(|draft| both.fact(*draft)).collect();
                match block_on(both.memory.commit(change)).unwrap() {
                    Commit::Committed(_) => committed += 1,
                    Commit::Repeat(_) => repeats += 1,
                    _ => conflicts += 1,
                }
            }
        }
        let talks = (0..4).map(|n| ConversationKey(thing(n)));
        messages +=
            talks.map(|talk| block_on(both.memory.messages(talk, None, 9)).unwrap().len()).sum::<usize>();
    }
    let reached =
        format!("{committed} committed, {conflicts} conflicts, {repeats} repeats, {messages} messages");
    assert!(committed > 100 && conflicts > 100 && repeats > 10 && messages > 20, "{reached}");
}
