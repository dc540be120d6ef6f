//! A [`ChatStore`](chatstore::ChatStore) in one SQLite file: one writer thread with group commit, fsynced.
//!
//! **What a commit means.** When it returns, its rows are in the write-ahead log and the log is synced: they survive
//! the end of the process, and with [`Durability::Full`] (the default) the loss of power. Commits that come while one
//! is being written share the next transaction, so 64 of them cost little more than one. A snapshot may already show a
//! commit that is not on disk yet; only the return of a commit acknowledges it. If the disk then fails, everything that
//! was not acknowledged is forgotten and memory is read again.
//!
//! **What is in memory.** All receipts, tickets, blocks, bottles and memos, and every person and conversation touched since the start;
//! the rest is read when it is needed. Nothing is evicted in this version.
//!
//! **Keep the file on a local disk**, with its companions `-wal`, `-shm` and `.lock`. To copy a database that is being
//! served use SQLite's own `.backup`, never `cp`.
//!
//! **Erasure.** An erased person's rows are overwritten, and the log is truncated before the commit returns. See
//! [`SqliteStore::scrub`] for the traces that SQLite leaves in large files.

mod connection;
mod failure;
mod lock;
mod options;
mod readers;
mod rows;
mod shared;
mod store;
mod writer;

pub use options::{Durability, Options};
pub use store::{Counts, SqliteStore};
