//! A store that remembers what was committed, and may be made to fail or to say late that it has.

use async_trait::async_trait;
use chatstore::{
    Boot, ChangeSet, Changed, ChatStore, Commit, ConversationKey, Fact, Live, Message, MessageKey, Person,
    Scope, Snapshot, StoreError, UserKey,
};
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::Poll;

/// A change that was committed, with what it left behind.
#[derive(Clone, Debug)]
pub(crate) struct Committed {
    pub(crate) facts: Vec<Fact>,
    pub(crate) changed: Changed,
}

#[derive(Debug)]
pub(crate) struct Witness {
    inner: Arc<dyn ChatStore>,
    seen: Mutex<Vec<Committed>>,
    people: Mutex<BTreeMap<UserKey, Arc<Person>>>,
    shaky: Mutex<Option<Shaky>>,
    late: AtomicBool,
}

/// How often, of a thousand commits, something goes wrong.
#[derive(Clone, Copy, Debug)]
struct Shaky {
    per_mille: u64,
    state: u64,
}

impl Witness {
    pub(crate) fn new(inner: Arc<dyn ChatStore>) -> Self {
        let (seen, people, shaky) = (Mutex::default(), Mutex::default(), Mutex::default());
        Self { inner, seen, people, shaky, late: AtomicBool::default() }
    }

    /// The next commit is kept at once, but whoever waits for it has to ask twice.
    pub(crate) fn be_late_once(&self) {
        self.late.store(true, Ordering::Relaxed);
    }

    /// From now on so many of a thousand commits fail: some before they are kept, some after.
    pub(crate) fn shake(&self, per_mille: u64, seed: u64) {
        *self.shaky.lock().unwrap() = (per_mille > 0).then_some(Shaky { per_mille, state: seed });
    }

    pub(crate) fn is_shaky(&self) -> bool {
        self.shaky.lock().unwrap().is_some()
    }

    /// What was committed since the last time.
    pub(crate) fn take_seen(&self) -> Vec<Committed> {
        std::mem::take(&mut self.seen.lock().unwrap())
    }

    pub(crate) fn people(&self) -> Vec<Arc<Person>> {
        self.people.lock().unwrap().values().cloned().collect()
    }

    pub(crate) fn person(&self, user: UserKey) -> Option<Arc<Person>> {
        self.people.lock().unwrap().get(&user).cloned()
    }

    fn roll(&self) -> u64 {
        let mut shaky = self.shaky.lock().unwrap();
        let Some(shaky) = shaky.as_mut() else { return u64::MAX };
        shaky.state =
            shaky.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let roll = (shaky.state >> 33) % 1_000;
        if roll < shaky.per_mille { shaky.state >> 61 & 1 } else { u64::MAX }
    }

    fn note(&self, facts: Vec<Fact>, changed: &Changed) {
        let mut people = self.people.lock().unwrap();
        for person in &changed.people {
            people.insert(person.key, person.clone());
        }
        for fact in &facts {
            if let Fact::ErasePerson(user) = fact {
                people.remove(user);
            }
        }
        self.seen.lock().unwrap().push(Committed { facts, changed: changed.clone() });
    }
}

#[async_trait]
impl ChatStore for Witness {
    async fn boot(&self, candidate: [u8; 32]) -> Result<Boot, StoreError> {
        self.inner.boot(candidate).await
    }

    async fn live(&self) -> Result<Live, StoreError> {
        self.inner.live().await
    }

    async fn load(&self, scope: &Scope) -> Result<Snapshot, StoreError> {
        self.inner.load(scope).await
    }

    async fn commit(&self, change: ChangeSet) -> Result<Commit, StoreError> {
        let roll = self.roll();
        let source = || Box::<dyn std::error::Error + Send + Sync>::from("the disk is shaky");
        if roll == 0 {
            return Err(StoreError::Unavailable { doing: "commit", source: source() });
        }
        let facts = change.facts.clone();
        let commit = self.inner.commit(change).await?;
        let mut waits = self.late.swap(false, Ordering::Relaxed);
        poll_fn(|_| if std::mem::take(&mut waits) { Poll::Pending } else { Poll::Ready(()) }).await;
        if let Commit::Committed(changed) = &commit {
            self.note(facts, changed);
        }
        if roll == 1 {
            return Err(StoreError::Unknown { doing: "commit", source: source() });
        }
        Ok(commit)
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
