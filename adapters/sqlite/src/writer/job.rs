//! Jobs: what the writer is asked to do, and whom to tell.

use crate::failure::Failure;
use chatstore::working_set::Write;
use chatstore::{Boot, Epoch};
use futures_channel::oneshot::Sender;

/// Something for the writer to do.
#[derive(Debug)]
pub(crate) enum Job {
    /// Write these rows; none at all is a question whether everything queued before is on disk.
    Write(Vec<Write>, Ack),
    /// Take the lease with this epoch, and keep the candidate as the server's key if there is none.
    Boot(Epoch, [u8; 32], Sender<Result<Boot, Failure>>),
    /// Rewrite the file, so that no trace of removed rows is left.
    Scrub(Ack),
    /// Read memory again after a failure.
    Recover(Ack),
}

/// Whom to tell.
pub(crate) type Ack = Sender<Result<(), Failure>>;

impl Job {
    /// Whether it can share a transaction with others of its kind.
    pub(crate) fn is_write(&self) -> bool {
        matches!(self, Self::Write(..))
    }

    // In all of these, nobody listens where the caller's future was dropped.

    pub(super) fn done(self) {
        if let Self::Write(_, ack) | Self::Scrub(ack) | Self::Recover(ack) = self {
            let _ = ack.send(Ok(()));
        }
    }

    pub(super) fn fail(self, failure: &Failure) {
        match self {
            Self::Write(_, ack) | Self::Scrub(ack) | Self::Recover(ack) => {
                let _ = ack.send(Err(failure.clone()));
            }
            Self::Boot(_, _, ack) => {
                let _ = ack.send(Err(failure.clone()));
            }
        }
    }
}
