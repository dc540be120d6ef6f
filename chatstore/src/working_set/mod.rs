//! The working set: the part of the data that decisions need, in memory, for a backend to build on.
//!
//! A backend keeps one [`WorkingSet`] behind a mutex. [`load`](WorkingSet::load) answers from it or says what is
//! missing, which the backend reads from its tables and hands to [`admit`](WorkingSet::admit).
//! [`commit`](WorkingSet::commit) checks the expectations, applies the facts and returns the [`Write`]s that make
//! them durable; the backend queues those *while it still holds the mutex*, so that the order of writes is the order
//! of commits, and answers the caller when they are on disk. Later commits may build on earlier ones that are not on
//! disk yet: a crash then loses a suffix, of which nothing had been answered. When a write fails, everything in
//! memory is suspect: [`clear`](WorkingSet::clear) it and read again.

mod apply;
mod bottles;
#[cfg(feature = "contract-tests")]
mod dump;
mod expect;
mod load;
mod needs;
mod retention;
mod rows;
mod write;

pub use load::{Loaded, Missing, conversations_named};
pub use rows::put_in_lane;
pub use write::Write;

use crate::bottle::Bottle;
use crate::change::{ChangeSet, Commit};
use crate::conversation::Conversation;
use crate::error::StoreError;
use crate::keys::{BottleKey, ConversationKey, Epoch, PushKey, TicketKey, UserKey};
use crate::memo::Memo;
use crate::person::{Address, Person};
use crate::receipt::Receipt;
use crate::ticket::Ticket;
use foldhash::fast::FixedState;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// The part of the data that decisions need.
///
/// What every push is looked up by, and never walked in order, is hashed without a random seed: the platform chooses
/// addresses, and the names of pushes are keyed hashes already, so nobody can make them collide.
#[derive(Clone, Debug, Default)]
pub struct WorkingSet {
    epoch: Epoch,
    people: BTreeMap<UserKey, Arc<Person>>,
    addresses: HashMap<Address, UserKey, FixedState>,
    /// What was looked for in the tables and is not there. Empty in a complete set.
    absent: BTreeSet<Address>,
    gone: BTreeSet<UserKey>,
    unheld: BTreeSet<ConversationKey>,
    /// The largest key in the tables when they were read: a larger one that is not in memory is nowhere.
    last_key: u64,
    conversations: BTreeMap<ConversationKey, Arc<Conversation>>,
    tickets: BTreeMap<TicketKey, Arc<Ticket>>,
    receipts: HashMap<PushKey, Receipt, FixedState>,
    receipts_by_age: BTreeSet<(i64, PushKey)>,
    /// The receipts that still hold their reply's content.
    replies_by_age: BTreeSet<(i64, PushKey)>,
    /// Who blocked whom, and the same the other way round.
    blocks: BTreeSet<(UserKey, UserKey)>,
    blocked_by: BTreeSet<(UserKey, UserKey)>,
    bottles: BTreeMap<BottleKey, Arc<Bottle>>,
    bottles_by_owner: BTreeSet<(UserKey, BottleKey)>,
    /// App, readers who kept it, bottle: the order in which they are picked.
    sea: BTreeSet<(Box<str>, usize, BottleKey)>,
    memos: BTreeMap<(Box<str>, Box<str>), Memo>,
    /// Whether everything there is is in memory, so that nothing can be missing.
    complete: bool,
}

impl WorkingSet {
    /// An empty set. A `complete` one holds all there is (an in-memory store); another one may be missing people
    /// and conversations, but always holds every receipt, ticket, block, bottle and memo.
    #[must_use]
    pub fn new(complete: bool) -> Self {
        Self { complete, ..Self::default() }
    }

    /// The epoch in force.
    #[must_use]
    pub fn epoch(&self) -> Epoch {
        self.epoch
    }

    /// Puts a new epoch in force.
    pub fn set_epoch(&mut self, epoch: Epoch) {
        self.epoch = epoch;
    }

    /// Forgets everything in memory but the epoch.
    pub fn clear(&mut self) {
        *self = Self { epoch: self.epoch, complete: self.complete, ..Self::default() };
    }

    /// A conversation in memory.
    #[must_use]
    pub fn conversation(&self, key: ConversationKey) -> Option<&Arc<Conversation>> {
        self.conversations.get(&key)
    }

    /// Everything that may have work left, for [`ChatStore::live`](crate::ChatStore::live), or what must be read
    /// first. The backend has admitted all people with work, all tickets and all conversations that go on.
    ///
    /// # Errors
    /// [`Missing`] names conversations that somebody with work is or was in.
    pub fn live(&self) -> Result<crate::Live, Missing> {
        let people: Vec<_> = self.people.values().filter(|p| has_work(p)).cloned().collect();
        let named: BTreeSet<_> = people.iter().flat_map(|p| conversations_named(p)).collect();
        let mut missing = Missing::default();
        if !self.complete {
            named.iter().for_each(|key| self.need_conversation(*key, &mut missing));
        }
        if !missing.is_empty() {
            return Err(missing);
        }
        let conversations = self.conversations.values();
        Ok(crate::Live {
            people,
            tickets: self.tickets.values().cloned().collect(),
            memos: self.memos.values().cloned().collect(),
            conversations: conversations
                .filter(|c| c.ended.is_none() || named.contains(&c.key))
                .cloned()
                .collect(),
        })
    }

    /// Checks and applies a change. `Ok((Commit::Committed(…), writes))` has happened in memory; otherwise nothing
    /// has. What [`needs`](Self::needs) names must have been read and admitted before: a person or conversation
    /// that is not in memory makes the change a conflict.
    ///
    /// # Errors
    /// [`StoreError::Fenced`] when the change belongs to another epoch.
    pub fn commit(&mut self, change: ChangeSet) -> Result<(Commit, Vec<Write>), StoreError> {
        if change.epoch != self.epoch {
            return Err(StoreError::Fenced { ours: change.epoch, current: self.epoch });
        }
        if let Some(receipt) = self.seen_before(&change) {
            return Ok((Commit::Repeat(receipt), Vec::new()));
        }
        if !change.expect.iter().all(|e| self.holds(e)) {
            return Ok((Commit::Conflict, Vec::new()));
        }
        match apply::Draft::new(self).apply(change.facts) {
            Some(draft) => {
                let (changed, writes) = draft.finish();
                Ok((Commit::Committed(changed), writes))
            }
            None => Ok((Commit::Conflict, Vec::new())),
        }
    }
}

/// Whether anything may still have to be done about this person.
#[must_use]
pub fn has_work(person: &Person) -> bool {
    !matches!(person.seat, crate::Seat::Idle)
        || !person.lane.queue.is_empty()
        || person.lane.offer.is_some()
        || person.lane.flight.is_some()
        || person.prompt.is_some()
        || person.reminder_ms.is_some()
        || !person.letters.is_empty()
        || !person.following
}
