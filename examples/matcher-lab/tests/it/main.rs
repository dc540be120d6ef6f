//! The program from outside: what it prints, writes and refuses.
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod compare;
mod exec;
mod own_crate;
mod page;
mod program;
mod runs;
mod traces;
