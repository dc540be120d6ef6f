//! The store: memory first, the tables where it must be.

use crate::connection;
use crate::failure::{Failure, Stopped};
use crate::lock::Lock;
use crate::options::Options;
use crate::readers::Readers;
use crate::rows;
use crate::shared::Shared;
use crate::writer::{Job, Writer};
use async_trait::async_trait;
use chatstore::working_set::{Missing, Write};
use chatstore::{
    Boot, ChangeSet, ChatStore, Commit, ConversationKey, Epoch, Live, Message, MessageKey, Scope, Snapshot,
    StoreError, WorkingSet,
};
use futures_channel::oneshot;
use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread::JoinHandle;

/// A chat in one SQLite file, served by this process alone.
///
/// It needs no runtime: its futures may be awaited anywhere, and nothing blocks the thread that awaits them. Dropping
/// the future of a commit does not take the commit back. Dropping the store writes what is queued and closes the file.
///
/// ```
/// use chatstore::ChatStore;
/// use driftbottle_sqlite::{Options, SqliteStore};
/// # let directory = tempfile::tempdir()?;
/// # let path = directory.path().join("chat.db");
/// let store = SqliteStore::open(&path, Options::default())?;
/// let boot = pollster::block_on(store.boot([7; 32]))?;
/// assert_eq!(boot.last_key, 0);
/// assert!(SqliteStore::open(&path, Options::default()).is_err(), "one process at a time");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct SqliteStore {
    shared: Arc<Shared>,
    readers: Readers,
    writer: Option<JoinHandle<()>>,
    // The last to go: the next process may come when everything is closed.
    _lock: Lock,
}

/// What a [`SqliteStore`] has done since it was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// Commits that were written.
    pub commits: u64,
    /// Transactions they shared; with [`Durability::Full`](crate::Durability::Full) each is one fsync.
    pub transactions: u64,
}

impl SqliteStore {
    /// Opens a database, or makes one, and reads what memory must hold. Blocks while it does.
    ///
    /// `PATH.lock` beside the file keeps other processes out and stays there.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when another process (or another handle in this one) serves the database;
    /// [`StoreError::Unavailable`] when it cannot be opened; [`StoreError::Corrupt`].
    pub fn open(path: &Path, options: Options) -> Result<Self, StoreError> {
        let lock = Lock::take(path)?;
        let connection = connection::writer(path, &options)?;
        let shared = Arc::new(Shared::new(WorkingSet::new(false)));
        let writer = Writer::open(connection, &options, &shared)?;
        let readers = Readers::start(path, &options)?;
        let thread = std::thread::Builder::new().name("sqlite-write".into());
        let thread = thread
            .spawn(move || writer.run())
            .map_err(|error| Failure::unavailable("starting the writing thread", error))?;
        Ok(Self { shared, readers, writer: Some(thread), _lock: lock })
    }

    /// What was done since the store was opened.
    #[must_use]
    pub fn counts(&self) -> Counts {
        Counts {
            commits: self.shared.commits.load(Ordering::Relaxed),
            transactions: self.shared.transactions.load(Ordering::Relaxed),
        }
    }

    /// Rewrites the file, so that no byte of it shows what was erased. Commits wait meanwhile, about a second for
    /// each 100 MB. To be called at a quiet hour after erasures, when the file is larger than
    /// [`Options::scrub_limit`].
    ///
    /// # Errors
    /// [`StoreError::Unavailable`], as where the disk has no room for a second copy.
    pub async fn scrub(&self) -> Result<(), StoreError> {
        self.ask(Job::Scrub).await
    }

    /// Queues a job and waits for its end.
    async fn ask(
        &self,
        job: impl FnOnce(oneshot::Sender<Result<(), Failure>>) -> Job,
    ) -> Result<(), StoreError> {
        let (ack, done) = oneshot::channel();
        {
            let mut state = self.shared.lock();
            state.serving()?;
            self.shared.push(&mut state, job(ack));
        }
        Ok(done.await.map_err(|_| Stopped.failure())??)
    }

