//! Traces: what was erased is also gone from the bytes of the file and of its log.
//!
//! `secure_delete` overwrites a removed row with zeros where it lies, and truncating the log removes its older states.
//! But SQLite leaves copies of rows behind where it moves them between pages (measured: 3 of 1 000 erased openids could
//! still be found). Only a rewrite of the file removes those: cheap for a small file, for a large one it is left to
//! [`SqliteStore::scrub`](crate::SqliteStore::scrub).

use crate::failure::{Doing, Failure};
use crate::options::Options;
use rusqlite::Connection;
use std::time::{Duration, Instant};

const DOING: &str = "removing the traces of what was erased";
/// How long commits may wait for somebody who reads the log.
const PATIENCE: Duration = Duration::from_millis(200);
/// How long to leave somebody who reads the log alone.
const PAUSE: Duration = Duration::from_secs(2);

/// Somebody else reads the log, so it cannot be truncated now.
#[derive(Debug, thiserror::Error)]
#[error("the write-ahead log is in use")]
struct LogInUse;

/// The traces that may be left, and when to try again.
pub(super) struct Traces {
    in_log: bool,
    in_file: bool,
    next_try: Option<Instant>,
    limit: u64,
    patience: Duration,
    usual_patience: Duration,
}

impl Traces {
    pub(super) fn none(options: &Options) -> Self {
        Self {
            in_log: false,
            in_file: false,
            next_try: None,
            limit: options.scrub_limit,
            patience: PATIENCE.min(options.busy_timeout),
            usual_patience: options.busy_timeout,
        }
    }

    /// Somebody was erased: removes what shows it. The commit is kept in any case, so where it cannot be done now
    /// (somebody reads the log, the disk has no room for a copy) it is tried again later.
    pub(super) fn remove(&mut self, connection: &Connection) {
        self.in_log = true;
        self.in_file |= size(connection).is_ok_and(|size| size <= self.limit);
        self.next_try = None;
        self.retry(connection);
    }

    /// How long until the next try, where one is due.
    pub(super) fn pause(&self) -> Option<Duration> {
        self.next_try.map(|at| at.saturating_duration_since(Instant::now()))
    }

    /// Tries again, if it is time.
    pub(super) fn retry(&mut self, connection: &Connection) {
        if !self.in_log || self.pause().is_some_and(|pause| !pause.is_zero()) {
            return;
        }
        let done = self.attempt(connection);
        self.next_try = done.is_err().then(|| Instant::now() + PAUSE);
    }

    fn attempt(&mut self, connection: &Connection) -> Result<(), Failure> {
        if self.in_file {
            connection.execute_batch("VACUUM").doing(DOING)?;
            self.in_file = false;
        }
        connection.busy_timeout(self.patience).doing(DOING)?;
        let truncated = truncate_log(connection);
        connection.busy_timeout(self.usual_patience).doing(DOING)?;
        truncated?;
        self.in_log = false;
        Ok(())
    }
}

/// Rewrites the file and truncates the log.
pub(super) fn scrub(connection: &Connection) -> Result<(), Failure> {
    connection.execute_batch("VACUUM").doing(DOING)?;
    truncate_log(connection)
}

/// Moves the log's content into the file and truncates the log.
pub(super) fn truncate_log(connection: &Connection) -> Result<(), Failure> {
    let busy: bool =
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)).doing(DOING)?;
    if busy { Err(Failure::unavailable(DOING, LogInUse)) } else { Ok(()) }
}

fn size(connection: &Connection) -> Result<u64, Failure> {
    let sql = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
    connection.query_row(sql, [], |row| row.get(0)).doing(DOING)
}
