//! The simulator from outside: whole stories on the pure platform, and over HTTP with feature `server`.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod api;
#[cfg(feature = "check")]
mod check;
mod delivery;
#[cfg(feature = "server")]
#[rustfmt::skip] // As it was exported.
mod exported;
mod faults;
mod helper;
mod media;
#[cfg(feature = "check")]
mod peers;
mod people;
mod permissions;
#[cfg(feature = "program")]
mod program;
mod properties;
mod sending;
#[cfg(feature = "server")]
mod server;
#[cfg(feature = "server")]
mod server_complete;
#[cfg(feature = "server")]
mod session;
mod shapes;
#[cfg(feature = "server")]
mod testing;
mod wire;
