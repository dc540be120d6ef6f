//! The SQLite store: the contract, crashes, failures, groups.
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod contract;
mod crash;
mod failures;
mod groups;
mod harness;
mod killed;
mod lock;
mod parity;
mod schema;
mod traces;
