//! The channel: how a push leaves.

mod official_account;
mod outcome;

pub use official_account::OfficialAccountChannel;

use async_trait::async_trait;
use driftbottle::{Outcome, Push};

/// A way out for pushes. Each push is handed over once.
#[async_trait]
pub trait Channel: Send + Sync + 'static {
    /// Sends a push and says what became of it; [`Outcome::Unknown`] where it may or may not have arrived. Never
    /// repeats what may have arrived.
    async fn send(&self, push: &Push) -> Outcome;
}
