//! The laboratory: what a strategy is worth, measured before anybody waits for it.
//!
//! A [`Workload`] and a seed say who comes when; [`run`](fn@run) lets them all meet a [`Matcher`] in virtual time, holds every
//! event against an account of its own, and returns the [`Figures`]: waits, quality, fairness. A [`Crowd`] compares
//! the pairs made of a small crowd with the best that exist. A [`Trace`] of one's own arrivals can take the place of a
//! workload; [`Recorder`] makes one without anybody's id in it.
//!
//! [`run_rooms`] does the same for rooms of more than two.
//!
//! The laboratory reads no clock: what costs time is measured by [`replay`](fn@replay) with a [`Clock`] of the caller.
//! `cargo run --release -p matcher-lab` is the program around it.
//!
//! ```
//! use matchmaking::lab::{self, Metric, Source, Workload};
//! use matchmaking::{Pool, PoolConfig, Random};
//!
//! let mut workload = Workload::default();
//! workload.tickets = 2_000;
//! let mut pool = Pool::new(PoolConfig::default(), Random::from_seed([7; 32]));
//! let run = lab::run(&mut pool, Source::Workload(&workload), 1, lab::Settings::default())?;
//! assert_eq!(run.violations.count, 0);
//! assert!(run.figures.get(Metric::Matched).unwrap() > 0.99);
//! # Ok::<(), lab::LabError>(())
//! ```

mod crowd;
mod dice;
mod error;
mod exchange;
mod matcher;
mod measure;
mod opening;
mod oracle;
mod people;
mod replay;
mod rooms;
mod run;
mod statistics;
mod trace;
mod workload;

pub use crowd::{Crowd, Paired, Weighing};
pub use error::LabError;
pub use exchange::{Answer, AnswerError, Ask, Sheet};
pub use matcher::Matcher;
pub use measure::{Better, Figures, Group, Metric, Sample, Unit};
pub use opening::Opening;
pub use oracle::{Rule, Violation, Violations};
pub use replay::{Clock, Latency, Timing, replay, replay_rooms};
pub use rooms::run_rooms;
pub use run::{Log, Run, Settings, Source, run, strategy_seed};
pub use statistics::{Change, Difference, Interval, changes};
pub use trace::{Recorder, Trace, TraceError, TraceLimits};
pub use workload::{
    Arrivals, Attributes, Blocks, Churn, Commit, Feelings, Parties, Patience, Recents, Requeue, Topics,
    Vocabulary, Workload,
};
