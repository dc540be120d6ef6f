//! A scene: an open store, its lease, and keys to give out.

use super::Harness;
use crate::change::{ChangeSet, Changed, Commit, Fact};
use crate::conversation::Message;
use crate::keys::{ConversationKey, PushKey, UserId, UserKey};
use crate::person::{Address, Person};
use crate::scope::{Scope, Snapshot};
use crate::store::{Boot, ChatStore, Live};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The app everybody uses here.
pub(super) const APP: &str = "wx-contract";

/// An open store with its lease.
#[derive(Debug)]
pub struct Scene<H> {
    pub(super) harness: H,
    pub(super) boot: Boot,
    keys: AtomicU64,
}

impl<H> Scene<H> {
    /// The backend.
    pub fn harness(&self) -> &H {
        &self.harness
    }
}

impl<H: Harness> Scene<H> {
    /// An empty store, booted.
    pub fn open() -> Self {
        let harness = H::open();
        let boot = harness.run(harness.store().boot([1; 32])).expect("a fresh store boots");
        Self { harness, boot, keys: AtomicU64::new(0) }
    }

    /// Crashes, reopens and boots.
    pub fn reopen(&mut self) {
        self.harness.crash_and_reopen();
        self.boot = self.run(self.store().boot([2; 32])).expect("a store boots after a crash");
    }

    /// The store.
    pub fn store(&self) -> Arc<dyn ChatStore> {
        self.harness.store()
    }

    pub(super) fn run<F: Future>(&self, future: F) -> F::Output {
        self.harness.run(future)
    }

    /// A key that nothing has yet.
    pub fn key(&self) -> u64 {
        self.keys.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// The push with this number.
    pub fn push(number: u64) -> PushKey {
        let mut key = [0; 16];
        key[8..].copy_from_slice(&number.to_be_bytes());
        PushKey(key)
    }

    /// An empty change under the lease.
    pub fn change(&self) -> ChangeSet {
        ChangeSet::new(self.boot.epoch)
    }

    /// What the store answers.
    pub fn commit(&self, change: ChangeSet) -> Commit {
        self.run(self.store().commit(change)).expect("the store is available")
    }

    /// Commits facts that nothing stands against.
    pub fn keep(&self, facts: impl IntoIterator<Item = Fact>) -> Changed {
        let mut change = self.change();
        change.facts.extend(facts);
        self.expect_kept(change)
    }

    pub(super) fn expect_kept(&self, change: ChangeSet) -> Changed {
        match self.commit(change) {
            Commit::Committed(changed) => changed,
            other => panic!("not committed: {other:?}"),
        }
    }

    /// Commits a change that must be a conflict.
    pub fn refuse(&self, change: ChangeSet) {
        let said = format!("{:?}", change.facts);
        assert_eq!(self.commit(change), Commit::Conflict, "{said}");
    }

    /// A fact about nobody, which makes any change a conflict.
    pub fn impossible() -> Fact {
        Fact::Seen(UserKey(crate::MAX_KEY), 0)
    }

    /// Somebody who is not yet in the store.
    pub fn stranger(&self, name: &str) -> Person {
        let key = self.key();
        let mut id = [0; 16];
        id[8..].copy_from_slice(&key.to_be_bytes());
        Person::new(UserKey(key), UserId(id), Address::official_account(APP, name), 1_000)
    }

    /// Adds somebody.
    pub fn person(&self, name: &str) -> UserKey {
        let person = self.stranger(name);
        let key = person.key;
        self.keep([Fact::AddPerson(Box::new(person))]);
        key
    }

    /// The snapshot of a scope.
    pub fn load(&self, scope: &Scope) -> Snapshot {
        self.run(self.store().load(scope)).expect("the store is available")
    }

    /// Somebody who is in the store, as they are now.
    pub fn see(&self, user: UserKey) -> Arc<Person> {
        Arc::clone(self.load(&Scope::people([user])).person(user).expect("they are in the store"))
    }

    /// Everything that may have work left.
    pub fn live(&self) -> Live {
        self.run(self.store().live()).expect("the store is available")
    }

    /// All messages of a conversation, newest first.
    pub fn messages(&self, conversation: ConversationKey) -> Vec<Message> {
        let page = self.store();
        self.run(page.messages(conversation, None, usize::MAX)).expect("the store is available")
    }

    /// Whether the bytes kept show this text.
    pub fn keeps(&self, text: &str) -> bool {
        let bytes = self.harness.raw_scan();
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    }
}
