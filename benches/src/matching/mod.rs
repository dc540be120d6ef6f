//! The pool under load: the crowds it is measured with, and what to measure it beside.
//!
//! - [`crowd`]: people from a seed, by the workloads of the laboratory: interests by Zipf's law, wishes, partners of late;
//! - [`load`]: a pool that is filled, matched, emptied, one timed step at a time;
//! - [`naive`]: the matcher one would write first, a list behind a mutex that is scanned;
//! - [`floors`]: what the memory of the machine alone would cost;
//! - [`clock`]: processor time, latencies with the clock's own cost taken off, and how busy the machine is;
//! - [`targets`]: the table of what is aimed at, what was measured and whether it is met.

pub mod clock;
pub mod crowd;
pub mod floors;
pub mod load;
pub mod naive;
pub mod targets;
