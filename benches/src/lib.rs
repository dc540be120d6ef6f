//! Benchmarks beside reference implementations: what the library costs, and what it would cost at best.
//!
//! - [`ideal`]: the hot path written by hand for one shape of message, as the yardstick;
//! - [`workbench`]: the same inputs for the library and for the yardstick;
//! - [`callgrind`]: counting instructions;
//! - [`paired`]: timing two things against each other on a machine that others use too;
//! - [`matching`]: crowds for the pool, and what to measure it beside;
//! - [`platform`]: WeChat's side of a push, for building load;
//! - [`relay`]: a callback server in a process of its own, and the load that is put on it.
//!
//! `benches/README.md` says how to run it all and what the lines mean.

pub mod callgrind;
pub mod ideal;
pub mod matching;
pub mod paired;
pub mod platform;
pub mod relay;
pub mod workbench;
