//! Pushes on their way in and answers on their way out, with the deadlines a webhook keeps.

use super::{Attempt, Todo, World};
use driftbottle::chatstore::Body;
use driftbottle::{Answer, Gate, Hold, Incoming, Report, ServiceError, passive_reply};
use event_listener::EventListener;
use futures_util::FutureExt as _;
use pollster::block_on;
use std::sync::atomic::{AtomicBool, Ordering};
use wechat_core::Timestamp;
use wechat_core::callback::{Opened, Query};
use wechat_core::reply::Reply;
use wechat_simulator::{AttemptId, PushRequest, Verdict};

/// What the bot says when the last attempt could not be accepted.
const REFUSED: &str = "这条可能没有收到，请再发一次。";

/// How long the bot's own steps take.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Pace {
    /// How often a commit takes seconds.
    pub(crate) slow: f64,
    /// How often the connection breaks while the response is written.
    pub(crate) broken: f64,
    /// How often the process dies after a commit and before the response.
    pub(crate) death: f64,
    /// A commit takes this long, whatever `slow` says.
    pub(crate) commit_ms: Option<i64>,
}

/// Not accepted by then: the platform is to try again.
const NOT_ACCEPTED_MS: i64 = 4_000;
/// From this age on there is no further attempt.
const LAST_ATTEMPT_MS: i64 = 7_500;

/// How long an attempt is held.
const HELD_MS: i64 = 4_300;

/// An attempt that is held open.
pub(super) struct Held {
    opened: Opened,
    hold: Hold,
    last: bool,
    listener: EventListener,
}

struct Watchdog {
    open: AtomicBool,
}

impl Gate for Watchdog {
    fn accepted(&self) {}

    fn claim(&self) -> bool {
        self.open.load(Ordering::Relaxed)
    }

    fn may_wait(&self) -> bool {
        true
    }
}

impl World {
    pub(super) fn arrive(&mut self, request: PushRequest) {
        if self.service.is_none() {
            self.platform.connection_lost(request.attempt);
            return;
        }
        // Asked for again after it was written: shown after all, or lost? Nobody can know from here on.
        self.uncertain.extend(self.replies.get(&request.push).cloned());
        let (id, phone) = (request.attempt, request.phone);
        self.attempts.insert(id, Attempt { request, arrived_ms: self.now(), answered: false });
        self.later(NOT_ACCEPTED_MS, Todo::GiveUp(id));
        let turn = self.turns.entry(phone).or_default();
        turn.push_back(id);
        if turn.len() == 1 {
            self.take_turn(id);
        }
    }

    fn take_turn(&mut self, attempt: AttemptId) {
        let slow = self.dice.chance(self.pace.slow);
        let takes = match self.pace.commit_ms {
            Some(ms) => ms,
            None if slow => *self.dice.pick(&[3_000, 4_600, 20_000]),
            None => self.dice.between(1, 40),
        };
        self.later(takes, Todo::Handle(attempt));
    }

    pub(super) fn give_up(&mut self, id: AttemptId) {
        let held = self.held.contains_key(&id);
        let Some(attempt) = self.attempts.get_mut(&id).filter(|a| !a.answered && !held) else { return };
        attempt.answered = true;
        let (request, arrived_ms) = (attempt.request.clone(), attempt.arrived_ms);
        let opened = self.open(&request);
        // As the webhook counts: when it arrived, not when it is given up.
        let age = arrived_ms - opened.inbound.created_at.as_millis();
        if age < LAST_ATTEMPT_MS {
            self.platform.respond(id, 503, b"");
        } else {
            let body = self.reply_body(&opened, &Reply::text(REFUSED));
            self.platform.respond(id, 200, body.as_bytes());
        }
    }

    fn open(&self, request: &PushRequest) -> Opened {
        let query = Query::parse(&request.query).unwrap();
        self.callback.open(&query, &request.body).unwrap()
    }

    fn reply_body(&self, opened: &Opened, reply: &Reply) -> String {
        let now = Timestamp::from_secs(self.now() / 1000);
        let xml = reply.to_xml(opened.inbound.reply_address(), now).unwrap();
        let entropy = [u8::try_from(self.now() % 251).unwrap(); 16];
        self.callback.seal(&opened.sealing, &xml, now.as_secs(), &opened.nonce, &entropy).unwrap()
    }

