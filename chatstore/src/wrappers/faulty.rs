//! A store that fails on schedule.

use crate::change::{ChangeSet, Commit};
use crate::conversation::Message;
use crate::error::StoreError;
use crate::keys::{ConversationKey, MessageKey};
use crate::scope::{Scope, Snapshot};
use crate::store::{Boot, ChatStore, Live};
use async_trait::async_trait;
use std::fmt;
use std::sync::{Mutex, PoisonError};

/// A store that fails when its schedule says so, for tests of what is built on stores.
///
/// ```
/// use chatstore::wrappers::{Call, Fault, Faulty};
/// use chatstore::{ChangeSet, ChatStore, MemoryStore, StoreError};
/// # pollster::block_on(async {
/// let mut commits = 0;
/// let store = Faulty::new(MemoryStore::default(), move |call| {
///     commits += u32::from(call == Call::Commit);
///     (call == Call::Commit && commits == 2).then_some(Fault::UnknownKept)
/// });
/// let change = ChangeSet::new(store.boot([1; 32]).await?.epoch);
/// assert!(store.commit(change.clone()).await.is_ok());
/// assert!(matches!(store.commit(change).await, Err(StoreError::Unknown { .. })));
/// # Ok::<(), StoreError>(()) }).unwrap();
/// ```
pub struct Faulty<S> {
    store: S,
    schedule: Mutex<Box<Schedule>>,
}

type Schedule = dyn FnMut(Call) -> Option<Fault> + Send;

/// A call that may be made to fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Call {
    /// [`ChatStore::boot`].
    Boot,
    /// [`ChatStore::live`].
    Live,
    /// [`ChatStore::load`].
    Load,
    /// [`ChatStore::commit`].
    Commit,
    /// [`ChatStore::messages`].
    Messages,
    /// [`ChatStore::forget`].
    Forget,
}

/// How a call fails. Only a commit's outcome can be unknown: any other call fails as with
/// [`Unavailable`](Self::Unavailable).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The store is never asked: [`StoreError::Unavailable`].
    Unavailable,
    /// The change reaches the store, and the answer is lost: [`StoreError::Unknown`].
    UnknownKept,
    /// The change never reaches the store, and nobody can tell: [`StoreError::Unknown`].
    UnknownLost,
}

/// The source of an error that a [`Faulty`] store made.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("a fault on schedule")]
struct Scheduled;

impl Fault {
    fn error(self) -> StoreError {
        let doing = "failing on schedule";
        match self {
            Self::Unavailable => StoreError::Unavailable { doing, source: Box::new(Scheduled) },
            Self::UnknownKept | Self::UnknownLost => {
                StoreError::Unknown { doing, source: Box::new(Scheduled) }
            }
        }
    }
}

impl<S> Faulty<S> {
    /// A store whose schedule is asked once before each call, in the order of the calls.
    pub fn new(store: S, schedule: impl FnMut(Call) -> Option<Fault> + Send + 'static) -> Self {
        Self { store, schedule: Mutex::new(Box::new(schedule)) }
    }

    /// A store whose commits meet these faults, one after another, and none after the last; other calls are left
    /// alone.
    pub fn commits(store: S, faults: impl IntoIterator<Item = Option<Fault>>) -> Self {
        let mut faults = faults.into_iter().collect::<Vec<_>>().into_iter();
        Self::new(store, move |call| if call == Call::Commit { faults.next().flatten() } else { None })
    }

    fn fault(&self, call: Call) -> Option<Fault> {
        (self.schedule.lock().unwrap_or_else(PoisonError::into_inner))(call)
    }

    fn ask(&self, call: Call) -> Result<(), StoreError> {
        self.fault(call).map_or(Ok(()), |_| Err(Fault::Unavailable.error()))
    }
}

impl<S: fmt::Debug> fmt::Debug for Faulty<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Faulty").field("store", &self.store).finish_non_exhaustive()
    }
}

#[async_trait]
impl<S: ChatStore> ChatStore for Faulty<S> {
    async fn boot(&self, candidate: [u8; 32]) -> Result<Boot, StoreError> {
        self.ask(Call::Boot)?;
        self.store.boot(candidate).await
    }

    async fn live(&self) -> Result<Live, StoreError> {
        self.ask(Call::Live)?;
        self.store.live().await
    }

    async fn load(&self, scope: &Scope) -> Result<Snapshot, StoreError> {
        self.ask(Call::Load)?;
        self.store.load(scope).await
    }

    async fn commit(&self, change: ChangeSet) -> Result<Commit, StoreError> {
        match self.fault(Call::Commit) {
            None => self.store.commit(change).await,
            Some(fault) => {
                if fault == Fault::UnknownKept {
                    // The answer is what gets lost.
                    let _ = self.store.commit(change).await?;
                }
                Err(fault.error())
            }
        }
    }

    async fn messages(
        &self,
        conversation: ConversationKey,
        before: Option<MessageKey>,
        limit: usize,
    ) -> Result<Vec<Message>, StoreError> {
        self.ask(Call::Messages)?;
        self.store.messages(conversation, before, limit).await
    }

    async fn forget(&self, receipts_ms: i64, replies_ms: i64) -> Result<(), StoreError> {
        self.ask(Call::Forget)?;
        self.store.forget(receipts_ms, replies_ms).await
    }
}
