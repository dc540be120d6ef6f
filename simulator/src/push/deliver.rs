//! Delivery: attempts due, under way, answered, timed out, tried again.

use super::request::{dress, headers};
use super::{ATTEMPT_TIMEOUT_MS, Attempt, Failure, MAX_ATTEMPTS, PushRequest, PushState, Verdict};
use crate::journal::LogEvent;
use crate::random::Entropy;
use crate::screen::{Bubble, BubbleKind, Sender, Via};
use crate::{AttemptId, PhoneId, Platform, PushId};

/// Shown when the last attempt brought no answer.
const UNAVAILABLE: &str = "该公众号暂时无法提供服务，请稍后再试";
/// Shown when the last attempt brought something unusable.
const BROKEN: &str = "该公众号提供的服务出现故障，请稍后再试";

/// An attempt that is due.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Due {
    pub(crate) push: PushId,
    pub(crate) number: u8,
}

/// An attempt under way.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Flight {
    pub(crate) push: PushId,
    pub(crate) number: u8,
    pub(crate) deadline_ms: i64,
    /// Its answer, if one comes, is not received.
    pub(crate) deaf: bool,
}

impl Platform {
    /// The next HTTP POST that is due, or `None`. Polling starts its 5 seconds.
    ///
    /// A push that is not polled waits; call this after every action and after [`Self::advance_to`] until it
    /// answers `None`. Attempts of several pushes, also of one person, may be under way together.
    pub fn poll_request(&mut self) -> Option<PushRequest> {
        loop {
            let (&key, _) = self.due.first_key_value().filter(|((at, _), _)| *at <= self.now)?;
            let due = self.due.remove(&key)?;
            if let Some(request) = self.begin(due) {
                return Some(request);
            }
        }
    }

    /// Starts an attempt; `None` when a fault keeps it from the bot.
    fn begin(&mut self, due: Due) -> Option<PushRequest> {
        let undelivered = self.dice.chance(self.faults.attempt_not_delivered);
        let id = AttemptId(self.next_attempt);
        self.next_attempt += 1;
        let now = self.now;
        let push = self.pushes.get_mut(&due.push)?;
        let phone = push.phone;
        push.attempts.push(Attempt { id, number: due.number, sent_ms: now, ended_ms: None, verdict: None });
        let openid = &self.phones.get(&phone)?.openid;
        let dress = |entropy: &mut Entropy| {
            dress(&self.account, self.cipher.as_ref(), entropy, now, openid, push.format, &push.body)
        };
        let (query, body) = match push.dressed.clone().filter(|_| !self.behaviours.retries_are_signed_anew) {
            Some(first) => first,
            None => dress(&mut self.entropy),
        };
        push.dressed = (!self.behaviours.retries_are_signed_anew).then(|| (query.clone(), body.clone()));
        let (content_type, headers) = (push.format.content_type(), headers(&self.account));
        let grace = i64::from(self.behaviours.late_answer_grace_ms);
        let deadline_ms = now.saturating_add(ATTEMPT_TIMEOUT_MS).saturating_add(grace);
        let flight = Flight { push: due.push, number: due.number, deadline_ms, deaf: undelivered };
        self.flights.insert(id, flight);
        self.note(Some(phone), LogEvent::AttemptSent { push: due.push, attempt: id, number: due.number });
        if undelivered {
            self.counts.attempt_not_delivered += 1;
            self.note(Some(phone), LogEvent::Fault { fault: "attempt_not_delivered" });
            return None;
        }
        let body = body.into_bytes();
        Some(PushRequest {
            attempt: id,
            push: due.push,
            number: due.number,
            phone,
            query,
            content_type,
            headers,
            body,
        })
    }

    /// The bot's answer to an attempt. Says what the platform made of it.
    ///
    /// An answer that comes when [`Self::advance_to`] has passed the attempt's 5 seconds is [`Verdict::Late`].
    pub fn respond(&mut self, attempt: AttemptId, status: u16, body: &[u8]) -> Verdict {
        let Some(flight) = self.flights.get(&attempt).copied() else {
            return self.too_late(attempt);
        };
        let Some(phone) = self.pushes.get(&flight.push).map(|p| p.phone) else {
            return Verdict::UnknownAttempt;
        };
        if flight.deaf {
            return Verdict::Lost;
        }
        if self.was_answered(flight.push) {
            self.end_attempt(attempt, Verdict::Repeat);
            return Verdict::Repeat;
        }
        if self.dice.chance(self.faults.reply_lost) {
            self.counts.reply_lost += 1;
            if let Some(flight) = self.flights.get_mut(&attempt) {
                flight.deaf = true;
            }
            self.note(Some(phone), LogEvent::Fault { fault: "reply_lost" });
            return Verdict::Lost;
        }
        match self.judge(flight.push, phone, status, body) {
            Err(failure) => {
                self.fail_attempt(attempt, failure);
                Verdict::Failed(failure)
            }
            Ok(verdict) => {
                self.end_attempt(attempt, verdict);
                self.end_push(flight, verdict);
                verdict
            }
        }
    }