    pub(super) fn handle(&mut self, id: AttemptId) {
        let Some(attempt) = self.attempts.get(&id) else { return };
        let (request, given_up) = (attempt.request.clone(), attempt.answered);
        let opened = self.open(&request);
        let incoming = Incoming::from_official_account(&self.platform.account().app_id, &opened.inbound);
        let watchdog = Watchdog { open: AtomicBool::new(true) };
        let Some(service) = &self.service else { return };
        let result = block_on(service.handle(&incoming, &watchdog, self.now()));
        let turn = self.turns.get_mut(&request.phone).unwrap();
        turn.pop_front();
        if let Some(next) = turn.front().copied() {
            self.take_turn(next);
        }
        if self.dice.chance(self.pace.death) {
            let back_in_ms = self.dice.between(0, 4_000);
            self.crash(back_in_ms);
            return;
        }
        match result {
            Ok(Answer { hold: Some(hold), .. }) if !given_up => self.hold(id, opened, hold),
            Ok(answer) => self.answer(id, &opened, answer, given_up),
            // Refused at the deadline, see `give_up`.
            Err(ServiceError::Flood) => {}
            Err(_) if given_up => {}
            Err(_) => self.give_up(id),
        }
    }

    /// Holds an attempt open, as a webhook does.
    fn hold(&mut self, id: AttemptId, opened: Opened, hold: Hold) {
        let arrived_ms = self.attempts[&id].arrived_ms;
        let last = arrived_ms - opened.inbound.created_at.as_millis() >= LAST_ATTEMPT_MS;
        let listener = hold.changed();
        self.later((arrived_ms + HELD_MS - self.now()).max(0), Todo::EndHold(id));
        self.held.insert(id, Held { opened, hold, last, listener });
        self.look_at_held(id, false);
    }

    /// Whoever is held and was woken looks whether there is something to answer.
    pub(super) fn look_at_all_held(&mut self) {
        let woken = self.held.iter_mut().filter_map(|(id, held)| {
            (&mut held.listener).now_or_never()?;
            held.listener = held.hold.changed();
            Some(*id)
        });
        for id in woken.collect::<Vec<_>>() {
            self.look_at_held(id, false);
        }
    }

    /// The end of a held attempt: the last one is answered, earlier ones are left without a byte.
    pub(super) fn end_hold(&mut self, id: AttemptId) {
        let Some(last) = self.held.get(&id).map(|held| held.last) else { return };
        self.look_at_held(id, last);
        if self.held.remove(&id).is_some() {
            self.left_open += 1;
            self.attempts.get_mut(&id).unwrap().answered = true;
        }
    }

    fn look_at_held(&mut self, id: AttemptId, at_last: bool) {
        let Some(service) = &self.service else { return };
        let watchdog = Watchdog { open: AtomicBool::new(true) };
        let hold = self.held[&id].hold.clone();
        match block_on(service.answer_held(&hold, &watchdog, self.now(), at_last)) {
            Ok(None) => {}
            Ok(Some(answer)) => {
                let held = self.held.remove(&id).unwrap();
                self.answer(id, &held.opened, answer, false);
            }
            Err(_) => {
                self.held.remove(&id);
                self.give_up(id);
            }
        }
    }

    fn answer(&mut self, id: AttemptId, opened: &Opened, answer: Answer, given_up: bool) {
        let text = answer.body.as_ref().map(said).unwrap_or_default();
        if given_up {
            if let Some(push) = answer.offer {
                self.later(1, Todo::Report(push, Report::Missed));
            }
            return;
        }
        self.attempts.get_mut(&id).unwrap().answered = true;
        if self.dice.chance(self.pace.broken) {
            self.platform.connection_lost(id);
            if let Some(push) = answer.offer {
                self.later(1, Todo::Report(push, Report::Missed));
            }
            return;
        }
        let body = match &answer.body {
            Some(body) => self.reply_body(opened, &passive_reply(body).unwrap()),
            None => "success".to_owned(),
        };
        let verdict = self.platform.respond(id, 200, body.as_bytes());
        assert!(!matches!(verdict, Verdict::Failed(_)), "the platform takes our answer: {verdict:?}");
        if matches!(verdict, Verdict::Lost) {
            // Written, and lost beyond our knowledge: another attempt may bring it, or may not.
            self.uncertain.push(text.clone());
        }
        let Some(push) = answer.offer else { return };
        if matches!(verdict, Verdict::Late) {
            self.later(1, Todo::Report(push, Report::Missed));
            return;
        }
        if self.written.contains_key(&push) {
            // Two taps within one second look like one that comes again: both show the same answer.
            self.uncertain.push(text.clone());
        }
        self.replies.insert(self.attempts[&id].request.push, text.clone());
        self.written.insert(push, text);
        let in_ms = self.dice.between(1, 60);
        self.later(in_ms, Todo::Report(push, Report::Written));
    }
}

/// What a body is recognised by: its text, or the name of what it carries.
pub(crate) fn said(body: &Body) -> String {
    match body {
        Body::Image { media } | Body::Voice { media } | Body::Video { media, .. } => {
            format!("«{}»", media.as_str())
        }
        Body::Link { url, .. } => format!("«{}»", url.as_str()),
        other => other.as_text().unwrap_or_default().to_owned(),
    }
}
