//! One callback URL: what happens to a request, from its head to its answer.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use tokio::time::{Instant, sleep_until, timeout_at};
use wechat_core::OpenId;
use wechat_core::callback::{CLOUD_SOURCE_HEADER, Callback, CallbackError, Mode, Query};
use wechat_core::inbound::{Notice, Push as Said};
use wechat_core::reply::SUCCESS;

use crate::ask::{self, Question};
use crate::bot::{Bot, Push};
use crate::clock::Clock;
use crate::deadlines::Deadlines;
use crate::entropy::Entropy;
use crate::observer::{Answered, Observer, Shed};
use crate::refusal::Refusal;
use crate::replay::ReplayGuard;
use crate::respond::Responder;
use crate::room::{Place, Room};
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
    /// `None`: nobody counts, and no clock is read for it.
    pub(crate) observer: Option<Box<dyn Observer>>,
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
    /// Whether cloud hosting is believed without the gateway's header.
    pub(crate) private_network: bool,
    pub(crate) shared: Arc<Shared>,
}

/// What arrived.
enum Arrived<'e> {
    Push(Question, Responder<'e>),
    Notice(Notice),
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
        let vouched = self.vouches(&head.headers);
        let uri = head.uri;
        async move {
            let Some(place) = place else {
                self.shed(Shed::InFlight);
                return respond::closing(StatusCode::SERVICE_UNAVAILABLE);
            };
            let read_by = arrived + self.shared.deadlines.accept_by;
            if !vouched {
                return self.refuse_unread(Refusal::Source);
            }
            let body = match read::all(body, self.shared.body_max, read_by).await {
                Ok(body) => body,
                Err(refusal) => return self.refuse_unread(refusal),
            };
            let (question, responder) = match self.open(&uri, &body, arrived) {
                Ok(Arrived::Push(question, responder)) => (question, responder),
                Ok(Arrived::Notice(notice)) => return Box::pin(self.notice(notice, arrived, place)).await,
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
            self.answered(answered, arrived);
            response
        }
    }

    /// Whether the way a request came speaks for it, where no signature does.
    fn vouches(&self, headers: &HeaderMap) -> bool {
        self.callback.mode() != Mode::CloudHosting
            || self.private_network
            || headers.contains_key(CLOUD_SOURCE_HEADER)
    }

    /// Verifies, decrypts, reads; moves the clock; turns replays away.
    fn open(&self, uri: &Uri, body: &[u8], arrived: Instant) -> Result<Arrived<'_>, Refusal> {
        let Shared { clock, deadlines, observer, .. } = &*self.shared;
        let unreadable = |error: CallbackError| {
            tracing::debug!(path = &*self.path, %error, "a push could not be opened");
            Refusal::from(&error)
        };
        let query = Query::parse(uri.query().unwrap_or_default());
        let query = query.map_err(CallbackError::from).map_err(unreadable)?;
        let verified = self.callback.verify(&query, body).map_err(unreadable)?;
        let said = verified.push().map_err(unreadable)?;
        let created = match &said {
            Said::Inbound(inbound) => Some(inbound.created_at),
            Said::Notice(notice) => notice.created_at,
            _ => None,
        };
        if let Some(created) = created {
            clock.observe(created.as_millis());
        }
        let now_ms = clock.now_ms();
        let (sealing, nonce) = (verified.sealing(), verified.nonce().unwrap_or_default());
        // In cloud hosting nothing is signed, and there is no pair to count.
        if let (None, Some(signed)) = (sealing.key(), verified.signed_at()) {
            self.replay.take(signed, nonce, now_ms.div_euclid(1000))?;
        }
        if let Some(observer) = observer {
            observer.opened(&self.path);
        }
        let inbound = match said {
            Said::Inbound(inbound) => inbound,
            Said::Notice(notice) => return Ok(Arrived::Notice(notice)),
            _ => return Err(Refusal::Malformed),
        };
        let age_ms = now_ms.saturating_sub(inbound.created_at.as_millis());
        let last_attempt = deadlines.is_last_attempt(age_ms);
        // Only a sealed answer repeats the nonce.
        let nonce = if sealing.key().is_some() { nonce.to_owned() } else { String::new() };
        let (user, account) = (inbound.from.clone(), inbound.to.clone());
        let push = Push::new(inbound, self.callback.app_id().clone(), now_ms);
        let question = Question::new(&self.bot, push, deadlines, arrived, last_attempt);
        let responder = Responder { endpoint: self, user, account, sealing, nonce, last_attempt };
        Ok(Arrived::Push(question, responder))
    }

    /// What nobody sent is taken or delivered again; it has no user to wait for and no reply.
    async fn notice(&self, notice: Notice, arrived: Instant, place: Place) -> Response {
        let accept_by = arrived + self.shared.deadlines.accept_by;
        let app_id = self.callback.app_id().clone();
        let taken = ask::notice(Arc::clone(&self.bot), notice, app_id, place, accept_by).await;
        let (answered, response) = if taken {
            (Answered::Success, respond::text(Body::from(SUCCESS)))
        } else {
            tracing::info!(path = &*self.path, "the bot did not take a notice");
            (Answered::NotTaken, respond::status(StatusCode::SERVICE_UNAVAILABLE))
        };
        self.answered(answered, arrived);
        response
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

    fn answered(&self, answered: Answered, arrived: Instant) {
        if let Some(observer) = &self.shared.observer {
            observer.answered(&self.path, answered, arrived.elapsed());
        }
    }

    fn refuse(&self, refusal: Refusal) -> Response {
        self.refused(refusal);
        respond::status(refusal.status())
    }

    /// Refuses what was not read to its end.
    fn refuse_unread(&self, refusal: Refusal) -> Response {
        self.refused(refusal);
        respond::closing(refusal.status())
    }

    fn refused(&self, refusal: Refusal) {
        tracing::info!(path = &*self.path, %refusal, "a request was refused");
        if let Some(observer) = &self.shared.observer {
            observer.refused(&self.path, refusal);
        }
    }

    fn shed(&self, shed: Shed) {
        tracing::warn!(path = &*self.path, ?shed, "a push was turned away under load");
        if let Some(observer) = &self.shared.observer {
            observer.shed(&self.path, shed);
        }
    }
}
