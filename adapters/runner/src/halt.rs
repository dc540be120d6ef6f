//! The end of a run, told to all its tasks.

use tokio::sync::watch;

/// Why a run ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// Somebody asked for it.
    Asked,
    /// Another process has taken the database.
    Fenced,
}

/// Ends a run; clones end the same one.
#[derive(Clone, Debug)]
pub(crate) struct Halt(watch::Sender<Option<Reason>>);

impl Halt {
    pub(crate) fn new() -> Self {
        Self(watch::Sender::new(None))
    }

    /// Ends the run, unless it has ended; the first reason counts, but a lost database always does.
    pub(crate) fn halt(&self, reason: Reason) {
        self.0.send_if_modified(|now| {
            let new = now.is_none() || (reason == Reason::Fenced && *now != Some(reason));
            if new {
                *now = Some(reason);
            }
            new
        });
    }

    /// Why the run ends, if it does.
    pub(crate) fn reason(&self) -> Option<Reason> {
        *self.0.borrow()
    }

    /// Resolves when the run ends.
    pub(crate) async fn halted(&self) {
        let mut reason = self.0.subscribe();
        // The sender lives as long as `self`.
        let _ = reason.wait_for(Option::is_some).await;
    }
}
