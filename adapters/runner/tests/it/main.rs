//! The runner over real sockets, with a store and a channel that can be slow or fail.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

mod clocks;
mod drain;
mod long_hold;
mod media;
mod offers;
mod outbox;
mod probe;
mod slow_commits;
mod support;
