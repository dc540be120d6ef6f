//! Receipts: what became of each push, so that a repeat changes nothing.

use crate::body::Body;
use crate::keys::{PushKey, UserKey};
use serde::{Deserialize, Serialize};

/// What became of a push.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Which push.
    pub push: PushKey,
    /// Whose push it was.
    pub user: UserKey,
    /// When it was accepted, in ms.
    pub at_ms: i64,
    /// How far it came.
    pub stage: Stage,
    /// What was answered, while it is kept.
    pub reply: Option<Body>,
}

/// How far a push came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Stage {
    /// Its facts are kept; what follows from them (a search for a partner) has not been decided.
    Accepted,
    /// Nothing is left to do.
    Done,
}
