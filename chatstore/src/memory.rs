//! The in-memory store: for tests, and for a chat that may forget everything when it stops.

use crate::change::{ChangeSet, Commit};
use crate::conversation::Message;
use crate::error::StoreError;
use crate::keys::{ConversationKey, Epoch, MessageKey};
use crate::scope::{Scope, Snapshot};
use crate::store::{Boot, ChatStore, Live, ServerKey};
use crate::working_set::{WorkingSet, Write};
use async_trait::async_trait;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A store that lives as long as the process. Its calls never wait.
///
/// ```
/// use chatstore::{ChatStore, MemoryStore};
/// let store = MemoryStore::default();
/// let first = pollster::block_on(store.boot([1; 32])).unwrap();
/// let second = pollster::block_on(store.boot([2; 32])).unwrap();
/// assert!(second.epoch > first.epoch);
/// assert_eq!(second.server_key, first.server_key);
/// ```
#[derive(Default)]
pub struct MemoryStore {
    state: Mutex<State>,
}

struct State {
    live: WorkingSet,
    messages: BTreeMap<MessageKey, Message>,
    server_key: Option<[u8; 32]>,
    last_key: u64,
    last_ms: i64,
}

impl Default for State {
    fn default() -> Self {
        Self {
            live: WorkingSet::new(true),
            messages: BTreeMap::new(),
            server_key: None,
            last_key: 0,
            last_ms: 0,
        }
    }
}

impl MemoryStore {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Everything kept, as JSON with texts as they are: for the contract's scan after erasure.
    #[cfg(feature = "contract-tests")]
    #[must_use]
    pub fn dump(&self) -> Vec<u8> {
        let state = self.state();
        let kept = (state.live.dump(), state.messages.values().collect::<Vec<_>>());
        serde_json::to_vec(&kept).unwrap_or_default()
    }
}

impl fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryStore").field("messages", &self.state().messages.len()).finish_non_exhaustive()
    }
}

impl State {
    fn keep(&mut self, writes: Vec<Write>) {
        for write in writes {
            let (key, at_ms) = write.high_water();
            self.last_key = self.last_key.max(key);
            self.last_ms = self.last_ms.max(at_ms);
            if let Write::Message(message) = write {
                self.messages.insert(message.key, message);
            }
        }
    }
}

#[async_trait]
impl ChatStore for MemoryStore {
    async fn boot(&self, candidate: [u8; 32]) -> Result<Boot, StoreError> {
        let mut state = self.state();
        let epoch = Epoch(state.live.epoch().0 + 1);
        state.live.set_epoch(epoch);
        let server_key = ServerKey(*state.server_key.get_or_insert(candidate));
        Ok(Boot { epoch, server_key, last_key: state.last_key, last_ms: state.last_ms })
    }

    async fn live(&self) -> Result<Live, StoreError> {
        // A complete working set has nothing missing.
        Ok(self.state().live.live().unwrap_or_default())
    }

    async fn load(&self, scope: &Scope) -> Result<Snapshot, StoreError> {
        Ok(self.state().live.load(scope).unwrap_or_default())
    }

    async fn commit(&self, change: ChangeSet) -> Result<Commit, StoreError> {
        let mut state = self.state();
        let (commit, writes) = state.live.commit(change)?;
        state.keep(writes);
        drop(state);
        Ok(commit)
    }

    async fn messages(
        &self,
        conversation: ConversationKey,
        before: Option<MessageKey>,
        limit: usize,
    ) -> Result<Vec<Message>, StoreError> {
        let state = self.state();
        let of = |key: MessageKey| state.messages.get(&key).filter(|m| m.conversation == conversation);
        let named = before.and_then(of);
        let newest = state.live.conversation(conversation).and_then(|c| c.last_message);
        let first = named.map_or(newest, |m| m.previous);
        let chain = std::iter::successors(first.and_then(of), |m| m.previous.and_then(of));
        let page = chain.filter(|m| before.is_none_or(|before| m.key < before));
        Ok(page.take(limit).cloned().collect())
    }

    async fn forget(&self, receipts_ms: i64, replies_ms: i64) -> Result<(), StoreError> {
        self.state().live.forget(receipts_ms, replies_ms);
        Ok(())
    }
}
