//! What the oracle can find.

use crate::Counts;

pub use super::rules::Rule;

/// A promise that was broken.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Violation {
    /// Two who must not meet were proposed to each other.
    #[error(
        "at {at_ms} ms tickets {older} and {newer} were proposed to each other against the rule: {rule:?}"
    )]
    Rule {
        /// When.
        at_ms: i64,
        /// One ticket.
        older: u64,
        /// The other.
        newer: u64,
        /// What keeps them apart.
        rule: Rule,
    },
    /// A ticket was proposed that does not wait: never joined, gone, or in another proposal.
    #[error("at {at_ms} ms ticket {ticket} was proposed though it does not wait")]
    NotWaiting {
        /// When.
        at_ms: i64,
        /// The ticket.
        ticket: u64,
    },
    /// A proposal ended that was not open, or with other members.
    #[error("at {at_ms} ms proposal {match_id} ended though it was not open like that")]
    NotOpen {
        /// When.
        at_ms: i64,
        /// The proposal.
        match_id: u64,
    },
    /// The id of a proposal was used before, or is lower than one used before.
    #[error("at {at_ms} ms proposal {match_id} does not rise above those before")]
    MatchId {
        /// When.
        at_ms: i64,
        /// The id.
        match_id: u64,
    },
    /// The members of a proposal do not carry the user or generation they joined with, or not the older first.
    #[error("at {at_ms} ms proposal {match_id} names its members wrongly")]
    Members {
        /// When.
        at_ms: i64,
        /// The proposal.
        match_id: u64,
    },
    /// A ticket expired that does not wait, or whose time was not up.
    #[error("at {at_ms} ms ticket {ticket} expired before its time")]
    Expiry {
        /// When.
        at_ms: i64,
        /// The ticket.
        ticket: u64,
    },
    /// A ticket is still there though its time was up.
    #[error("at {at_ms} ms ticket {ticket} still waits though its time is up")]
    Overdue {
        /// When.
        at_ms: i64,
        /// The ticket.
        ticket: u64,
    },
    /// A command was accepted that must be refused, or refused though it must be accepted.
    #[error("at {at_ms} ms the answer to a command about {about} was wrong: accepted is {accepted}")]
    Answer {
        /// When.
        at_ms: i64,
        /// The ticket or proposal of the command.
        about: u64,
        /// Whether it was accepted.
        accepted: bool,
    },
    /// The matcher's counts are not what happened: a ticket was lost or counted twice.
    #[error("at {at_ms} ms the matcher counts {counted:?}; it is {really:?}")]
    Conservation {
        /// When.
        at_ms: i64,
        /// The matcher's.
        counted: Counts,
        /// The oracle's.
        really: Counts,
    },
    /// Two who may meet waited side by side for longer than the strategy allows.
    #[error("at {at_ms} ms ticket {older} starves beside {newer}, whom it may meet")]
    Starvation {
        /// When.
        at_ms: i64,
        /// The older ticket, waiting for too long.
        older: u64,
        /// One it may meet.
        newer: u64,
    },
}

/// All that was found: how many, and the first of them.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Violations {
    /// How many there were.
    pub count: u64,
    /// The first [`Violations::KEPT`].
    pub first: Vec<Violation>,
}

impl Violations {
    /// How many are kept.
    pub const KEPT: usize = 16;

    pub(crate) fn note(&mut self, violation: Violation) {
        self.count += 1;
        if self.first.len() < Self::KEPT {
            self.first.push(violation);
        }
    }
}
