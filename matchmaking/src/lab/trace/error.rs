//! What can be wrong with a trace.

use std::io;

use crate::PoolError;

/// What is wrong with a trace. What a line says is not repeated.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum TraceError {
    /// It could not be read.
    #[error("line {line}: it could not be read: {kind}")]
    Io {
        /// The line, from 1.
        line: u64,
        /// What happened.
        kind: io::ErrorKind,
    },
    /// It does not begin with `{"trace":1}`.
    #[error("line 1: a trace begins with {{\"trace\":1}}")]
    Version,
    /// A line is longer than allowed.
    #[error("line {line}: it is longer than {limit} bytes")]
    LineTooLong {
        /// The line, from 1.
        line: u64,
        /// What is allowed.
        limit: usize,
    },
    /// The whole is longer than allowed.
    #[error("line {line}: the trace is longer than {limit} bytes")]
    TooLong {
        /// The line, from 1.
        line: u64,
        /// What is allowed.
        limit: u64,
    },
    /// There are more arrivals than allowed.
    #[error("line {line}: there are more than {limit} arrivals")]
    TooManyArrivals {
        /// The line, from 1.
        line: u64,
        /// What is allowed.
        limit: usize,
    },
    /// A line is no JSON, or not an object with the fields of a trace.
    #[error("line {line}: it is not a line of a trace (column {column})")]
    Malformed {
        /// The line, from 1.
        line: u64,
        /// Where it ceased to be one, in bytes from 1.
        column: usize,
    },
    /// A time lies before that of the line before, or beyond all reason.
    #[error("line {line}: its time is {at_ms} ms, after {last_ms} ms")]
    Time {
        /// The line, from 1.
        line: u64,
        /// Its time.
        at_ms: i64,
        /// The time of the line before.
        last_ms: i64,
    },
    /// A field is out of its bounds.
    #[error("line {line}: {field} is {value}, and may be {most} at most")]
    Field {
        /// The line, from 1.
        line: u64,
        /// The field.
        field: &'static str,
        /// What it is, or how many there are.
        value: u64,
        /// What is allowed.
        most: u64,
    },
    /// A ticket is described as no ticket can be.
    #[error("line {line}: {source}")]
    Ticket {
        /// The line, from 1.
        line: u64,
        /// Why.
        source: PoolError,
    },
    /// A ticket joins that has joined before.
    #[error("line {line}: the ticket has joined before")]
    JoinedBefore {
        /// The line, from 1.
        line: u64,
    },
    /// A ticket is cancelled that has not joined, or was cancelled before.
    #[error("line {line}: the ticket has not joined, or was cancelled before")]
    NotJoined {
        /// The line, from 1.
        line: u64,
    },
}
