//! The storage trait.

use crate::change::{ChangeSet, Commit};
use crate::conversation::{Conversation, Message};
use crate::error::StoreError;
use crate::keys::{ConversationKey, Epoch, MessageKey};
use crate::memo::Memo;
use crate::person::Person;
use crate::scope::{Scope, Snapshot};
use crate::ticket::Ticket;
use async_trait::async_trait;
use std::fmt::Debug;
use std::sync::Arc;

/// Where a chat is kept. Mechanism only: what to keep is decided above.
///
/// One process at a time serves a database. All calls may be made from many tasks at once.
#[async_trait]
pub trait ChatStore: Debug + Send + Sync {
    /// Takes the lease: every change of an earlier epoch is refused from now on.
    ///
    /// `candidate` becomes the database's server key if it has none yet; the key kept is the one returned, always
    /// the same for one database.
    ///
    /// # Errors
    /// [`StoreError::Busy`] while another process serves the database; [`StoreError::Unavailable`].
    async fn boot(&self, candidate: [u8; 32]) -> Result<Boot, StoreError>;

    /// Everything that may have work left to do: people with a lane, a seat, an open prompt, a reminder, letters or an
    /// unfollow that has not been followed by erasure, tickets that wait, conversations that go on or that one of those
    /// people is still owed lines from, and all memos. Read once after [`boot`](Self::boot).
    ///
    /// # Errors
    /// [`StoreError::Unavailable`], [`StoreError::Corrupt`].
    async fn live(&self) -> Result<Live, StoreError>;

    /// What a decision needs to see, as one moment: it contains all of a commit or nothing of it. A commit whose
    /// call has returned is seen.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`], [`StoreError::Corrupt`].
    async fn load(&self, scope: &Scope) -> Result<Snapshot, StoreError>;

    /// Commits all of a change or nothing of it. When it returns [`Commit::Committed`] the change is durable.
    /// Expectations are looked at in their order; a push that was seen before is answered with its receipt even
    /// where another expectation would fail too.
    ///
    /// # Errors
    /// [`StoreError::Fenced`] when a later epoch is in force; [`StoreError::Unavailable`] when nothing was kept;
    /// [`StoreError::Unknown`] when it may have been kept.
    async fn commit(&self, change: ChangeSet) -> Result<Commit, StoreError>;

    /// A conversation's messages before `before` (the newest where `None`), newest first, at most `limit`.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`], [`StoreError::Corrupt`].
    async fn messages(
        &self,
        conversation: ConversationKey,
        before: Option<MessageKey>,
        limit: usize,
    ) -> Result<Vec<Message>, StoreError>;

    /// Removes receipts accepted before `receipts_ms`, the reply content of those accepted before `replies_ms`, and
    /// bottles that sank before `receipts_ms`.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    async fn forget(&self, receipts_ms: i64, replies_ms: i64) -> Result<(), StoreError>;
}

#[async_trait]
impl<S: ChatStore + ?Sized> ChatStore for Arc<S> {
    async fn boot(&self, candidate: [u8; 32]) -> Result<Boot, StoreError> {
        self.as_ref().boot(candidate).await
    }

    async fn live(&self) -> Result<Live, StoreError> {
        self.as_ref().live().await
    }

    async fn load(&self, scope: &Scope) -> Result<Snapshot, StoreError> {
        self.as_ref().load(scope).await
    }

    async fn commit(&self, change: ChangeSet) -> Result<Commit, StoreError> {
        self.as_ref().commit(change).await
    }

    async fn messages(
        &self,
        conversation: ConversationKey,
        before: Option<MessageKey>,
        limit: usize,
    ) -> Result<Vec<Message>, StoreError> {
        self.as_ref().messages(conversation, before, limit).await
    }

    async fn forget(&self, receipts_ms: i64, replies_ms: i64) -> Result<(), StoreError> {
        self.as_ref().forget(receipts_ms, replies_ms).await
    }
}

/// What taking the lease gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Boot {
    /// The lease.
    pub epoch: Epoch,
    /// The key for keyed hashes of this database.
    pub server_key: ServerKey,
    /// No key in the database is larger than this.
    pub last_key: u64,
    /// The largest time kept, in ms; 0 in an empty database.
    pub last_ms: i64,
}

/// The secret for keyed hashes. `Debug` does not show it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ServerKey(pub [u8; 32]);

impl Debug for ServerKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ServerKey(…)")
    }
}

/// Everything that may have work left to do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Live {
    /// People.
    pub people: Vec<Arc<Person>>,
    /// Tickets that wait.
    pub tickets: Vec<Arc<Ticket>>,
    /// Conversations.
    pub conversations: Vec<Arc<Conversation>>,
    /// What is remembered about accounts.
    pub memos: Vec<Memo>,
}
