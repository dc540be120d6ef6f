//! The situations in which a command is refused.

use crate::{Emotion, Reachability, Ticket, WishKind};

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
    /// A band of ages that begins after its end.
    #[error("no age is from {from} to {to}")]
    EmptyAgeBand {
        /// The age it should begin with.
        from: u8,
        /// The age it should end with.
        to: u8,
    },
    /// A step of a widening that does not come after the one before, takes slack back, or is one too many.
    #[error(
        "step {step} of the widening does not widen the one before, or there are more than {}",
        crate::Widening::STEPS
    )]
    Widening {
        /// The step's index, from 0.
        step: usize,
    },
    /// A stage of a blend that does not come after the one before, does not ask for less, or is one too many.
    #[error(
        "stage {stage} of the blend asks for no less than the one before, or there are more than {}",
        crate::BlendConfig::STAGES
    )]
    BlendStage {
        /// The stage's index, from 0.
        stage: usize,
    },
    /// A ticket wishes for what nobody can be: of no sex, speaking no language, near to one who has not said where
    /// they are, or only of an age that [`PoolConfig::adult_from`](crate::PoolConfig::adult_from) keeps apart.
    #[error("ticket {ticket} has a wish that nobody could meet: {wish:?}")]
    ImpossibleWish {
        /// The ticket.
        ticket: u64,
        /// The wish at fault.
        wish: WishKind,
    },
    /// Rooms for fewer than two, for more than [`RoomConfig::MAX`](crate::RoomConfig::MAX), or that need more people than
    /// they hold.
    #[error("no room holds {min} to {max} people")]
    RoomSize {
        /// How many it should need.
        min: u8,
        /// How many it should hold.
        max: u8,
    },
    /// A party of nobody, or of more than a room holds.
    #[error("party {party} has {members} members, and a room holds {max}")]
    PartySize {
        /// The party.
        party: u64,
        /// How many it has.
        members: usize,
        /// How many a room holds.
        max: u8,
    },
    /// A live party has this key already.
    #[error("party {party} already waits")]
    DuplicateParty {
        /// The key used twice.
        party: u64,
    },
    /// No live party has this key.
    #[error("party {party} does not wait")]
    UnknownParty {
        /// The key asked for.
        party: u64,
    },
    /// A party to be dropped has no part in the proposal.
    #[error("party {party} has no part in proposal {match_id}")]
    NotInRoom {
        /// The proposal.
        match_id: u64,
        /// The party that is not in it.
        party: u64,
    },
    /// A mood without any emotion, calm included.
    #[error("a mood has a share of at least one emotion")]
    EmptyMood,
    /// An entry of a table of moods that is above 100, or not the same in both directions.
    #[error("{one:?} and {other:?} must be the same to each other, at most 100")]
    Compatibility {
        /// One class.
        one: Emotion,
        /// The other.
        other: Emotion,
    },
    /// A ticket with more interests than [`Ticket::MAX_INTERESTS`].
    #[error("ticket {ticket} has {interests} interests, more than {}", Ticket::MAX_INTERESTS)]
    TooManyInterests {
        /// The ticket.
        ticket: u64,
        /// How many it has.
        interests: usize,
    },
    /// The pool holds as many tickets as [`PoolConfig::capacity`](crate::PoolConfig::capacity) allows.
    #[error("the pool is full: {capacity} tickets")]
    Full {
        /// The limit that was met.
        capacity: u32,
    },
}
