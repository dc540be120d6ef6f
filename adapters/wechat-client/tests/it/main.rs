//! The client against scripts, against the simulated platform, and against a real server on loopback.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod accounts;
mod hosts;
mod laptop;
mod model;
mod pace;
mod platform;
mod privacy;
mod repetition;
mod support;
mod sync;
mod token;
mod wire;
