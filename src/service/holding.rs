//! The long hold: an attempt left open while something may come for its sender.

use super::agenda::Item;
use super::matching::{Asked, conclude};
use super::{Answer, ChatService, Gate, lock, waiting};
use crate::error::ServiceError;
use chatstore::{Fact, Person, PushKey, Scope, Stage, UserKey};
use event_listener::{Event, EventListener};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// How long after its first attempt a push may still be asked for, in ms: three attempts of five seconds.
const ATTEMPTS_MS: i64 = 15_000;

/// An attempt that is held open, on an account that cannot push: nothing is written to it until something comes.
///
/// WeChat waits five seconds for an answer and comes three times. So a push of somebody who waits for their partner is
/// a line to them for some fourteen seconds: hold the first two attempts open without a byte and let the connection end
/// by itself, and answer the third in any case. [`ChatService::answer_held`] says what to answer; ask it when
/// [`changed`](Self::changed) resolves, and at the end of the attempt.
#[derive(Clone)]
pub struct Hold {
    pub(super) user: UserKey,
    pub(super) push: PushKey,
    signal: Arc<Event>,
}

impl Hold {
    /// Resolves when there may be something to answer. Listen first, then [ask](ChatService::answer_held).
    #[must_use]
    pub fn changed(&self) -> EventListener {
        self.signal.listen()
    }
}

impl fmt::Debug for Hold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hold").field("user", &self.user).finish_non_exhaustive()
    }
}

/// Whose push is held, and until when it may be asked for.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) push: PushKey,
    until_ms: i64,
    signal: Arc<Event>,
}

impl ChatService {
    /// Holds a person's push. A push of theirs that was held before is let go: the newest one waits.
    pub(super) fn hold(&self, user: UserKey, push: PushKey, now_ms: i64) -> Answer {
        let mut held = lock(&self.held);
        let before = held.get(&user).filter(|h| h.push == push);
        let until_ms = before.map_or(now_ms + ATTEMPTS_MS, |h| h.until_ms);
        let signal = before.map_or_else(Arc::default, |h| Arc::clone(&h.signal));
        let new = Held { push, until_ms, signal: Arc::clone(&signal) };
        if let Some(old) = held.insert(user, new).filter(|old| old.push != push) {
            old.signal.notify(usize::MAX);
        }
        drop(held);
        // What comes between the attempts and is not asked for in the end must not wait without a word.
        self.look_again(Item::Person(user), until_ms + 1);
        Answer { hold: Some(Hold { user, push, signal }), ..Answer::default() }
    }

    /// The people among these whose push is held, and until when, in ms.
    pub(super) fn held_open(
        &self,
        people: impl Iterator<Item = UserKey>,
        now_ms: i64,
    ) -> BTreeMap<UserKey, i64> {
        let held = lock(&self.held);
        let open = people.filter_map(|user| Some((user, held.get(&user)?.until_ms)));
        open.filter(|(_, until_ms)| now_ms <= *until_ms).collect()
    }

    /// A person did something else, or was answered: their push is held no longer.
    pub(super) fn let_go(&self, user: UserKey) {
        if let Some(held) = lock(&self.held).remove(&user) {
            held.signal.notify(usize::MAX);
        }
    }

    /// Something about these people changed: whoever holds their pushes looks again.
    pub(super) fn wake_held(&self, people: &[Arc<Person>]) {
        let held = lock(&self.held);
        for person in people {
            if let Some(held) = held.get(&person.key) {
                held.signal.notify(usize::MAX);
            }
        }
    }

    /// Whether a push that has no answer yet may be held for its sender.
    pub(super) async fn waits_open(
        &self,
        scope: &Scope,
        user: UserKey,
        now_ms: i64,
    ) -> Result<bool, ServiceError> {
        let snapshot = self.store.load(scope).await?;
        let open = snapshot.receipt.as_ref().is_some_and(|r| r.stage == Stage::Accepted);
        let other = lock(&self.held).get(&user).is_some_and(|h| Some(h.push) != scope.push);
        Ok(open && !other && self.draft(&snapshot, now_ms).may_hold(user))
    }

    fn end_hold(&self, hold: &Hold) {
        let mut held = lock(&self.held);
        if held.get(&hold.user).is_some_and(|h| h.push == hold.push) {
            held.remove(&hold.user);
        }
    }

    async fn settle_silently(
        &self,
        scope: &Scope,
        push: PushKey,
        now_ms: i64,
    ) -> Result<Answer, ServiceError> {
        let silent = self.decide(scope, now_ms, |draft| {
            let open = draft.snapshot().receipt.as_ref().is_some_and(|r| r.stage != Stage::Done);
            open.then(|| draft.fact(Fact::SettlePush(push, Stage::Done, None)))
        });
        silent.await?;
        Ok(Answer::default())
    }

    fn is_held(&self, hold: &Hold) -> bool {
        lock(&self.held).get(&hold.user).is_some_and(|h| h.push == hold.push)
    }

    /// What a held attempt is to be answered, or `None` while it is to be held on. `at_last` asks for an answer in any
    /// case: at the end of the last attempt. Earlier attempts that end with `None` are left unanswered, not with an
    /// empty answer, which WeChat would take for one.
    ///
    /// # Errors
    /// [`ServiceError`]: nothing was decided; let the platform try again.
    pub async fn answer_held(
        &self,
        hold: &Hold,
        gate: &dyn Gate,
        now_ms: i64,
        at_last: bool,
    ) -> Result<Option<Answer>, ServiceError> {
        let (user, push) = (hold.user, hold.push);
        let scope = Scope { push: Some(push), people: vec![user], ..Scope::default() };
        let seen = self.store.load(&scope).await?;
        let Some(receipt) = seen.receipt.clone() else { return Ok(Some(Answer::default())) };
        if receipt.stage == Stage::Done {
            return self.again(receipt, gate, now_ms).await.map(Some);
        }
        // A later push of the same person waits now: this one has nothing to say any more.
        if !self.is_held(hold) {
            return self.settle_silently(&scope, push, now_ms).await.map(Some);
        }
        let asked = Asked { user, push, gate };
        let answer = self
            .decide(&scope, now_ms, |draft| {
                if !at_last && !draft.has_news(user) {
                    return None;
                }
                if draft.has_news(user) {
                    draft.drop_soft(user);
                } else if let Some(ticket) = draft.person(user).and_then(|p| waiting(p.seat)) {
                    draft.tell_waiting_once(user, ticket);
                }
                Some(conclude(draft, &asked))
            })
            .await?;
        let Some(answer) = answer else { return Ok(None) };
        self.end_hold(hold);
        // What is left in the lane is not waited for any more.
        self.look_again(Item::Person(user), now_ms);
        Ok(Some(self.offered(user, answer)))
    }
}