    /// The attempt's connection failed or broke: the next attempt is due at once.
    pub fn connection_lost(&mut self, attempt: AttemptId) -> Verdict {
        match self.flights.get(&attempt) {
            None => self.too_late(attempt),
            Some(_) => {
                self.fail_attempt(attempt, Failure::ConnectionLost);
                Verdict::Failed(Failure::ConnectionLost)
            }
        }
    }

    /// The earliest time-out of an attempt under way.
    pub(crate) fn next_timeout(&self) -> Option<(i64, AttemptId)> {
        self.flights.iter().map(|(id, flight)| (flight.deadline_ms, *id)).min()
    }

    pub(crate) fn time_out(&mut self, attempt: AttemptId) {
        self.fail_attempt(attempt, Failure::TimedOut);
    }

    fn too_late(&mut self, attempt: AttemptId) -> Verdict {
        if attempt.0 >= self.next_attempt {
            return Verdict::UnknownAttempt;
        }
        self.note(None, LogEvent::LateAnswer { attempt });
        Verdict::Late
    }

    /// Closes the record of an attempt and logs it.
    fn end_attempt(&mut self, attempt: AttemptId, verdict: Verdict) {
        let Some(flight) = self.flights.remove(&attempt) else { return };
        let now = self.now;
        let Some(push) = self.pushes.get_mut(&flight.push) else { return };
        let phone = push.phone;
        if let Some(record) = push.attempts.iter_mut().find(|a| a.id == attempt) {
            record.ended_ms = Some(now);
            record.verdict = Some(verdict);
        }
        let number = flight.number;
        self.note(Some(phone), LogEvent::AttemptEnded { push: flight.push, attempt, number, verdict });
    }

    fn end_push(&mut self, flight: Flight, verdict: Verdict) {
        if let Some(push) = self.pushes.get_mut(&flight.push) {
            push.state = PushState::Answered { on: flight.number, verdict };
        }
        if flight.number < MAX_ATTEMPTS && self.dice.chance(self.faults.duplicate_push) {
            self.counts.duplicate_push += 1;
            let phone = self.pushes.get(&flight.push).map(|p| p.phone);
            self.note(phone, LogEvent::Fault { fault: "duplicate_push" });
            let delay = i64::try_from(self.dice.below(2_000)).unwrap_or(0);
            self.schedule(flight.push, flight.number + 1, self.now + delay);
        }
    }

    fn fail_attempt(&mut self, attempt: AttemptId, failure: Failure) {
        let Some(flight) = self.flights.get(&attempt).copied() else { return };
        self.end_attempt(attempt, Verdict::Failed(failure));
        if self.was_answered(flight.push) {
            return;
        }
        if flight.number < MAX_ATTEMPTS {
            self.schedule(flight.push, flight.number + 1, self.now);
            return;
        }
        let Some(push) = self.pushes.get_mut(&flight.push) else { return };
        push.state = PushState::Failed;
        let phone = push.phone;
        self.note(Some(phone), LogEvent::PushFailed { push: flight.push });
        self.show_fault(phone, flight.push, failure);
    }

    pub(crate) fn schedule(&mut self, push: PushId, number: u8, at_ms: i64) {
        self.due.insert((at_ms, self.next_due), Due { push, number });
        self.next_due += 1;
    }

    fn show_fault(&mut self, phone: PhoneId, push: PushId, failure: Failure) {
        let text = match failure {
            Failure::TimedOut | Failure::ConnectionLost => UNAVAILABLE,
            _ => BROKEN,
        };
        let via = Via::Platform { push };
        let bubble = Bubble::new(self.now, Sender::System, BubbleKind::Text, text, via);
        let result = self.pushes.get(&push).is_some_and(|p| p.kind.is_result());
        if self.is_following(phone) && !result {
            self.show(phone, bubble);
        }
    }
}
