//! Answers to pushes, and who may still give them.

use chatstore::{Body, PushKey};

/// What is answered to a push.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Answer {
    /// What to show; `None` answers `success`.
    pub body: Option<Body>,
    /// Set when it carries deliveries: its fate must be [reported](crate::ChatService::reported).
    pub offer: Option<PushKey>,
}

/// How a push's handler and the watchdog that answers for a late one agree.
pub trait Gate: Send + Sync {
    /// The push's facts are kept: from now on `success` is a true receipt.
    fn accepted(&self);

    /// Claims the right to answer. `false` when the watchdog has answered already: nothing is put into a reply then.
    fn claim(&self) -> bool;
}

/// Where nobody else answers: every claim succeeds.
impl Gate for () {
    fn accepted(&self) {}

    fn claim(&self) -> bool {
        true
    }
}
