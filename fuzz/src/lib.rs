//! Fuzz bodies, also run as stable property tests.
//!
//! Each function takes bytes nobody chose and panics when a promise of the libraries does not hold for them: not
//! only "no panic", but what an answer must be once it is given. A fuzzer calls them as they are; `tests/it` calls
//! them with arbitrary bytes and with damaged copies of valid ones.
#![allow(clippy::panic, clippy::expect_used, clippy::unwrap_used)]

mod api_response;
mod inbound_json;
mod inbound_xml;
mod open_envelope;
mod promises;
mod query;
mod trace;

pub use api_response::api_response;
pub use inbound_json::inbound_json;
pub use inbound_xml::inbound_xml;
pub use open_envelope::{open_envelope, seal_for_open_envelope};
pub use query::query;
pub use trace::trace;
