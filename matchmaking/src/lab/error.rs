//! The situations in which the laboratory refuses.

use super::TraceError;

/// Why the laboratory refused.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum LabError {
    /// A field of a workload is out of its bounds.
    #[error("{field} is {value}; it must be {must}")]
    Field {
        /// The field, as it is called in a file.
        field: &'static str,
        /// What it is.
        value: String,
        /// What it may be.
        must: String,
    },
    /// A trace cannot be cut into so many parts that something happens in each.
    #[error("a trace of {joins} arrivals cannot be cut into {parts} parts of at least {least} each")]
    TooFewArrivals {
        /// How many arrivals there are.
        joins: usize,
        /// How many parts were asked for.
        parts: usize,
        /// How many arrivals a part must have.
        least: usize,
    },
    /// A trace cannot be read.
    #[error(transparent)]
    Trace(#[from] TraceError),
}
