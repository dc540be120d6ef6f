//! What can go wrong, and is told in one line.

use std::io;
use std::path::PathBuf;

use matchmaking::PoolError;
use matchmaking::lab::{AnswerError, LabError, TraceError};

/// Why the laboratory could not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No strategy has this name.
    #[error("there is no strategy {name:?}; there are: {known}")]
    UnknownStrategy {
        /// The name.
        name: String,
        /// Those there are.
        known: String,
    },
    /// A strategy has no such parameter.
    #[error("{strategy} has no parameter {parameter:?}; see `matcher-lab list`")]
    UnknownParameter {
        /// The strategy.
        strategy: String,
        /// The parameter.
        parameter: String,
    },
    /// A parameter cannot have this value.
    #[error("{parameter} cannot be {value:?}: {must}")]
    Parameter {
        /// The parameter.
        parameter: String,
        /// What was given.
        value: String,
        /// What it may be.
        must: &'static str,
    },
    /// No workload has this name, and no file either.
    #[error("there is no workload {name:?}, and no file of that name; there are: {known}")]
    UnknownWorkload {
        /// The name.
        name: String,
        /// Those there are.
        known: String,
    },
    /// A workload's file or a `--set` cannot be understood.
    #[error("{place}: {source}")]
    Toml {
        /// The file, or `--set` with what was given.
        place: String,
        /// What is wrong, with the line.
        source: Box<toml::de::Error>,
    },
    /// Something cannot be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file or directory.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A trace is broken.
    #[error("{}: {source}", path.display())]
    Trace {
        /// The file.
        path: PathBuf,
        /// Why.
        source: TraceError,
    },
    /// A report could not be written as JSON.
    #[error("the report: {0}")]
    Json(#[from] serde_json::Error),
    /// The laboratory refuses the workload.
    #[error(transparent)]
    Lab(#[from] LabError),
    /// The pool refused what it must accept: a strategy that is not deterministic, or a setting out of bounds.
    #[error("the pool refused: {0}")]
    Pool(#[from] PoolError),
    /// A program of one's own failed.
    #[error("exec: {0}")]
    Exec(#[from] ExecError),
    /// Promises were broken.
    #[error("{count} promises were broken; the first: {first}")]
    Violations {
        /// How many.
        count: u64,
        /// The first.
        first: String,
    },
    /// A new crate would overwrite something.
    #[error("{} is not empty", path.display())]
    NotEmpty {
        /// The directory.
        path: PathBuf,
    },
}

/// How a program that answers for a strategy can fail.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExecError {
    /// It could not be started.
    #[error("{command:?} could not be started: {kind}")]
    Start {
        /// The command line.
        command: String,
        /// Why.
        kind: io::ErrorKind,
    },
    /// It did not answer in time.
    #[error("no answer within {after_ms} ms, to question {asked}")]
    TimedOut {
        /// How long was waited, milliseconds.
        after_ms: u64,
        /// Which question it was, from 0 for the greeting.
        asked: u64,
    },
    /// It ended, or closed its output.
    #[error("the program ended before it answered question {asked}")]
    Ended {
        /// Which question it was.
        asked: u64,
    },
    /// It could not be asked any more.
    #[error("the program no longer reads, at question {asked}: {kind}")]
    Deaf {
        /// Which question it was.
        asked: u64,
        /// Why.
        kind: io::ErrorKind,
    },
    /// What it said is no answer.
    #[error("{source}, to question {asked}")]
    Answer {
        /// Which question it was.
        asked: u64,
        /// Why.
        source: AnswerError,
    },
    /// It answered something else than was asked.
    #[error("the answer to question {asked} answers another question")]
    OutOfTurn {
        /// Which question it was.
        asked: u64,
    },
    /// It chose a ticket that was no candidate.
    #[error("ticket {ticket} was no candidate in question {asked}")]
    NoCandidate {
        /// The ticket.
        ticket: u64,
        /// Which question it was.
        asked: u64,
    },
}
