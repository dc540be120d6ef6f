//! The webhook in process, over real sockets, and in time that is wound by hand.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod cloud;
mod configuration;
mod deadlines;
mod example;
mod overload;
mod panics;
mod privacy;
mod refusals;
mod replay;
mod reports;
mod requests;
mod sealed;
mod serving;
mod sockets;
mod support;
mod turns;
