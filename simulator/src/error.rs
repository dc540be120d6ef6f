//! What a caller of the simulator can do wrong.

use crate::{AccountKind, Mode, PhoneId};

/// The situations in which the simulator refuses its caller (the test, the page), never the bot:
/// what the bot does wrong is answered on the wire, as WeChat would.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The phone was not handed out by this platform.
    #[error("phone {} does not exist here", .0.0)]
    UnknownPhone(PhoneId),
    /// Only a follower can write, tap or leave.
    #[error("phone {} does not follow the account", .0.0)]
    NotFollowing(PhoneId),
    /// The phone follows already.
    #[error("phone {} follows the account already", .0.0)]
    AlreadyFollowing(PhoneId),
    /// A person cannot send this: blank, or longer than the input field takes.
    #[error("{field} needs something visible and at most {max} bytes; it has {len}")]
    Length {
        /// Which argument.
        field: &'static str,
        /// Bytes given.
        len: usize,
        /// Bytes allowed.
        max: usize,
    },
    /// A setting of the [`Account`](crate::Account) is malformed; the value is not repeated.
    #[error("account: {field} {problem}")]
    Account {
        /// Which field.
        field: &'static str,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// This kind of account cannot use this message mode.
    #[error("a {kind:?} account has no {mode:?} mode")]
    ModeForKind {
        /// The account's kind.
        kind: AccountKind,
        /// The mode asked for.
        mode: Mode,
    },
    /// A probability lies outside 0..=1, or a range is upside down.
    #[error("faults: {field} is not usable: {value}")]
    Faults {
        /// Which field of [`Faults`](crate::Faults).
        field: &'static str,
        /// The value given.
        value: f64,
    },
    /// Not a place on this planet, or a precision below 0.
    #[error("{field} is not usable: {value}")]
    Coordinate {
        /// Which argument.
        field: &'static str,
        /// The value given.
        value: f64,
    },
    /// Not PNG, JPEG or GIF, or more than 10 MB.
    #[error("a picture is PNG, JPEG or GIF of at most 10 MB; this has {bytes} bytes")]
    Picture {
        /// Bytes given.
        bytes: usize,
    },
    /// The name of a field of an unknown message is no XML name, or one that every message has.
    #[error("a message cannot carry the field {name}")]
    FieldName {
        /// The name given.
        name: String,
    },
    /// The QR code's ticket leads nowhere.
    #[error("the QR code {problem}")]
    Ticket {
        /// `is not known` or `has expired`.
        problem: &'static str,
    },
    /// The account has no template with that id, or of another sort.
    #[error("template {id} does not exist here")]
    UnknownTemplate {
        /// The id given.
        id: String,
    },
    /// A template's content has no `{{name.DATA}}`, or a malformed one.
    #[error("template {title}: {problem}")]
    Template {
        /// The title given.
        title: String,
        /// What is wrong with the content.
        problem: &'static str,
    },
    /// No quota is counted for this API path.
    #[error("no quota is kept for {path}")]
    UnknownApi {
        /// The path given.
        path: String,
    },
}
