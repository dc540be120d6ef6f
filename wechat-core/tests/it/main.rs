//! The crate's integration tests, one binary.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod api;
mod callback;
mod callback_vectors;
mod customer;
mod dedup;
mod endpoints;
mod err_codes;
mod inbound;
mod privacy;
mod privacy_api;
mod readers_agree;
mod reply;
mod samples;
mod send_window;
mod session;
mod shared_vectors;
mod text;
mod token_keeper;
