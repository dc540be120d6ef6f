//! Handling a push: accepted in one commit, answered, searched for.

use super::{Answer, ChatService, Gate, TRIES, lock};
use crate::decide::{Arrival, Next};
use crate::error::ServiceError;
use crate::incoming::{Incoming, IncomingKind};
use crate::words::command;
use chatstore::{Commit, PushKey, Receipt, Scope, Sea, Stage, UserKey};

/// So many bottles are in reach of whoever picks one.
const IN_REACH: usize = 8;

/// A gate whose attempt may be held only where the service thinks so too.
struct Patience<'a> {
    gate: &'a dyn Gate,
    may_wait: bool,
}

impl Gate for Patience<'_> {
    fn accepted(&self) {
        self.gate.accepted();
    }

    fn claim(&self) -> bool {
        self.gate.claim()
    }

    fn may_wait(&self) -> bool {
        self.may_wait
    }
}

impl ChatService {
    /// Accepts a push and answers it. When this returns, what was accepted is durable.
    ///
    /// A push that comes again changes nothing and gets the same answer.
    ///
    /// # Errors
    /// [`ServiceError::Flood`] and [`ServiceError::Contended`]: nothing was accepted, let the platform try again. After
    /// a flood only at the deadline: it tries again at once, and the third refusal is shown to the person as a fault.
    /// [`ServiceError::Store`]: likewise, unless the error says that the outcome is not known; a repetition of the
    /// push then finds out.
    pub async fn handle(
        &self,
        incoming: &Incoming,
        gate: &dyn Gate,
        now_ms: i64,
    ) -> Result<Answer, ServiceError> {
        let push = self.cx.namer.push(&incoming.address, &incoming.dedup);
        let handled = self.accept(push, incoming, gate, now_ms).await;
        if handled.is_err() {
            lock(&self.troubled).insert(push);
        }
        handled
    }

    async fn accept(
        &self,
        push: PushKey,
        incoming: &Incoming,
        gate: &dyn Gate,
        now_ms: i64,
    ) -> Result<Answer, ServiceError> {
        let mut scope = Scope::arrival(push, incoming.address.clone());
        scope.sea = self.sea(incoming, now_ms);
        let may_wait = self.may_wait(push, incoming, gate);
        let mut claimed = None;
        let mut claim = || *claimed.get_or_insert_with(|| gate.claim());
        let mut admitted = false;
        for _ in 0..TRIES {
            let snapshot = self.store.load(&scope).await?;
            if let Some(receipt) = &snapshot.receipt {
                return self.again(receipt.clone(), &Patience { gate, may_wait }, now_ms).await;
            }
            if !admitted {
                self.admit(incoming, now_ms)?;
                admitted = true;
            }
            let (change, arrival, user) = {
                let mut draft = self.draft(&snapshot, now_ms);
                let arrival = draft.arrive(incoming, push, may_wait, &mut claim);
                let user = draft.user;
                (draft.finish(), arrival, user)
            };
            let Some(user) = user else { return Ok(Answer::default()) };
            match self.commit(change, now_ms).await? {
                Commit::Committed(changed) => {
                    gate.accepted();
                    if arrival.offered {
                        self.count_up(push, user);
                    }
                    self.let_go(user);
                    self.take_note(changed, now_ms);
                    return self.follow_up(user, push, arrival, &Patience { gate, may_wait }, now_ms).await;
                }
                Commit::Repeat(receipt) => {
                    return self.again(receipt, &Patience { gate, may_wait }, now_ms).await;
                }
                _ => continue,
            }
        }
        Err(ServiceError::Contended)
    }

    /// Whether an attempt of a push may be held: not where an earlier one may have failed, because then fewer are left
    /// than its age tells.
    fn may_wait(&self, push: PushKey, incoming: &Incoming, gate: &dyn Gate) -> bool {
        let since_start = incoming.created_ms >= self.opened_ms;
        gate.may_wait() && since_start && !lock(&self.troubled).contains(&push)
    }

    /// What of the sea must be seen: something only by who reaches into it.
    fn sea(&self, incoming: &Incoming, now_ms: i64) -> Option<Sea> {
        let picks = match &incoming.kind {
            IncomingKind::Said(text) | IncomingKind::Tapped(text) => command::is_pick(text.as_str()),
            _ => false,
        };
        let settings = self.settings();
        picks.then(|| Sea {
            app: settings.app.clone(),
            at_ms: now_ms,
            readers: settings.bottle_readers,
            limit: IN_REACH,
        })
    }

    /// A person may say only so much at once.
    fn admit(&self, incoming: &Incoming, now_ms: i64) -> Result<(), ServiceError> {
        if !matches!(incoming.kind, IncomingKind::Said(_)) {
            return Ok(());
        }
        let settings = self.settings();
        let (pace, burst) = (settings.lines_per_minute, settings.lines_at_once);
        let allowed = lock(&self.flood).allows(&incoming.address, now_ms, pace, burst);
        if allowed { Ok(()) } else { Err(ServiceError::Flood) }
    }

    async fn follow_up(
        &self,
        user: UserKey,
        push: PushKey,
        arrival: Arrival,
        gate: &dyn Gate,
        now_ms: i64,
    ) -> Result<Answer, ServiceError> {
        let answer = match arrival.next {
            Next::Done => Answer { body: arrival.reply, offer: arrival.offered.then_some(push), hold: None },
            Next::Hold => self.hold(user, push, now_ms),
            Next::Search(_) => self.search(user, push, gate, now_ms).await?,
        };
        self.match_others(now_ms).await;
        Ok(answer)
    }

    /// The same push again: the same answer, and what the first attempt left undone.
    pub(super) async fn again(
        &self,
        receipt: Receipt,
        gate: &dyn Gate,
        now_ms: i64,
    ) -> Result<Answer, ServiceError> {
        gate.accepted();
        let (user, push) = (receipt.user, receipt.push);
        if receipt.stage == Stage::Accepted {
            let answer = self.search(user, push, gate, now_ms).await?;
            self.match_others(now_ms).await;
            return Ok(answer);
        }
        let Some(body) = receipt.reply.filter(|_| gate.claim()) else { return Ok(Answer::default()) };
        let scope = Scope { push: Some(push), people: vec![user], ..Scope::default() };
        let content = self
            .decide(&scope, now_ms, |draft| {
                let open = draft.person(user)?.lane.offer.as_ref().is_some_and(|o| o.push == push);
                if open {
                    draft.offer_again(user, push);
                }
                // Taken back meanwhile: the content leaves by another way.
                let kept = draft.snapshot().receipt.as_ref().is_some_and(|r| r.reply.is_some());
                kept.then_some(open)
            })
            .await?;
        match content {
            None => Ok(Answer::default()),
            Some(open) => {
                if open {
                    self.count_up(push, user);
                }
                Ok(Answer { body: Some(body), offer: open.then_some(push), hold: None })
            }
        }
    }
}
