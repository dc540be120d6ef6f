//! Why a push could not be read.

use crate::limits::{DEPTH_MAX, FIELDS_MAX};

/// A push that is not what the documentation describes. Names fields and places, never their values.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InboundError {
    /// The body is empty.
    #[error("the body is empty")]
    Empty,
    /// The body begins neither like XML nor like JSON.
    #[error("the body is neither XML nor JSON")]
    UnknownFormat,
    /// The body is not UTF-8.
    #[error("the body is not UTF-8 from byte {at} on")]
    NotUtf8 {
        /// Offset of the first bad byte.
        at: usize,
    },
    /// Not well-formed XML.
    #[error("malformed XML at byte {at}: {what}")]
    Xml {
        /// Offset at which the reader stopped.
        at: u64,
        /// What is wrong there.
        what: &'static str,
    },
    /// A document type or an entity of the sender's making; both are refused unread.
    #[error("a DOCTYPE or a custom entity at byte {at}")]
    Doctype {
        /// Offset of the declaration or reference.
        at: u64,
    },
    /// Not well-formed JSON, or not an object.
    #[error("malformed JSON at line {line}, column {column}")]
    Json {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// Nested too deeply.
    #[error("nested deeper than {DEPTH_MAX} levels")]
    TooDeep,
    /// Too many fields.
    #[error("more than {FIELDS_MAX} fields")]
    TooManyFields,
    /// A field that this kind of push always has.
    #[error("{field} is missing")]
    Missing {
        /// Name of the field.
        field: &'static str,
    },
    /// A field whose value cannot be.
    #[error("{field} is not {expected}")]
    Invalid {
        /// Name of the field.
        field: &'static str,
        /// What it should have been.
        expected: &'static str,
    },
}