    /// Asks memory; where it has to be read again or more must be read first, that is done, and memory asked again.
    async fn with_memory<T>(
        &self,
        mut ask: impl FnMut(&mut crate::shared::State) -> Result<Result<T, Missing>, StoreError> + Send,
    ) -> Result<T, StoreError> {
        let mut fetched = None;
        loop {
            let next = {
                let mut state = self.shared.lock();
                if state.serving()? {
                    match ask(&mut state)? {
                        Ok(answer) => return Ok(answer),
                        Err(missing) => Some((missing, state.generation)),
                    }
                } else {
                    None
                }
            };
            match &next {
                // It was read, and memory still lacks it: the tables contradict each other.
                Some(_) if next == fetched => return Err(contradiction().into()),
                Some((missing, generation)) => self.fetch(missing.clone(), *generation).await?,
                None => self.ask(Job::Recover).await?,
            }
            fetched = next;
        }
    }

    /// Reads what memory lacks. What is in memory already is newer, so it stays.
    async fn fetch(&self, missing: Missing, generation: u64) -> Result<(), StoreError> {
        let loaded = self.readers.read(move |connection| rows::missing(connection, &missing)).await?;
        self.shared.lock().admit_read(loaded, generation);
        Ok(())
    }

    /// Queues rows while the lock is held; the answer comes when they, and all rows queued before, are on disk.
    fn write(&self, state: &mut crate::shared::State, rows: Vec<Write>) -> Option<Durable> {
        if rows.is_empty() && state.settled() {
            return None;
        }
        let (ack, durable) = oneshot::channel();
        self.shared.push(state, Job::Write(rows, ack));
        Some(durable)
    }
}

fn contradiction() -> Failure {
    Failure::Corrupt { table: "meta", what: "a row is there that the largest key says cannot be".into() }
}

type Durable = oneshot::Receiver<Result<(), Failure>>;

async fn durable(rows: Option<Durable>) -> Result<(), StoreError> {
    match rows {
        Some(rows) => Ok(rows.await.map_err(|_| Stopped.failure())??),
        None => Ok(()),
    }
}

#[async_trait]
impl ChatStore for SqliteStore {
    async fn boot(&self, candidate: [u8; 32]) -> Result<Boot, StoreError> {
        let booted = self
            .with_memory(|state| {
                let epoch = Epoch(state.set.epoch().0 + 1);
                state.set.set_epoch(epoch);
                let (ack, booted) = oneshot::channel();
                self.shared.push(state, Job::Boot(epoch, candidate, ack));
                Ok(Ok(booted))
            })
            .await?;
        Ok(booted.await.map_err(|_| Stopped.failure())??)
    }

    async fn live(&self) -> Result<Live, StoreError> {
        self.with_memory(|state| Ok(state.set.live())).await
    }

    async fn load(&self, scope: &Scope) -> Result<Snapshot, StoreError> {
        self.with_memory(|state| Ok(state.set.load(scope))).await
    }

    async fn commit(&self, change: ChangeSet) -> Result<Commit, StoreError> {
        let mut change = Some(change);
        let (commit, rows) = self
            .with_memory(|state| {
                if let Some(change) = &change {
                    let missing = state.set.needs(change);
                    if !missing.is_empty() {
                        return Ok(Err(missing));
                    }
                }
                let Some(change) = change.take() else { return Err(Stopped.failure().into()) };
                let (commit, rows) = state.set.commit(change)?;
                // A conflict acknowledges nothing. A repeat does, and so does a change without a row.
                let rows = if commit == Commit::Conflict { None } else { self.write(state, rows) };
                Ok(Ok((commit, rows)))
            })
            .await?;
        durable(rows).await?;
        Ok(commit)
    }

    async fn messages(
        &self,
        conversation: ConversationKey,
        before: Option<MessageKey>,
        limit: usize,
    ) -> Result<Vec<Message>, StoreError> {
        let read = move |connection: &mut _| rows::page(connection, conversation, before, limit);
        Ok(self.readers.read(read).await?)
    }

    async fn forget(&self, receipts_ms: i64, replies_ms: i64) -> Result<(), StoreError> {
        let rows = self
            .with_memory(|state| {
                let rows = state.set.forget(receipts_ms, replies_ms);
                Ok(Ok(self.write(state, rows)))
            })
            .await?;
        durable(rows).await
    }
}

impl Drop for SqliteStore {
    fn drop(&mut self) {
        // The writer's connection is the last to close: a reading one could not remove the log.
        self.readers.close();
        self.shared.close();
        if let Some(writer) = self.writer.take() {
            let _ = writer.join();
        }
    }
}

impl fmt::Debug for SqliteStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SqliteStore").field("counts", &self.counts()).finish_non_exhaustive()
    }
}
