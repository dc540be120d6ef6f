//! The channel: how a push leaves.

mod official_account;
mod outcome;
mod renewal;

pub use official_account::OfficialAccountChannel;

use async_trait::async_trait;
use driftbottle::chatstore::Body;
use driftbottle::{Outcome, Push};

/// A way out for pushes. Each push is handed over once.
#[async_trait]
pub trait Channel: Send + Sync + 'static {
    /// Sends a push and says what became of it; [`Outcome::Unknown`] where it may or may not have arrived. Never
    /// repeats what may have arrived.
    async fn send(&self, push: &Push) -> Outcome;

    /// Fetches a picture, a voice or a film from the platform and gives it to it anew, before it forgets it after three
    /// days: what it is then. `None` where that cannot be done.
    async fn renew(&self, body: &Body) -> Option<Body> {
        let _ = body;
        None
    }
}
