//! The bot behind the webhook: pushes go to the service, its answers come back.

use crate::clock::Clock;
use crate::halt::{Halt, Reason};
use async_trait::async_trait;
use driftbottle::chatstore::PushKey;
use driftbottle::{ChatService, Gate, Incoming, ServiceError, passive_reply};
use driftbottle_webhook::{Answer, Bot, NotNow, Push, ReplyKey, Report, Turn};
use std::error::Error;
use std::sync::Arc;

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
        let answer = answer.map_err(|error| self.not_now(&error))?;
        let reply = match answer.body.as_ref().map(passive_reply) {
            None => Answer::silent(),
            Some(Ok(reply)) => Answer::reply(reply),
            Some(Err(error)) => {
                tracing::error!(error = &error as &dyn Error, "an answer names no media");
                Answer::silent()
            }
        };
        Ok(match answer.offer {
            Some(PushKey(key)) => reply.with_key(ReplyKey::new(key)),
            None => reply,
        })
    }

    fn reported(&self, key: ReplyKey, report: Report) {
        let report = match report {
            Report::Written => driftbottle::Report::Written,
            Report::Missed => driftbottle::Report::Missed,
        };
        self.service.reported(PushKey(*key.as_bytes()), report, self.clock.now_ms());
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
}
