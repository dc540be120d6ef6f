//! Who meets whom, without I/O: a deterministic pool of waiting tickets and the strategies that pair them.
//!
//! A [`Ticket`] is one user's wish to meet someone. [`Pool::apply`] takes the time and a [`Command`] and appends
//! [`Event`]s to a list of yours; it reads no clock, draws no entropy and iterates over no hash map, so the same seed
//! and the same log of commands give the same matches on every machine.
//!
//! # The life of a ticket
//!
//! ```text
//!            Join                 someone eligible             Confirm
//! (nothing) ─────► waiting ──────────────────────► reserved ───────────► matched, out of the pool
//!                   ▲  │ Cancel, or its time is up     │
//!                   │  └─► out of the pool             │ Release, Cancel or Block of the other side, deadline
//!                   └──────────────────────────────────┘ with its original age
//! ```
//!
//! The pool only *proposes*. The caller commits the proposal where it keeps its truth, then says
//! [`Confirm`](Command::Confirm), or [`Release`](Command::Release) when the commit failed. Nobody is told before that.
//!
//! # The types that matter
//!
//! - [`Pool`]: the state machine. It owns the hard rules, which no strategy can bend: never with oneself, never across
//!   a block, never with a recent partner, never against the wishes of either, never a minor with an adult, never
//!   someone who cannot be reached, one live ticket per user.
//! - [`Ticket`], [`Reachability`], [`Profile`], [`Wishes`]: what a wish is made of; [`Widening`]: how it gives way.
//! - [`Command`] and [`Event`]: everything that goes in and comes out; [`Reason`]: why two were proposed.
//! - [`Strategy`]: who is the best among those the rules allow: [`Random`], [`Keywords`], [`Moods`], [`Blend`] of all,
//!   one after the other by [`Fallback`], or one of your own.
//! - [`Rooms`]: the same for more than two, with a [`RoomStrategy`].
//! - [`keywords`]: from what users write to the [`Keyword`]s of a ticket.
//! - [`emotion`]: from what users write to the [`Mood`] of a ticket.
//! - `lab` (with the feature of that name): what a strategy is worth, measured before anybody waits for it.
//!
//! # Example
//!
//! ```
//! use matchmaking::{Command, Event, Pool, PoolConfig, Random, Reachability, Ticket};
//!
//! let mut pool = Pool::new(PoolConfig::default(), Random::from_seed([7; 32]));
//! let mut events = Vec::new();
//! let now = 1_000_000;
//! let reach = Reachability::Push { until_ms: now + 3_600_000, left: 5 };
//!
//! pool.apply(now, Command::Join(Ticket::new(1, 100, now, now + 600_000, reach)), &mut events)?;
//! assert!(events.is_empty(), "nobody is there yet");
//!
//! pool.apply(now + 5, Command::Join(Ticket::new(2, 200, now + 5, now + 600_005, reach)), &mut events)?;
//! let Some(Event::Proposed { match_id, older, newer, .. }) = events.pop() else { panic!("they meet on arrival") };
//! assert_eq!((older.user, newer.user), (100, 200));
//!
//! // … commit the conversation, then:
//! pool.apply(now + 9, Command::Confirm { match_id }, &mut events)?;
//! assert_eq!(pool.counts().matched, 2);
//! # Ok::<(), matchmaking::PoolError>(())
//! ```
//!
//! # The caller's loop
//!
//! 1. At start, join the stored tickets, oldest first: the pool itself keeps nothing.
//! 2. Hand every command to [`Pool::apply`] and act on the events.
//! 3. At [`Pool::next_deadline`] apply [`Command::Advance`]: tickets expire, reservations lapse, and pairs that time has
//!    made eligible are found.

#![deny(clippy::disallowed_methods)]

mod command;
mod config;
mod counts;
pub mod emotion;
mod error;
mod event;
mod idf;
mod index;
mod keyword;
pub mod keywords;
#[cfg(feature = "lab")]
pub mod lab;
mod mood;
mod pages;
mod pool;
mod preferences;
mod reachability;
mod reason;
mod rooms;
mod sentence;
mod strategy;
mod ticket;

pub use command::Command;
pub use config::{Mode, PoolConfig};
pub use counts::Counts;
pub use error::PoolError;
pub use event::{Event, ExpiryCause, LapseCause, Member};
pub use keyword::Keyword;
pub use mood::{Compatibility, Emotion, Mood};
pub use pool::{Candidate, Candidates, Handle, Pool, TicketRef, TicketState};
pub use preferences::{
    AgeBand, Languages, Nearness, Profile, Region, RegionSlack, Sex, Sexes, Slack, Widening, WideningStep,
    Wish, WishKind, Wishes,
};
pub use reachability::Reachability;
pub use reason::{Reason, ReasonId, Reasons};
pub use rooms::{
    Group, OldestRoom, OpenRoom, OpenRooms, Party, PartyMembers, RoomCommand, RoomConfig, RoomEvent,
    RoomHandle, RoomLapse, RoomStrategy, Rooms, TopicConfig, Topics,
};
pub use sentence::SentenceLanguage;
pub use strategy::{
    Blend, BlendConfig, BlendStage, Choice, Fallback, KeywordConfig, Keywords, MoodConfig, Moods, Random,
    Strategy,
};
pub use ticket::{Recent, Ticket};
