//! The index beside a naive one: a list of tickets for each term.

use std::collections::BTreeMap;

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::pool::Age;

use super::{INDEXED, Index, Screen, Signature};

#[derive(Default)]
struct Naive {
    /// By slot: the ticket's age, and its terms.
    tickets: BTreeMap<u32, (Age, Vec<u64>)>,
    /// By term, in the order of entering.
    postings: BTreeMap<Option<u64>, Vec<u32>>,
}

impl Naive {
    fn insert(&mut self, slot: u32, age: Age, terms: Vec<u64>) {
        for &term in terms.iter().take(INDEXED) {
            self.postings.entry(Some(term)).or_default().push(slot);
        }
        if terms.is_empty() {
            self.postings.entry(None).or_default().push(slot);
        }
        self.tickets.insert(slot, (age, terms));
    }

    fn remove(&mut self, slot: u32) {
        self.tickets.remove(&slot);
        for posting in self.postings.values_mut() {
            posting.retain(|&other| other != slot);
        }
    }

    fn compare(&self, index: &Index) {
        assert_eq!(index.tickets() as usize, self.tickets.len());
        for (&term, expected) in &self.postings {
            let posting = term.map_or(Some(index.nameless()), |term| index.posting(term));
            let Some(posting) = posting else {
                assert!(expected.is_empty(), "{term:?} is forgotten");
                continue;
            };
            let entries: Vec<_> = index.entries(posting).collect();
            assert_eq!(&entries.iter().map(|it| it.slot()).collect::<Vec<_>>(), expected, "{term:?}");
            assert_eq!(index.live(posting) as usize, expected.len());
            let mut youngest = (i64::MIN, 0);
            for entry in entries {
                let (age, terms) = &self.tickets[&entry.slot()];
                assert!(terms.iter().all(|&term| entry.signature().has(Signature::bit(term))));
                assert!(entry.is_late() || *age >= youngest, "who is not marked stands in order");
                youngest = if entry.is_late() { youngest } else { *age };
            }
        }
    }
}

#[test]
fn crowds_that_come_and_go_are_found_in_order() {
    let mut rng = ChaCha8Rng::seed_from_u64(11);
    let (mut index, mut naive) = (Index::new(), Naive::default());
    for (round, crowd) in [900, 20, 1_500, 0, 700, 3].into_iter().enumerate() {
        for step in 0..3_000_i64 {
            let slot = rng.random_range(0..2_000_u32);
            if naive.tickets.contains_key(&slot) {
                if naive.tickets.len() > crowd || rng.random_ratio(1, 3) {
                    naive.remove(slot);
                    index.remove(slot);
                }
            } else if naive.tickets.len() < crowd {
                let words = if rng.random_bool(0.5) { 12 } else { 5_000 };
                let mut terms: Vec<u64> = Vec::new();
                for _ in 0..rng.random_range(0..10) {
                    let term = rng.random_range(0..words);
                    if !terms.contains(&term) {
                        terms.push(term);
                    }
                }
                let age = (step - if rng.random_ratio(1, 10) { 500 } else { 0 }, rng.random_range(0..3));
                naive.insert(slot, age, terms.clone());
                index.insert(slot, age, terms.into_iter(), Screen::default());
            }
            if step % 250 == 0 {
                naive.compare(&index);
            }
        }
        while naive.tickets.len() > crowd {
            let slot = *naive.tickets.keys().nth(rng.random_range(0..naive.tickets.len())).unwrap();
            naive.remove(slot);
            index.remove(slot);
        }
        naive.compare(&index);
        assert!(crowd > 100 || index.blocks.usage().1 <= 600, "round {round}: {:?}", index.blocks.usage());
    }
    assert!(index.postings.len() <= 400, "{}", index.postings.len());
}

#[test]
fn a_block_is_two_cache_lines() {
    assert_eq!((size_of::<super::Block>(), align_of::<super::Block>()), (128, 64));
}
