//! Keys: the compact names rows have inside one database.
//!
//! Every key but [`PushKey`] and [`UserId`] is a number that grows with time and is given out by the one
//! process that serves the database, so that tables only ever append. Keys never leave the server; what leaves
//! is a [`UserId`].

use serde::{Deserialize, Serialize};

macro_rules! key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u64);
    };
}

key!(/// A person within one app.
    UserKey);
key!(/// A pair, a room or a letter.
    ConversationKey);
key!(/// One accepted line of a conversation.
    MessageKey);
key!(/// One line or notice on its way to one person. The order of keys in a lane is the order of acceptance.
    DeliveryKey);
key!(/// One person's wish to meet someone.
    TicketKey);
key!(/// One bottle.
    BottleKey);
key!(/// One call of the channel that carries deliveries.
    FlightKey);
key!(/// The lease under which one process serves the database. Each start takes the next one.
    #[derive(Default)]
    Epoch);

/// The largest key a store keeps: databases count with signed numbers. A fact that brings a larger one is a conflict.
pub const MAX_KEY: u64 = i64::MAX as u64;

/// A person's opaque name, the only form that leaves the server: 128 random bits.
///
/// ```
/// let id = chatstore::UserId([7; 16]);
/// assert_eq!(id, chatstore::UserId([7; 16]));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UserId(pub [u8; 16]);

/// What makes a push the same push again: a keyed hash over app, person and message id, so that neither an openid
/// nor a message id can be read from the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PushKey(pub [u8; 16]);
