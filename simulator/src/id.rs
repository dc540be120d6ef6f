//! Handles: small numbers that name a phone, a push and one delivery attempt of a push.
//!
//! They are handed out by one [`Platform`](crate::Platform) in ascending order and mean nothing to another.

use serde::{Deserialize, Serialize};

/// One person's phone, from [`Platform::add_phone`](crate::Platform::add_phone).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PhoneId(pub u32);

/// One message or event on its way to the developer's server, over all its attempts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PushId(pub u64);

/// One HTTP POST of a push. A retry is a new attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AttemptId(pub u64);
