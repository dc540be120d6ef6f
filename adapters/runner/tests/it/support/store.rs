//! A store that is slow or fails when told to.

use async_trait::async_trait;
use driftbottle::chatstore::{
    Boot, ChangeSet, ChatStore, Commit, ConversationKey, Live, MemoryStore, Message, MessageKey, Scope,
    Snapshot, StoreError,
};
use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::Duration;
use tokio::time::sleep;

/// What happens to a call.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Mood {
    /// Nothing.
    Fine,
    /// It takes this long before it happens.
    Slow(Duration),
    /// It does not happen.
    Fails,
}

/// [`MemoryStore`] with moods for the next commits and the next loads.
#[derive(Debug, Default)]
pub(crate) struct Moody {
    inner: MemoryStore,
    commits: Mutex<VecDeque<Mood>>,
    loads: Mutex<VecDeque<Mood>>,
    every_commit: Mutex<Duration>,
}

impl Moody {
    pub(crate) fn next_commits(&self, moods: impl IntoIterator<Item = Mood>) {
        self.commits.lock().unwrap().extend(moods);
    }

    pub(crate) fn next_loads(&self, moods: impl IntoIterator<Item = Mood>) {
        self.loads.lock().unwrap().extend(moods);
    }

    /// Every commit takes this long from now on.
    pub(crate) fn slow_down(&self, commits: Duration) {
        *self.every_commit.lock().unwrap() = commits;
    }

    /// How many of the moods for commits are still to come.
    pub(crate) fn commits_to_come(&self) -> usize {
        self.commits.lock().unwrap().len()
    }
}

async fn endure(moods: &Mutex<VecDeque<Mood>>) -> Result<(), StoreError> {
    let mood = moods.lock().unwrap().pop_front().unwrap_or(Mood::Fine);
    match mood {
        Mood::Fine => Ok(()),
        Mood::Slow(time) => {
            sleep(time).await;
            Ok(())
        }
        Mood::Fails => Err(StoreError::Unavailable { doing: "being moody", source: "as told".into() }),
    }
}

#[async_trait]
impl ChatStore for Moody {
    async fn boot(&self, candidate: [u8; 32]) -> Result<Boot, StoreError> {
        self.inner.boot(candidate).await
    }

    async fn live(&self) -> Result<Live, StoreError> {
        self.inner.live().await
    }

    async fn load(&self, scope: &Scope) -> Result<Snapshot, StoreError> {
        endure(&self.loads).await?;
        self.inner.load(scope).await
    }

    async fn commit(&self, change: ChangeSet) -> Result<Commit, StoreError> {
        let pause = *self.every_commit.lock().unwrap();
        sleep(pause).await;
        endure(&self.commits).await?;
        self.inner.commit(change).await
    }

    async fn messages(
        &self,
        conversation: ConversationKey,
        before: Option<MessageKey>,
        limit: usize,
    ) -> Result<Vec<Message>, StoreError> {
        self.inner.messages(conversation, before, limit).await
    }

    async fn forget(&self, receipts_ms: i64, replies_ms: i64) -> Result<(), StoreError> {
        self.inner.forget(receipts_ms, replies_ms).await
    }
}
