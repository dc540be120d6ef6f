//! The loop that does what is due, over a channel where every push arrives at once.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use driftbottle::{ChatService, Outcome};
use driftbottle_webhook::{Clock as _, SystemClock};

/// The most pushes taken at once.
const ROOM: usize = 32;

/// Runs until the database is lost, which is an error.
pub(super) async fn run(service: Arc<ChatService>) -> Result<()> {
    loop {
        let changed = service.changed();
        for push in service.run_due(SystemClock.now_ms(), ROOM).await? {
            let service = Arc::clone(&service);
            tokio::spawn(async move {
                let now_ms = SystemClock.now_ms();
                if let Err(error) = service.settled(push.user, push.flight, Outcome::Sent, now_ms).await {
                    eprintln!("an outcome was not kept: {error}");
                }
            });
        }
        let wait_ms = service.next_deadline().map_or(1_000, |at| at - SystemClock.now_ms());
        let wait = Duration::from_millis(u64::try_from(wait_ms.clamp(1, 1_000))?);
        tokio::select! {
            () = changed => {}
            () = tokio::time::sleep(wait) => {}
        }
    }
}
