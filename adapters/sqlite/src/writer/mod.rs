//! The writer: one thread owns the writing connection and commits what was queued meanwhile as one transaction, so
//! that many commits share one fsync.

mod batch;
mod job;
mod traces;
mod transaction;

pub(crate) use job::Job;

use crate::failure::{Doing, Failure};
use crate::options::Options;
use crate::rows::{Everything, everything};
use crate::shared::{Mode, Shared};
use batch::Batch;
use chatstore::working_set::Write;
use chatstore::{Boot, Epoch, PushKey, ServerKey};
use rusqlite::Connection;
use std::collections::HashMap;
use std::sync::Arc;
use traces::Traces;

/// The writing thread's own.
pub(crate) struct Writer {
    shared: Arc<Shared>,
    connection: Connection,
    /// The row of every receipt in memory.
    receipts: HashMap<PushKey, i64>,
    /// The lease, as far as it is on disk.
    epoch: Epoch,
    /// The newest lease that this store ever tried to take.
    tried: Epoch,
    last_key: u64,
    last_ms: i64,
    traces: Traces,
    max_batch: usize,
}

impl Writer {
    /// Reads everything that memory must hold from the start.
    pub(crate) fn open(
        mut connection: Connection,
        options: &Options,
        shared: &Arc<Shared>,
    ) -> Result<Self, Failure> {
        let Everything { loaded, receipts, epoch, last_key, last_ms } = everything(&mut connection)?;
        let mut state = shared.lock();
        state.set.set_epoch(epoch);
        state.admit(loaded);
        drop(state);
        Ok(Self {
            shared: Arc::clone(shared),
            connection,
            receipts,
            epoch,
            tried: epoch,
            last_key,
            last_ms,
            traces: Traces::none(options),
            max_batch: options.max_batch,
        })
    }

    /// Serves until the store is closed and everything queued is written.
    pub(crate) fn run(mut self) {
        let _stopped = TellStopped(Arc::clone(&self.shared));
        while let Some(jobs) = self.shared.next_jobs(self.max_batch, self.traces.pause()) {
            self.serve(jobs);
            self.traces.retry(&self.connection);
        }
        // What stays in the log is read at the next start.
        let _ = traces::truncate_log(&self.connection);
    }

    fn serve(&mut self, jobs: Vec<Job>) {
        let outcome = match jobs.first() {
            Some(Job::Boot(epoch, candidate, _)) => self.boot(*epoch, *candidate).map(Some),
            Some(Job::Scrub(_)) => traces::scrub(&self.connection).map(|()| None),
            Some(Job::Recover(_)) => self.recover().map(|()| None),
            _ => self.write(&jobs).map(|()| None),
        };
        match outcome {
            Ok(boot) => jobs.into_iter().for_each(|job| match (job, boot) {
                // Nobody listens where the caller's future was dropped.
                (Job::Boot(_, _, ack), Some(boot)) => drop(ack.send(Ok(boot))),
                (job, _) => job.done(),
            }),
            Err(failure) => self.fail(jobs, &failure),
        }
    }

    fn write(&mut self, jobs: &[Job]) -> Result<(), Failure> {
        let batch = Batch::of(jobs.iter().flat_map(rows_of));
        if batch.is_empty() {
            return Ok(());
        }
        let (key, at_ms) = (self.last_key.max(batch.last_key), self.last_ms.max(batch.last_ms));
        let risen = key > self.last_key || at_ms > self.last_ms;
        transaction::transact(&mut self.connection, self.epoch, |connection| {
            if risen {
                transaction::high_water(connection, key, at_ms)?;
            }
            transaction::write(connection, &batch, &mut self.receipts)
        })?;
        (self.last_key, self.last_ms) = (key, at_ms);
        self.shared.count(jobs.iter().filter(|job| rows_of(job).next().is_some()).count());
        if !batch.people_gone.is_empty() {
            self.traces.remove(&self.connection);
        }
        Ok(())
    }

    fn boot(&mut self, epoch: Epoch, candidate: [u8; 32]) -> Result<Boot, Failure> {
        self.tried = epoch;
        let server_key = transaction::transact(&mut self.connection, self.epoch, |connection| {
            take_lease(connection, epoch, candidate)
        })?;
        self.epoch = epoch;
        Ok(Boot { epoch, server_key: ServerKey(server_key), last_key: self.last_key, last_ms: self.last_ms })
    }

    /// Everything that was queued may build on what could not be kept: it fails with it, and memory is read again.
    fn fail(&mut self, jobs: Vec<Job>, failure: &Failure) {
        if !matches!(jobs.first(), Some(Job::Scrub(_) | Job::Recover(_))) {
            let queued = self.shared.lock().throw_away(jobs.len());
            match failure {
                Failure::Fenced { current, .. } => self.shared.lock().mode = Mode::Fenced(*current),
                // Where it cannot be read now, the next caller asks again.
                _ => drop(self.recover()),
            }
            queued.into_iter().for_each(|job| job.fail(failure));
        }
        jobs.into_iter().for_each(|job| job.fail(failure));
    }

    /// Reads memory again, if it was thrown away.
    fn recover(&mut self) -> Result<(), Failure> {
        if !matches!(self.shared.lock().mode, Mode::Broken) {
            return Ok(());
        }
        let Everything { loaded, receipts, epoch, last_key, last_ms } = everything(&mut self.connection)?;
        let mut state = self.shared.lock();
        if epoch > self.tried {
            state.mode = Mode::Fenced(epoch);
            return Err(Failure::Fenced { ours: self.epoch, current: epoch });
        }
        (self.receipts, self.epoch, self.last_key, self.last_ms) = (receipts, epoch, last_key, last_ms);
        state.set.set_epoch(epoch);
        state.admit(loaded);
        state.mode = Mode::Serving;
        Ok(())
    }
}

fn rows_of(job: &Job) -> impl Iterator<Item = &Write> {
    let rows = match job {
        Job::Write(rows, _) => rows.as_slice(),
        _ => &[],
    };
    rows.iter()
}

fn take_lease(connection: &Connection, epoch: Epoch, candidate: [u8; 32]) -> Result<[u8; 32], Failure> {
    const DOING: &str = "taking the lease";
    connection.execute("UPDATE meta SET value = ?1 WHERE key = 'epoch'", [epoch.0]).doing(DOING)?;
    connection.execute("INSERT OR IGNORE INTO meta VALUES ('server_key', ?1)", [candidate]).doing(DOING)?;
    let sql = "SELECT value FROM meta WHERE key = 'server_key'";
    connection.query_row(sql, [], |row| row.get(0)).doing(DOING)
}

/// However the thread ends, nobody waits for it for ever.
struct TellStopped(Arc<Shared>);

impl Drop for TellStopped {
    fn drop(&mut self) {
        self.0.stopped();
    }
}
