//! The state machine.

use super::outcome::{FetchFailure, FetchTicket, Invalidated, RefreshBudget, TokenPoll};
use super::refresh::{FETCH_LEASE_MS, back_off, renew_at, replacement_delay};
use crate::AccessToken;
use crate::api::TokenGrant;

/// The token of one account, and who may fetch the next. All times are milliseconds of one clock.
#[derive(Clone, Debug, Default)]
pub struct TokenKeeper {
    held: Option<Held>,
    fetching: Option<Fetching>,
    last_ticket: u64,
    failures: u32,
    last_failure: Option<FetchFailure>,
    /// Tokens in a row that were refused soon after their fetch.
    early_refusals: u32,
    /// No fetch before this.
    not_before_ms: i64,
}

#[derive(Clone, Debug)]
struct Held {
    token: AccessToken,
    fetched_ms: i64,
    renew_ms: i64,
    ends_ms: i64,
}

#[derive(Clone, Copy, Debug)]
struct Fetching {
    ticket: FetchTicket,
    until_ms: i64,
}

impl TokenKeeper {
    /// Without a token.
    #[must_use]
    pub fn new() -> Self {
        Self { not_before_ms: i64::MIN, ..Self::default() }
    }

    /// What a caller who needs the token should do now. A fetch that is never reported counts as lost after 30
    /// seconds.
    pub fn poll(&mut self, now_ms: i64) -> TokenPoll {
        let usable = self.held.as_ref().filter(|held| now_ms < held.ends_ms);
        if let Some(held) = usable.filter(|held| now_ms < held.renew_ms) {
            return TokenPoll::Use(held.token.clone());
        }
        let fallback = usable.map(|held| held.token.clone());
        if let Some(fetching) = self.fetching.filter(|fetching| now_ms < fetching.until_ms) {
            return match fallback {
                Some(token) => TokenPoll::Use(token),
                None => TokenPoll::Wait { until_ms: fetching.until_ms },
            };
        }
        if now_ms < self.not_before_ms {
            return match (fallback, &self.last_failure) {
                (Some(token), _) => TokenPoll::Use(token),
                (None, Some(failure)) => {
                    TokenPoll::Failed { failure: failure.clone(), retry_at_ms: self.not_before_ms }
                }
                (None, None) => TokenPoll::Wait { until_ms: self.not_before_ms },
            };
        }
        self.last_ticket += 1;
        let ticket = FetchTicket(self.last_ticket);
        self.fetching = Some(Fetching { ticket, until_ms: now_ms.saturating_add(FETCH_LEASE_MS) });
        TokenPoll::Fetch(ticket)
    }

    /// The fetch is over. `jitter_ms` moves the next renewal by up to a minute either way, so that many processes do
    /// not renew together. Says whether the report counted: one whose ticket was given up on in the meantime does
    /// not.
    pub fn fetched(
        &mut self,
        ticket: FetchTicket,
        outcome: Result<TokenGrant, FetchFailure>,
        now_ms: i64,
        jitter_ms: i64,
    ) -> bool {
        if self.fetching.is_none_or(|fetching| fetching.ticket != ticket) {
            return false;
        }
        self.fetching = None;
        match outcome {
            Ok(grant) => self.keep(grant, now_ms, jitter_ms),
            Err(failure) => {
                self.failures = self.failures.saturating_add(1);
                let wait = back_off(self.failures, failure.needs_operator());
                self.not_before_ms = now_ms.saturating_add(wait);
                self.last_failure = Some(failure);
            }
        }
        true
    }

    /// The platform refused `failed`. Only if it is still the token held is it dropped: another caller may have
    /// replaced it already. Each call may do this once.
    pub fn invalidate(
        &mut self,
        failed: &AccessToken,
        budget: &mut RefreshBudget,
        now_ms: i64,
    ) -> Invalidated {
        if std::mem::replace(&mut budget.spent, true) {
            return Invalidated::GiveUp;
        }
        if let Some(held) = self.held.take_if(|held| held.token == *failed) {
            match replacement_delay(now_ms.saturating_sub(held.fetched_ms), self.early_refusals) {
                Some(wait) => {
                    self.early_refusals = self.early_refusals.saturating_add(1);
                    self.not_before_ms = now_ms.saturating_add(wait);
                }
                None => self.early_refusals = 0,
            }
        }
        Invalidated::Retry
    }

    /// When polling again may bring something new although nobody calls: the time to renew ahead, or the end of a
    /// back-off or lost fetch. `None` before the first poll.
    #[must_use]
    pub fn next_deadline(&self) -> Option<i64> {
        let renewal = self.held.as_ref().map(|held| held.renew_ms.max(self.not_before_ms));
        let lease = self.fetching.map(|fetching| fetching.until_ms);
        let retry = self.last_failure.as_ref().map(|_| self.not_before_ms);
        lease.or(renewal).or(retry)
    }

    fn keep(&mut self, grant: TokenGrant, now_ms: i64, jitter_ms: i64) {
        let life_ms = grant.expires_in_secs.saturating_mul(1000);
        self.failures = 0;
        self.last_failure = None;
        self.not_before_ms = i64::MIN;
        self.held = Some(Held {
            token: grant.token,
            fetched_ms: now_ms,
            renew_ms: renew_at(now_ms, life_ms, jitter_ms),
            ends_ms: now_ms.saturating_add(life_ms),
        });
    }
}
