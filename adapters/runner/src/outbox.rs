//! The loop that does what is due and sends what comes of it.

use crate::channel::Channel;
use crate::clock::Clock;
use crate::patience::until_noted;
use backon::Retryable as _;
use driftbottle::{ChatService, Outcome, Push, Renewal, ServiceError};
use futures_util::FutureExt as _;
use std::error::Error;
use std::panic::AssertUnwindSafe;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::{JoinError, JoinSet};
use tokio::time::sleep;

/// The longest sleep: the system's clock may be set while nobody looks.
const LONGEST_SLEEP: Duration = Duration::from_secs(15);

/// Pushes on their way.
type Flights = JoinSet<Result<(), ServiceError>>;

/// Runs a service's deadlines and pushes.
#[derive(Clone)]
pub(crate) struct Outbox {
    pub(crate) service: Arc<ChatService>,
    pub(crate) channel: Arc<dyn Channel>,
    pub(crate) clock: Clock,
    /// The most pushes on their way together.
    pub(crate) room: usize,
}

impl Outbox {
    /// Runs until it is to close, does once more what is due, and waits for what is on its way.
    ///
    /// # Errors
    /// [`ServiceError`] when another process has taken the database.
    pub(crate) async fn run(self, close: impl Future<Output = ()>) -> Result<(), ServiceError> {
        let mut flights = JoinSet::new();
        let mut close = pin!(close);
        loop {
            // Listened for before anything is looked at: what happens in between wakes the loop all the same.
            let (changed, moved) = (self.service.changed(), self.clock.moved());
            self.do_due(&mut flights).await?;
            // While there is no room nothing can be done, so nothing but a landing matters.
            let open = flights.len() < self.room;
            tokio::select! {
                biased;
                () = &mut close => break,
                Some(landed) = flights.join_next() => landing(landed)?,
                () = changed, if open => {}
                () = moved, if open => {}
                () = sleep(self.until_next_deadline()), if open => {}
            }
        }
        // What is known of the last responses becomes durable.
        self.do_due(&mut flights).await?;
        while let Some(landed) = flights.join_next().await {
            landing(landed)?;
        }
        Ok(())
    }

    /// Does what is due, as far as there is room for what comes of it.
    async fn do_due(&self, flights: &mut Flights) -> Result<(), ServiceError> {
        let room = self.room.saturating_sub(flights.len());
        if room == 0 {
            return Ok(());
        }
        let now_ms = self.clock.now_ms();
        let pushes = self.service.run_due(now_ms, room).await?;
        if pushes.len() < room {
            self.clock.caught_up(now_ms);
        }
        for push in pushes {
            flights.spawn(self.clone().deliver(push));
        }
        for renewal in self.service.take_renewals() {
            flights.spawn(self.clone().renew(renewal));
        }
        Ok(())
    }

    fn until_next_deadline(&self) -> Duration {
        let Some(deadline_ms) = self.service.next_deadline() else { return LONGEST_SLEEP };
        // At least a moment: what cannot be done now must not keep a core busy.
        let wait_ms = deadline_ms.saturating_sub(self.clock.now_ms()).max(1);
        Duration::from_millis(u64::try_from(wait_ms).unwrap_or(1)).min(LONGEST_SLEEP)
    }

    /// Gives a medium to the platform anew and notes what became of it, however long that takes.
    async fn renew(self, renewal: Renewal) -> Result<(), ServiceError> {
        let renewing = AssertUnwindSafe(self.channel.renew(&renewal.body)).catch_unwind();
        let body = renewing.await.unwrap_or_default();
        let (user, delivery) = (renewal.user, renewal.delivery);
        (|| self.service.renewed(user, delivery, body.clone(), self.clock.now_ms()))
            .retry(until_noted())
            .when(|error| !error.is_fenced())
            .notify(|error, _| tracing::warn!(error = error as &dyn Error, "a renewal is noted again"))
            .await
    }

    /// Sends a push and notes what became of it, however long that takes.
    async fn deliver(self, push: Push) -> Result<(), ServiceError> {
        let sending = AssertUnwindSafe(self.channel.send(&push)).catch_unwind();
        let outcome = sending.await.unwrap_or_else(|_| {
            tracing::error!("the channel panicked: whether the push arrived is unknown");
            Outcome::Unknown
        });
        // When it was known, not when it could be noted.
        let at_ms = self.clock.now_ms();
        (|| self.service.settled(push.user, push.flight, outcome, at_ms))
            .retry(until_noted())
            .when(|error| !error.is_fenced())
            .notify(|error, _| tracing::warn!(error = error as &dyn Error, "an outcome is noted again"))
            .await
    }
}

fn landing(landed: Result<Result<(), ServiceError>, JoinError>) -> Result<(), ServiceError> {
    match landed {
        Ok(noted) => noted,
        Err(error) => {
            // Only its own panic can end such a task; the flight counts as unknown after the next start.
            tracing::error!(%error, "a push was given up");
            Ok(())
        }
    }
}
