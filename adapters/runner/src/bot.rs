//! The bot behind the webhook: pushes go to the service, its answers come back.

use crate::clock::Clock;
use crate::halt::{Halt, Reason};
use async_trait::async_trait;
use driftbottle::chatstore::PushKey;
use driftbottle::{ChatService, Gate, Hold, Incoming, ServiceError, passive_reply};
use driftbottle_webhook::{Answer, Bot, NotNow, Push, ReplyKey, Report, Turn};
use std::error::Error;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{sleep, timeout};

/// A held attempt ends so long before the webhook would answer by itself.
const MARGIN: Duration = Duration::from_millis(200);

/// Answers an official account's pushes with what a [`ChatService`] says.
pub(crate) struct OfficialAccountBot {
    service: Arc<ChatService>,
    clock: Clock,
    halt: Halt,
}

impl OfficialAccountBot {
    pub(crate) const fn new(service: Arc<ChatService>, clock: Clock, halt: Halt) -> Self {
        Self { service, clock, halt }
    }

    fn not_now(&self, error: &ServiceError) -> NotNow {
        if error.is_fenced() {
            self.halt.halt(Reason::Fenced);
        }
        match error {
            ServiceError::Flood => NotNow::new("one person says too much at once"),
            ServiceError::Contended => NotNow::new("the decision could not be committed"),
            error => {
                tracing::warn!(error = error as &dyn Error, "a push could not be kept");
                NotNow::new("the store is not available")
            }
        }
    }
}

#[async_trait]
impl Bot for OfficialAccountBot {
    async fn handle(&self, push: Push, turn: Turn) -> Result<Answer, NotNow> {
        self.clock.wait_for_skipped().await;
        let incoming = Incoming::from_official_account(push.app_id.as_str(), &push.inbound);
        let answer = self.service.handle(&incoming, &TurnGate(&turn), self.clock.now_ms()).await;
        if matches!(answer, Err(ServiceError::Flood)) {
            // Refused at once, WeChat would try again at once, and at the third time tell the person that the account
            // is out of order. Refused at the deadline, the flood slows down to what the person may say.
            turn.step_aside();
            sleep(turn.time_left()).await;
        }
        let answer = answer.map_err(|error| self.not_now(&error))?;
        match answer.hold {
            None => Ok(reply(&answer)),
            Some(hold) => self.hold(&hold, &turn).await,
        }
    }

    fn reported(&self, key: ReplyKey, report: Report) {
        let report = match report {
            Report::Written => driftbottle::Report::Written,
            Report::Missed => driftbottle::Report::Missed,
        };
        self.service.reported(PushKey(*key.as_bytes()), report, self.clock.now_ms());
    }
}

impl OfficialAccountBot {
    /// Holds an attempt open until there is something to answer. At its end the last one is answered in any case,
    /// earlier ones are left without a byte.
    async fn hold(&self, hold: &Hold, turn: &Turn) -> Result<Answer, NotNow> {
        // From here on the webhook does not say `success` by itself, which would end the attempts.
        if !turn.claim_reply() {
            return Ok(Answer::silent());
        }
        turn.step_aside();
        loop {
            let changed = hold.changed();
            if let Some(answer) = self.look(hold, turn, false).await? {
                return Ok(answer);
            }
            let left = turn.time_left().saturating_sub(MARGIN);
            if self.halt.reason().is_some() || timeout(left, changed).await.is_err() {
                break;
            }
        }
        if self.halt.reason().is_none() && !turn.is_last_attempt() {
            return Ok(Answer::unanswered());
        }
        Ok(self.look(hold, turn, true).await?.unwrap_or_else(Answer::silent))
    }

    async fn look(&self, hold: &Hold, turn: &Turn, at_last: bool) -> Result<Option<Answer>, NotNow> {
        let answer = self.service.answer_held(hold, &TurnGate(turn), self.clock.now_ms(), at_last).await;
        Ok(answer.map_err(|error| self.not_now(&error))?.as_ref().map(reply))
    }
}

/// A service's answer in the webhook's words.
fn reply(answer: &driftbottle::Answer) -> Answer {
    let reply = match answer.body.as_ref().map(passive_reply) {
        None => Answer::silent(),
        Some(Ok(reply)) => Answer::reply(reply),
        Some(Err(error)) => {
            tracing::error!(error = &error as &dyn Error, "an answer names no media");
            Answer::silent()
        }
    };
    match answer.offer {
        Some(PushKey(key)) => reply.with_key(ReplyKey::new(key)),
        None => reply,
    }
}

/// The webhook's turn as the service's gate: both decide by one compare-and-set who answers.
struct TurnGate<'a>(&'a Turn);

impl Gate for TurnGate<'_> {
    fn accepted(&self) {
        self.0.accepted();
    }

    fn claim(&self) -> bool {
        self.0.claim_reply()
    }

    fn may_wait(&self) -> bool {
        true
    }
}
