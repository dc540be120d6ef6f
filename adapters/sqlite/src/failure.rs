//! Failures: what went wrong, for each of the commits that it concerns.

use chatstore::{Epoch, StoreError};
use std::error::Error;
use std::sync::Arc;

/// Why a group of commits could not be kept. One failure is told to many callers.
#[derive(Clone, Debug)]
pub(crate) enum Failure {
    /// Nothing was kept.
    Unavailable { doing: &'static str, source: Arc<dyn Error + Send + Sync> },
    /// It may have been kept.
    Unknown { doing: &'static str, source: Arc<dyn Error + Send + Sync> },
    /// Another process has the lease.
    Fenced { ours: Epoch, current: Epoch },
    /// A row cannot be read.
    Corrupt { table: &'static str, what: String },
}

impl Failure {
    pub(crate) fn unavailable(doing: &'static str, source: impl Error + Send + Sync + 'static) -> Self {
        Self::Unavailable { doing, source: Arc::new(source) }
    }

    /// The failure of a `COMMIT`. SQLite stops at the first page that finds no room or no permission, and the page
    /// that completes the transaction is the last one: then nothing was kept. Any other error leaves it open.
    pub(crate) fn of_commit(source: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{DatabaseBusy, DiskFull, ReadOnly};
        match source.sqlite_error_code() {
            Some(DatabaseBusy | DiskFull | ReadOnly) => Self::unavailable(COMMITTING, source),
            _ => Self::Unknown { doing: COMMITTING, source: Arc::new(source) },
        }
    }
}

const COMMITTING: &str = "committing a transaction";

impl From<Failure> for StoreError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Unavailable { doing, source } => Self::Unavailable { doing, source: Box::new(source) },
            Failure::Unknown { doing, source } => Self::Unknown { doing, source: Box::new(source) },
            Failure::Fenced { ours, current } => Self::Fenced { ours, current },
            Failure::Corrupt { table, what } => Self::Corrupt { table, what },
        }
    }
}

/// Names what was being done when SQLite failed.
pub(crate) trait Doing<T> {
    fn doing(self, doing: &'static str) -> Result<T, Failure>;
}

impl<T, E: Error + Send + Sync + 'static> Doing<T> for Result<T, E> {
    fn doing(self, doing: &'static str) -> Result<T, Failure> {
        self.map_err(|source| Failure::unavailable(doing, source))
    }
}

/// The store was closed, or one of its threads has died.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the store's thread has stopped")]
pub(crate) struct Stopped;

impl Stopped {
    pub(crate) fn failure(self) -> Failure {
        Failure::unavailable("waiting for the store's thread", self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_commit(code: i32) -> StoreError {
        let error = rusqlite::ffi::Error::new(code);
        Failure::of_commit(rusqlite::Error::SqliteFailure(error, None)).into()
    }

    #[test]
    fn a_commit_that_found_no_room_was_not_kept() {
        use rusqlite::ffi::{SQLITE_BUSY, SQLITE_FULL, SQLITE_READONLY};
        for code in [SQLITE_BUSY, SQLITE_FULL, SQLITE_READONLY] {
            assert!(matches!(of_commit(code), StoreError::Unavailable { .. }), "{code}");
        }
    }

    #[test]
    fn a_commit_whose_sync_failed_may_have_been_kept() {
        use rusqlite::ffi::{SQLITE_IOERR, SQLITE_IOERR_FSYNC, SQLITE_NOMEM};
        for code in [SQLITE_IOERR, SQLITE_IOERR_FSYNC, SQLITE_NOMEM] {
            assert!(matches!(of_commit(code), StoreError::Unknown { .. }), "{code}");
        }
    }
}
