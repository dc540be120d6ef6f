//! A bot's turn with one push: what it tells the webhook while it works.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use crate::race::Race;

/// The bot's side of the race against the deadline.
///
/// It is a handle only: keeping or dropping it holds nothing up. The user's turn ends when
/// [`Bot::handle`](crate::Bot::handle) returns.
#[derive(Clone, Debug)]
pub struct Turn {
    race: Arc<Race>,
    answer_by: Instant,
    last_attempt: bool,
}

impl Turn {
    pub(crate) const fn new(race: Arc<Race>, answer_by: Instant, last_attempt: bool) -> Self {
        Self { race, answer_by, last_attempt }
    }

    /// The push is safe: committed, and a repetition would be recognised. From here on a slow answer becomes
    /// `success` instead of another delivery.
    pub fn accepted(&self) {
        self.race.accept();
    }

    /// Takes the right to answer with content. `true`: the webhook will not answer by itself as long as it can wait,
    /// so the answer may carry what must not be lost. `false`: something was answered already; whatever the reply
    /// would have carried must go another way. Asking again gives the same answer until the webhook gives up.
    #[must_use]
    pub fn claim_reply(&self) -> bool {
        self.race.claim()
    }

    /// Lets the same user's next pushes be handled while this one goes on: for an attempt that is held open because
    /// something may come for its user. Whatever has to stay in order must be done before.
    pub fn step_aside(&self) {
        self.race.end_turn();
    }

    /// Whether WeChat will not deliver this push again (judged by its age on arrival).
    #[must_use]
    pub const fn is_last_attempt(&self) -> bool {
        self.last_attempt
    }

    /// Real time left until the webhook answers by itself.
    #[must_use]
    pub fn time_left(&self) -> Duration {
        self.answer_by.saturating_duration_since(Instant::now())
    }
}
