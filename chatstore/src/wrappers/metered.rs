//! Counting what is asked of a store.

use crate::change::{ChangeSet, Commit};
use crate::conversation::Message;
use crate::error::StoreError;
use crate::keys::{ConversationKey, MessageKey};
use crate::scope::{Scope, Snapshot};
use crate::store::{Boot, ChatStore, Live};
use async_trait::async_trait;
use std::sync::atomic::{AtomicU64, Ordering};

/// A store that counts its calls and what became of them. To be read from a metrics page or a test.
///
/// ```
/// use chatstore::{ChangeSet, ChatStore, MemoryStore, wrappers::Metered};
/// # pollster::block_on(async {
/// let store = Metered::new(MemoryStore::default());
/// let boot = store.boot([1; 32]).await?;
/// store.commit(ChangeSet::new(boot.epoch)).await?;
/// assert_eq!(store.tally().committed, 1);
/// # Ok::<(), chatstore::StoreError>(()) }).unwrap();
/// ```
#[derive(Debug, Default)]
pub struct Metered<S> {
    store: S,
    boots: AtomicU64,
    reads: AtomicU64,
    committed: AtomicU64,
    conflicts: AtomicU64,
    repeats: AtomicU64,
    forgets: AtomicU64,
    errors: AtomicU64,
}

/// What a [`Metered`] store has counted since it was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tally {
    /// Leases taken.
    pub boots: u64,
    /// Snapshots, pages and the live set, shown.
    pub reads: u64,
    /// Changes kept.
    pub committed: u64,
    /// Changes that met a conflict.
    pub conflicts: u64,
    /// Pushes that had been accepted before.
    pub repeats: u64,
    /// Rounds of forgetting.
    pub forgets: u64,
    /// Calls of any kind that ended in an error; they are counted nowhere else.
    pub errors: u64,
}

impl<S> Metered<S> {
    /// A store that counts from now.
    pub fn new(store: S) -> Self {
        Self {
            store,
            boots: AtomicU64::default(),
            reads: AtomicU64::default(),
            committed: AtomicU64::default(),
            conflicts: AtomicU64::default(),
            repeats: AtomicU64::default(),
            forgets: AtomicU64::default(),
            errors: AtomicU64::default(),
        }
    }

    /// What was counted. Calls that end meanwhile may be in it or not.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        Tally {
            boots: read(&self.boots),
            reads: read(&self.reads),
            committed: read(&self.committed),
            conflicts: read(&self.conflicts),
            repeats: read(&self.repeats),
            forgets: read(&self.forgets),
            errors: read(&self.errors),
        }
    }

    fn count<T>(&self, outcome: Result<T, StoreError>, counter: &AtomicU64) -> Result<T, StoreError> {
        let counter = if outcome.is_ok() { counter } else { &self.errors };
        counter.fetch_add(1, Ordering::Relaxed);
        outcome
    }
}

#[async_trait]
impl<S: ChatStore> ChatStore for Metered<S> {
    async fn boot(&self, candidate: [u8; 32]) -> Result<Boot, StoreError> {
        self.count(self.store.boot(candidate).await, &self.boots)
    }

    async fn live(&self) -> Result<Live, StoreError> {
        self.count(self.store.live().await, &self.reads)
    }

    async fn load(&self, scope: &Scope) -> Result<Snapshot, StoreError> {
        self.count(self.store.load(scope).await, &self.reads)
    }

    async fn commit(&self, change: ChangeSet) -> Result<Commit, StoreError> {
        let outcome = self.store.commit(change).await;
        let counter = match &outcome {
            Ok(Commit::Committed(_)) => &self.committed,
            Ok(Commit::Conflict) => &self.conflicts,
            Ok(Commit::Repeat(_)) => &self.repeats,
            Err(_) => &self.errors,
        };
        self.count(outcome, counter)
    }

    async fn messages(
        &self,
        conversation: ConversationKey,
        before: Option<MessageKey>,
        limit: usize,
    ) -> Result<Vec<Message>, StoreError> {
        self.count(self.store.messages(conversation, before, limit).await, &self.reads)
    }

    async fn forget(&self, receipts_ms: i64, replies_ms: i64) -> Result<(), StoreError> {
        self.count(self.store.forget(receipts_ms, replies_ms).await, &self.forgets)
    }
}
