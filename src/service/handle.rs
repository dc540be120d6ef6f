//! Handling a push: accepted in one commit, answered, searched for.

use super::{Answer, ChatService, Gate, TRIES, lock};
use crate::decide::{Arrival, Next};
use crate::error::ServiceError;
use crate::incoming::{Incoming, IncomingKind};
use chatstore::{Commit, PushKey, Receipt, Scope, Stage, UserKey};

impl ChatService {
    /// Accepts a push and answers it. When this returns, what was accepted is durable.
    ///
    /// A push that comes again changes nothing and gets the same answer.
    ///
    /// # Errors
    /// [`ServiceError::Flood`] and [`ServiceError::Contended`]: nothing was accepted, let the platform try again.
    /// [`ServiceError::Store`]: likewise, unless the error says that the outcome is not known; a repetition of the
    /// push then finds out.
    pub async fn handle(
        &self,
        incoming: &Incoming,
        gate: &dyn Gate,
        now_ms: i64,
    ) -> Result<Answer, ServiceError> {
        let push = self.cx.namer.push(&incoming.address, &incoming.dedup);
        let scope = Scope::arrival(push, incoming.address.clone());
        let mut claimed = None;
        let mut claim = || *claimed.get_or_insert_with(|| gate.claim());
        let mut admitted = false;
        for _ in 0..TRIES {
            let snapshot = self.store.load(&scope).await?;
            if let Some(receipt) = &snapshot.receipt {
                return self.again(receipt.clone(), gate, now_ms).await;
            }
            if !admitted {
                self.admit(incoming, now_ms)?;
                admitted = true;
            }
            let (change, arrival, user) = {
                let mut draft = self.draft(&snapshot, now_ms);
                let arrival = draft.arrive(incoming, push, &mut claim);
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
                    self.take_note(&changed, now_ms);
                    return self.follow_up(user, push, arrival, gate, now_ms).await;
                }
                Commit::Repeat(receipt) => return self.again(receipt, gate, now_ms).await,
                _ => continue,
            }
        }
        Err(ServiceError::Contended)
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
            Next::Done => Answer { body: arrival.reply, offer: arrival.offered.then_some(push) },
            Next::Search(_) => self.search(user, push, gate, now_ms).await?,
        };
        self.match_others(now_ms).await;
        Ok(answer)
    }

    /// The same push again: the same answer, and what the first attempt left undone.
    async fn again(&self, receipt: Receipt, gate: &dyn Gate, now_ms: i64) -> Result<Answer, ServiceError> {
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
                Ok(Answer { body: Some(body), offer: open.then_some(push) })
            }
        }
    }
}
