//! The model checker's locks, where `src/single_flight.rs` looks for them.

pub(crate) use std::sync::PoisonError;

pub(crate) use shuttle::sync::{Mutex, MutexGuard};
