//! The yardstick measures what it says it measures.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

mod ideal;
mod paired;
