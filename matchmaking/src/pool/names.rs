//! Finding a slot by one of the caller's keys.

use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use super::hot::Hot;
use super::slab::Slab;

pub(super) fn hash_of(key: u64) -> u64 {
    let mut hasher = FixedState::with_seed(0).build_hasher();
    hasher.write_u64(key);
    hasher.finish()
}

/// The slot whose record is called `key` by `name`.
pub(super) fn slot_of(
    table: &HashTable<u32>,
    records: &Slab,
    key: u64,
    name: impl Fn(&Hot) -> u64,
) -> Option<u32> {
    table.find(hash_of(key), |&slot| records.hot_in(slot).is_some_and(|it| name(it) == key)).copied()
}
