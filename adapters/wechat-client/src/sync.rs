//! What the single flight is locked with. A model checker puts its own in this place: see `tests/it/model`.

pub(crate) use std::sync::{Mutex, MutexGuard, PoisonError};
