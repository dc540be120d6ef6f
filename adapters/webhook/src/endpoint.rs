//! One callback URL: what happens to a request, from its head to its answer.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use tokio::time::{Instant, sleep_until, timeout_at};
use wechat_core::OpenId;
use wechat_core::callback::{Callback, CallbackError, Opened, Query};

use crate::ask::Question;
use crate::bot::{Bot, Push};
use crate::clock::Clock;
use crate::deadlines::Deadlines;
use crate::entropy::Entropy;
use crate::observer::{Answered, Observer, Shed};
use crate::refusal::Refusal;
use crate::replay::ReplayGuard;
use crate::respond::Responder;
use crate::room::Room;
use crate::turns::{Entry, TurnGuard, Turns};
use crate::{read, respond};

/// How much longer than WeChat listens an attempt that is left unanswered stays open.
const LINGER: Duration = Duration::from_millis(500);

/// What all callback URLs of one webhook share.
pub(crate) struct Shared {
    pub(crate) deadlines: Deadlines,
    pub(crate) body_max: usize,
    pub(crate) clock: Box<dyn Clock>,
    pub(crate) entropy: Box<dyn Entropy>,
    pub(crate) observer: Box<dyn Observer>,
    /// A place per push in flight, held until its bot has finished.
    pub(crate) room: Arc<Room>,
}

/// One callback URL.
pub(crate) struct Endpoint {
    pub(crate) path: Box<str>,
    pub(crate) callback: Arc<Callback>,
    pub(crate) bot: Arc<dyn Bot>,
    pub(crate) turns: Arc<Turns>,
    pub(crate) replay: ReplayGuard,
    pub(crate) shared: Arc<Shared>,
}

impl Endpoint {
    /// WeChat's check of the URL.
    pub(crate) fn verify(&self, request: &Request) -> Response {
        let query = Query::parse(request.uri().query().unwrap_or_default());
        let echo = query
            .map_err(CallbackError::from)
            .and_then(|query| self.callback.verify_url(&query).map(str::to_owned));
        match echo {
            Ok(echo) => respond::text(Body::from(echo)),
            Err(error) => self.refuse((&error).into()),
        }
    }

    /// A push. What lives across the waiting is kept small, since every request pays for its room.
    pub(crate) fn receive(self: Arc<Self>, request: Request) -> impl Future<Output = Response> + Send {
        let arrived = Instant::now();
        let place = self.shared.room.enter();
        let (head, body) = request.into_parts();
        let uri = head.uri;
        async move {
            let Some(place) = place else {
                self.shed(Shed::InFlight);
                return respond::status(StatusCode::SERVICE_UNAVAILABLE);
            };
            let read_by = arrived + self.shared.deadlines.accept_by;
            let (question, responder) = match read::all(body, self.shared.body_max, read_by)
                .await
                .and_then(|body| self.open(&uri, &body, arrived))
            {
                Ok(opened) => opened,
                Err(refusal) => return self.refuse(refusal),
            };
            let (answered, response) = match self.take_turn(&responder.user, arrived).await {
                Some(turn) => {
                    let verdict = question.ask(&self.shared.deadlines, turn, place).await;
                    if verdict.is_unanswered() {
                        // Nothing is written while WeChat listens. Whoever still listens then gets a status.
                        Box::pin(sleep_until(arrived + self.shared.deadlines.written_by + LINGER)).await;
                    }
                    responder.respond(verdict)
                }
                None => (Answered::NotTaken, responder.not_taken()),
            };
            self.shared.observer.answered(&self.path, answered, arrived.elapsed());
            response
        }
    }

    /// Verifies, decrypts, reads; moves the clock; turns replays away.
    fn open(&self, uri: &Uri, body: &[u8], arrived: Instant) -> Result<(Question, Responder<'_>), Refusal> {
        let Shared { clock, deadlines, observer, .. } = &*self.shared;
        let opened = Query::parse(uri.query().unwrap_or_default())
            .map_err(CallbackError::from)
            .and_then(|query| self.callback.open(&query, body))
            .map_err(|error| {
                tracing::debug!(path = &*self.path, %error, "a push could not be opened");
                Refusal::from(&error)
            })?;
        let created_ms = opened.inbound.created_at.as_millis();
        clock.observe(created_ms);
        let now_ms = clock.now_ms();
        if opened.sealing.key().is_none() {
            self.replay.take(opened.timestamp, &opened.nonce, now_ms.div_euclid(1000))?;
        }
        observer.opened(&self.path);
        let last_attempt = deadlines.is_last_attempt(now_ms.saturating_sub(created_ms));
        let Opened { inbound, sealing, nonce, .. } = opened;
        let (user, account) = (inbound.from.clone(), inbound.to.clone());
        let push = Push::new(inbound, self.callback.app_id().clone(), now_ms);
        let question = Question::new(&self.bot, push, deadlines, arrived, last_attempt);
        Ok((question, Responder { endpoint: self, user, account, sealing, nonce, last_attempt }))
    }

    /// Waits for the pushes the same user sent before; `None` when that takes too long.
    async fn take_turn(&self, user: &OpenId, arrived: Instant) -> Option<TurnGuard> {
        match self.turns.enter(user) {
            Entry::Now(turn) => Some(turn),
            Entry::Wait(turn) => {
                let accept_by = arrived + self.shared.deadlines.accept_by;
                Box::pin(timeout_at(accept_by, turn)).await.ok()?.ok()
            }
            Entry::Full => {
                self.shed(Shed::UserQueue);
                None
            }
        }
    }

    fn refuse(&self, refusal: Refusal) -> Response {
        tracing::info!(path = &*self.path, %refusal, "a request was refused");
        self.shared.observer.refused(&self.path, refusal);
        respond::status(refusal.status())
    }

    fn shed(&self, shed: Shed) {
        tracing::warn!(path = &*self.path, ?shed, "a push was turned away under load");
        self.shared.observer.shed(&self.path, shed);
    }
}
