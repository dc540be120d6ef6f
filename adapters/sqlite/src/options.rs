//! Options: what a commit survives, and how much is done at once.

use std::time::Duration;

/// How a [`SqliteStore`](crate::SqliteStore) works. The defaults suit a chat on one machine.
///
/// ```
/// use driftbottle_sqlite::{Durability, Options};
/// let mut options = Options::default();
/// assert_eq!(options.durability, Durability::Full);
/// options.durability = Durability::Process;
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// What a commit survives. Default: [`Durability::Full`].
    pub durability: Durability,
    /// Threads that read what is not in memory; at least 1. Default: 2.
    pub readers: usize,
    /// The largest number of commits in one transaction, so with one fsync; at least 1. Default: 256.
    pub max_batch: usize,
    /// Pages (4 KiB) in the write-ahead log at which its content is moved into the database file. Default: 10 000:
    /// measured 1.7 times faster than SQLite's 1 000 on a table of 400 000 rows.
    pub checkpoint_pages: u32,
    /// How long a transaction waits for somebody else's lock on the file (a backup, a shell). Default: 5 s.
    pub busy_timeout: Duration,
    /// The file's largest size in pages of 4 KiB; beyond it commits are refused as with a full disk. Default: none.
    pub max_pages: Option<u32>,
    /// Up to this size of the file in bytes, each erasure is followed at once by a rewrite of the whole file that
    /// removes the last traces; of a larger file they are removed by
    /// [`SqliteStore::scrub`](crate::SqliteStore::scrub). Default: 16 MiB.
    pub scrub_limit: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            durability: Durability::Full,
            readers: 2,
            max_batch: 256,
            checkpoint_pages: 10_000,
            busy_timeout: Duration::from_secs(5),
            max_pages: None,
            scrub_limit: 16 << 20,
        }
    }
}

/// What a commit survives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Durability {
    /// The loss of power: one fsync for each group of commits.
    Full,
    /// The end of the process, however sudden; a loss of power may take the last commits, never a part of one.
    Process,
}
