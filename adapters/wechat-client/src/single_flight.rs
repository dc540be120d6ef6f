//! One fetch of a token at a time, and everybody who waits for it woken when it ends.
//!
//! Knows neither runtime nor clock. `tests/it/model` runs this very file under a model checker.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use wechat_core::AccessToken;
use wechat_core::api::TokenGrant;
use wechat_core::token_keeper::{
    FetchFailure, FetchTicket, Invalidated, RefreshBudget, TokenKeeper, TokenPoll,
};

use crate::sync::{Mutex, MutexGuard, PoisonError};

/// The keeper, and who waits for its next word.
pub(crate) struct SingleFlight {
    state: Mutex<State>,
}

struct State {
    keeper: TokenKeeper,
    /// How many fetches have ended.
    ended: u64,
    waiting: Vec<(u64, Waker)>,
    last_id: u64,
}

impl SingleFlight {
    pub(crate) fn new() -> Self {
        let keeper = TokenKeeper::new();
        Self { state: Mutex::new(State { keeper, ended: 0, waiting: Vec::new(), last_id: 0 }) }
    }

    /// What to do now, and the end of the fetch that is under way. Both are of one moment: a fetch that ends after it is
    /// never missed.
    pub(crate) fn look(&self, now_ms: i64) -> (TokenPoll, Ended<'_>) {
        let mut state = self.lock();
        let poll = state.keeper.poll(now_ms);
        (poll, Ended { flight: self, seen: state.ended, id: None })
    }

    /// The fetch is over.
    pub(crate) fn fetched(
        &self,
        ticket: FetchTicket,
        outcome: Result<TokenGrant, FetchFailure>,
        now_ms: i64,
        jitter_ms: i64,
    ) {
        let waiting = {
            let mut state = self.lock();
            state.keeper.fetched(ticket, outcome, now_ms, jitter_ms);
            state.ended += 1;
            std::mem::take(&mut state.waiting)
        };
        // Outside of the lock: whoever wakes looks at once.
        for (_, waker) in waiting {
            waker.wake();
        }
    }

    /// The platform refused this token.
    pub(crate) fn invalidate(
        &self,
        token: &AccessToken,
        budget: &mut RefreshBudget,
        now_ms: i64,
    ) -> Invalidated {
        self.lock().keeper.invalidate(token, budget, now_ms)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ready when a fetch has ended since it was made.
pub(crate) struct Ended<'a> {
    flight: &'a SingleFlight,
    seen: u64,
    id: Option<u64>,
}

impl Future for Ended<'_> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut state = self.flight.lock();
        if state.ended != self.seen {
            drop(state);
            self.id = None;
            return Poll::Ready(());
        }
        let waker = context.waker().clone();
        match state.waiting.iter_mut().find(|(id, _)| Some(*id) == self.id) {
            Some((_, registered)) => *registered = waker,
            None => {
                state.last_id += 1;
                let id = state.last_id;
                state.waiting.push((id, waker));
                drop(state);
                self.id = Some(id);
            }
        }
        Poll::Pending
    }
}

impl Drop for Ended<'_> {
    fn drop(&mut self) {
        if let Some(id) = self.id {
            self.flight.lock().waiting.retain(|(waiting, _)| *waiting != id);
        }
    }
}
