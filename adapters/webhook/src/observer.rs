//! Counting hooks: what happened, without content.

use std::sync::Arc;
use std::time::Duration;

use crate::refusal::Refusal;

/// How a push was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Answered {
    /// The bot's `success`.
    Success,
    /// The bot's reply.
    Reply,
    /// Left without a byte by the bot, for the next attempt.
    Unanswered,
    /// Not by the bot: accepted, but late.
    AtDeadline,
    /// Not by the bot: it did not take the push.
    NotTaken,
}

/// What was turned away under load, with 503 (or the last attempt's reply).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Shed {
    /// Everything in flight together is at its bound, or the webhook is draining.
    InFlight,
    /// One user's queue is full.
    UserQueue,
}

/// Receives counts; every method does nothing unless overridden. Called on the request's path: must not block.
///
/// `path` is the account's callback path.
pub trait Observer: Send + Sync {
    /// A push was verified and read.
    fn opened(&self, path: &str) {
        let _ = path;
    }

    /// A request was refused.
    fn refused(&self, path: &str, refusal: Refusal) {
        let _ = (path, refusal);
    }

    /// A push got its answer, that long after its request head arrived.
    fn answered(&self, path: &str, answered: Answered, after: Duration) {
        let _ = (path, answered, after);
    }

    /// A push was turned away under load.
    fn shed(&self, path: &str, shed: Shed) {
        let _ = (path, shed);
    }

    /// The bot panicked.
    fn panicked(&self, path: &str) {
        let _ = path;
    }
}

/// Counts nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoObserver;

impl Observer for NoObserver {}

impl<O: Observer + ?Sized> Observer for Arc<O> {
    fn opened(&self, path: &str) {
        (**self).opened(path);
    }

    fn refused(&self, path: &str, refusal: Refusal) {
        (**self).refused(path, refusal);
    }

    fn answered(&self, path: &str, answered: Answered, after: Duration) {
        (**self).answered(path, answered, after);
    }

    fn shed(&self, path: &str, shed: Shed) {
        (**self).shed(path, shed);
    }

    fn panicked(&self, path: &str) {
        (**self).panicked(path);
    }
}
