//! Answers to pushes, and who may still give them.

use super::holding::Hold;
use chatstore::{Body, PushKey};

/// What is answered to a push.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Answer {
    /// What to show; `None` answers `success`.
    pub body: Option<Body>,
    /// Set when it carries deliveries: its fate must be [reported](crate::ChatService::reported).
    pub offer: Option<PushKey>,
    /// Set when nothing is answered yet: the attempt is to be [held](crate::ChatService::answer_held) open.
    pub hold: Option<Hold>,
}

/// How a push's handler and the watchdog that answers for a late one agree.
pub trait Gate: Send + Sync {
    /// The push's facts are kept: from now on `success` is a true receipt.
    fn accepted(&self);

    /// Claims the right to answer. `false` when the watchdog has answered already: nothing is put into a reply then.
    fn claim(&self) -> bool;

    /// Whether the attempt may be held open for some seconds, its sender's further pushes being handled meanwhile.
    fn may_wait(&self) -> bool {
        false
    }
}

/// Where nobody else answers: every claim succeeds.
impl Gate for () {
    fn accepted(&self) {}

    fn claim(&self) -> bool {
        true
    }
}
