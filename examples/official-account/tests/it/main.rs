//! The program itself, started as its users start it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

mod bad_input;
mod check;
mod doctor;
mod faults;
mod modes;
mod newcomer;
mod peers;
mod sigkill;
mod start;
mod support;
