//! The client against scripts and against a real server on loopback.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod privacy;
mod repetition;
mod support;
mod token;
mod wire;
