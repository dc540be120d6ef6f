//! What a stranger chat keeps: the model, the storage trait, the in-memory store, and the contract that every
//! store passes.
//!
//! **The store is mechanism, the service is policy.** A decision is made from a [`Snapshot`] by a pure function of
//! a higher floor, which answers with a [`ChangeSet`]: what it expects to be still true and the facts it adds. The
//! store commits all of it or nothing. On [`Commit::Conflict`] one loads again and decides again.
//!
//! The types that matter: [`Person`] (with the [`Lane`] of what is on its way to them), [`Conversation`],
//! [`Ticket`], [`Bottle`], [`Receipt`]; [`Scope`] → [`Snapshot`]; [`ChangeSet`] → [`Commit`]; the trait [`ChatStore`].
//!
//! ```
//! use chatstore::{Address, ChangeSet, ChatStore, Commit, Fact, MemoryStore, Person, Scope, UserId, UserKey};
//! # pollster::block_on(async {
//! let store = MemoryStore::default();
//! let boot = store.boot([1; 32]).await?;
//! let address = Address::official_account("wx1", "o-alice");
//! let alice = Person::new(UserKey(1), UserId([1; 16]), address, 0);
//! let change = ChangeSet::new(boot.epoch).with(Fact::AddPerson(Box::new(alice)));
//! assert!(matches!(store.commit(change).await?, Commit::Committed(_)));
//! let seen = store.load(&Scope::people([UserKey(1)])).await?;
//! assert_eq!(seen.people.len(), 1);
//! # Ok::<(), chatstore::StoreError>(()) }).unwrap();
//! ```
//!
//! For those who write a backend: [`WorkingSet`] enforces expectations and applies facts in memory, and tells which
//! rows to write; the feature `contract-tests` exports the suite that a backend must pass.

#![deny(clippy::disallowed_methods)]

mod body;
mod bottle;
mod change;
#[cfg(feature = "contract-tests")]
pub mod contract;
mod conversation;
mod error;
mod keys;
mod lane;
mod memo;
mod memory;
mod person;
mod receipt;
mod scope;
mod store;
mod text;
mod ticket;
pub mod working_set;
pub mod wrappers;

pub use body::Body;
pub use bottle::{Bottle, Hand, InHand, Reader};
pub use change::{ChangeSet, Changed, Commit, Expect, Fact};
pub use conversation::{Conversation, ConversationKind, End, EndReason, Member, Message, Spell};
pub use error::StoreError;
pub use keys::{
    BottleKey, ConversationKey, DeliveryKey, Epoch, FlightKey, MAX_KEY, MessageKey, PushKey, TicketKey,
    UserId, UserKey,
};
pub use lane::{Content, Delivery, DeliveryState, Flight, Hold, Lane, Line, Notice, Offer, Rank, Why};
pub use memo::Memo;
pub use memory::MemoryStore;
pub use person::{Address, Channel, Opaque, Partner, Person, Prompt, Seat};
pub use receipt::{Receipt, Stage};
pub use scope::{Scope, Sea, Snapshot};
pub use store::{Boot, ChatStore, Live, ServerKey};
pub use text::Text;
pub use ticket::Ticket;
pub use working_set::WorkingSet;
