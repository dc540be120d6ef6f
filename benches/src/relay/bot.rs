//! Bots: one that says nothing, and the relay itself.

use std::sync::Arc;

use async_trait::async_trait;
use driftbottle::chatstore::PushKey;
use driftbottle::{ChatService, Gate, Incoming, passive_reply};
use driftbottle_webhook::{Answer, Bot, Clock as _, NotNow, Push, ReplyKey, Report, SystemClock, Turn};

/// Takes every push and answers `success`.
pub(super) struct Silent;

#[async_trait]
impl Bot for Silent {
    async fn handle(&self, _push: Push, turn: Turn) -> Result<Answer, NotNow> {
        turn.accepted();
        Ok(Answer::silent())
    }
}

/// Hands every push to the service, as the runner's bot does.
pub(super) struct Relay(pub(super) Arc<ChatService>);

#[async_trait]
impl Bot for Relay {
    async fn handle(&self, push: Push, turn: Turn) -> Result<Answer, NotNow> {
        let incoming = Incoming::from_official_account(push.app_id.as_str(), &push.inbound);
        let answer =
            self.0.handle(&incoming, &TurnGate(&turn), SystemClock.now_ms()).await.map_err(|error| {
                eprintln!("a push was not kept: {error}");
                NotNow::new("not kept")
            })?;
        let reply =
            answer.body.and_then(|body| passive_reply(&body).ok()).map_or_else(Answer::silent, Answer::reply);
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
        self.0.reported(PushKey(*key.as_bytes()), report, SystemClock.now_ms());
    }
}

struct TurnGate<'a>(&'a Turn);

impl Gate for TurnGate<'_> {
    fn accepted(&self) {
        self.0.accepted();
    }

    fn claim(&self) -> bool {
        self.0.claim_reply()
    }
}
