//! The in-memory store against the contract, and the wrappers.
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod clauses;
mod memory;
mod privacy;
mod rows;
mod wrappers;
