//! The situations in which a command is refused.

use crate::Reachability;

/// Why a command was refused. The pool is then as it was, but for what time had already made due.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PoolError {
    /// No live ticket has this key: it was never joined, or has been matched, cancelled, dropped or expired.
    #[error("ticket {ticket} is not in the pool")]
    UnknownTicket {
        /// The key asked for.
        ticket: u64,
    },
    /// No open proposal has this id: it was never made, or is confirmed, released or lapsed.
    #[error("proposal {match_id} is not open")]
    UnknownMatch {
        /// The id asked for.
        match_id: u64,
    },
    /// A live ticket has this key already.
    #[error("ticket {ticket} is already in the pool")]
    DuplicateTicket {
        /// The key used twice.
        ticket: u64,
    },
    /// The user has a live ticket already.
    #[error("user {user} already waits with ticket {ticket}")]
    AlreadyWaiting {
        /// The user.
        user: u64,
        /// The ticket they wait with.
        ticket: u64,
    },
    /// The ticket's time was up before it was joined.
    #[error("ticket {ticket} ended at {expires_ms}, before it joined at {now_ms}")]
    AlreadyExpired {
        /// The ticket.
        ticket: u64,
        /// When its wait ended, milliseconds.
        expires_ms: i64,
        /// The time of the command, milliseconds.
        now_ms: i64,
    },
    /// The owner could not be told of a match: too few pushes left, or the grant ends too soon.
    #[error("the owner of ticket {ticket} cannot be reached at {now_ms}: {reach:?}")]
    Unreachable {
        /// The ticket.
        ticket: u64,
        /// The reach that is not enough.
        reach: Reachability,
        /// The time of the command, milliseconds.
        now_ms: i64,
    },
    /// A ticket to be dropped has no part in the proposal.
    #[error("ticket {ticket} has no part in proposal {match_id}")]
    NotInMatch {
        /// The proposal.
        match_id: u64,
        /// The ticket that is not in it.
        ticket: u64,
    },
    /// A block of a user against themselves.
    #[error("user {user} cannot block themselves")]
    SelfBlock {
        /// The user.
        user: u64,
    },
    /// The pool holds as many tickets as [`PoolConfig::capacity`](crate::PoolConfig::capacity) allows.
    #[error("the pool is full: {capacity} tickets")]
    Full {
        /// The limit that was met.
        capacity: u32,
    },
}
