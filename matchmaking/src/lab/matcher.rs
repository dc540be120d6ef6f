//! What the laboratory can examine.

use crate::{Command, Counts, Event, Pool, PoolConfig, PoolError, Strategy};

/// A matcher under examination: a [`Pool`] with any strategy, or a matcher of one's own that speaks the same commands
/// and events.
pub trait Matcher {
    /// The rules it is held to.
    fn config(&self) -> &PoolConfig;

    /// Does what has become due by `now_ms`, then `command`, and appends what happened to `events`.
    ///
    /// # Errors
    ///
    /// Why the command was refused; it then had no effect.
    fn apply(&mut self, now_ms: i64, command: Command, events: &mut Vec<Event>) -> Result<(), PoolError>;

    /// When to apply [`Command::Advance`] if nothing else comes first, milliseconds.
    fn next_deadline(&self) -> Option<i64>;

    /// How many tickets are where, by its own count.
    fn counts(&self) -> Counts;
}

impl<S: Strategy> Matcher for Pool<S> {
    fn config(&self) -> &PoolConfig {
        Self::config(self)
    }

    fn apply(&mut self, now_ms: i64, command: Command, events: &mut Vec<Event>) -> Result<(), PoolError> {
        Self::apply(self, now_ms, command, events)
    }

    fn next_deadline(&self) -> Option<i64> {
        Self::next_deadline(self)
    }

    fn counts(&self) -> Counts {
        Self::counts(self)
    }
}
