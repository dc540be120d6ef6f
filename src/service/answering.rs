//! Answers to pushes, and who may still give them.

use chatstore::PushKey;

/// What is answered to a push.
#[derive(Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Answer {
    /// The text to show; `None` answers `success`.
    pub text: Option<String>,
    /// Set when the text carries deliveries: its fate must be [reported](crate::ChatService::reported).
    pub offer: Option<PushKey>,
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let bytes = self.text.as_ref().map(String::len);
        f.debug_struct("Answer").field("text_bytes", &bytes).field("offer", &self.offer).finish()
    }
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
