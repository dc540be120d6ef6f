//! The service against the platform, in virtual time.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod bottles;
mod evening;
mod mailbox;
mod notes;
mod offers;
mod relay;
mod scenes;
mod wishes;
mod world;
