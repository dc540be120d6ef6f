//! One fetch at a time, renewal ahead of the end, and no loops.

use proptest::prelude::*;
use wechat_core::AccessToken;
use wechat_core::api::{ApiError, ErrCode, TokenGrant};
use wechat_core::token_keeper::{
    FetchFailure, FetchTicket, Invalidated, RefreshBudget, TokenKeeper, TokenPoll,
};

fn token(name: &str) -> AccessToken {
    AccessToken::new(name).unwrap()
}

fn grant(name: &str) -> Result<TokenGrant, FetchFailure> {
    Ok(TokenGrant::new(token(name), 7_200))
}

fn ticket(keeper: &mut TokenKeeper, now: i64) -> FetchTicket {
    match keeper.poll(now) {
        TokenPoll::Fetch(ticket) => ticket,
        other => panic!("{other:?}"),
    }
}

fn using(keeper: &mut TokenKeeper, now: i64) -> Option<AccessToken> {
    match keeper.poll(now) {
        TokenPoll::Use(token) => Some(token),
        _ => None,
    }
}

fn holding(name: &str) -> TokenKeeper {
    let mut keeper = TokenKeeper::new();
    let first = ticket(&mut keeper, 0);
    assert!(keeper.fetched(first, grant(name), 0, 0));
    keeper
}

#[test]
fn one_fetches_and_the_others_wait() {
    let mut keeper = TokenKeeper::new();
    let first = ticket(&mut keeper, 0);
    assert_eq!(keeper.poll(1), TokenPoll::Wait { until_ms: 30_000 });
    assert!(keeper.fetched(first, grant("a"), 100, 0));
    assert_eq!(using(&mut keeper, 101), Some(token("a")));
}

#[test]
fn a_lost_fetch_is_given_to_another_and_its_late_report_ignored() {
    let mut keeper = TokenKeeper::new();
    let lost = ticket(&mut keeper, 0);
    let second = ticket(&mut keeper, 30_000);
    assert!(!keeper.fetched(lost, grant("late"), 30_500, 0));
    assert!(keeper.fetched(second, grant("b"), 31_000, 0));
    assert_eq!(using(&mut keeper, 31_001), Some(token("b")));
}

#[test]
fn renewal_begins_with_the_overlap_and_nobody_waits_for_it() {
    let mut keeper = holding("a");
    let renew = (7_200 - 300) * 1_000;
    assert_eq!(using(&mut keeper, renew - 1), Some(token("a")));
    let renewal = ticket(&mut keeper, renew);
    assert_eq!(using(&mut keeper, renew + 1), Some(token("a")), "the old one still works");
    keeper.fetched(renewal, Err(FetchFailure::Transport), renew + 10, 0);
    assert_eq!(using(&mut keeper, renew + 11), Some(token("a")), "a failed renewal costs nothing yet");
    assert!(matches!(keeper.poll(renew + 1_010), TokenPoll::Fetch(_)));
}

#[test]
fn jitter_moves_the_renewal_by_a_minute_at_most() {
    for (jitter, expected) in
        [(-30_000, 6_870_000), (30_000, 6_930_000), (i64::MIN, 6_840_000), (i64::MAX, 6_960_000)]
    {
        let mut keeper = TokenKeeper::new();
        let first = ticket(&mut keeper, 0);
        keeper.fetched(first, grant("a"), 0, jitter);
        assert_eq!(keeper.next_deadline(), Some(expected));
    }
}

#[test]
fn a_token_with_five_minutes_left_is_not_fetched_in_a_circle() {
    let mut keeper = TokenKeeper::new();
    let first = ticket(&mut keeper, 0);
    keeper.fetched(first, Ok(TokenGrant::new(token("a"), 300)), 0, 0);
    assert_eq!(using(&mut keeper, 149_999), Some(token("a")));
    assert!(matches!(keeper.poll(150_000), TokenPoll::Fetch(_)));
}

#[test]
fn only_the_token_that_failed_is_dropped() {
    let mut keeper = holding("new");
    let mut budget = RefreshBudget::new();
    assert_eq!(keeper.invalidate(&token("old"), &mut budget, 5_000), Invalidated::Retry);
    assert_eq!(using(&mut keeper, 5_001), Some(token("new")));

    let mut budget = RefreshBudget::new();
    assert_eq!(keeper.invalidate(&token("new"), &mut budget, 5_000), Invalidated::Retry);
    assert_eq!(keeper.invalidate(&token("new"), &mut budget, 5_001), Invalidated::GiveUp);
    assert!(matches!(keeper.poll(5_002), TokenPoll::Fetch(_)));
}

#[test]
fn failures_slow_down_and_a_success_forgets_them() {
    let mut keeper = TokenKeeper::new();
    let mut now = 0;
    for wait in [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000] {
        let next = ticket(&mut keeper, now);
        keeper.fetched(next, Err(FetchFailure::Transport), now, 0);
        let failed = TokenPoll::Failed { failure: FetchFailure::Transport, retry_at_ms: now + wait };
        assert_eq!(keeper.poll(now + wait - 1), failed);
        now += wait;
    }
    let next = ticket(&mut keeper, now);
    keeper.fetched(next, grant("a"), now, 0);
    assert_eq!(using(&mut keeper, now), Some(token("a")));
}

#[test]
fn a_wrong_secret_waits_for_an_operator() {
    let wrong = || {
        let error = ApiError::Platform {
            endpoint: "POST /cgi-bin/stable_token",
            code: ErrCode(40001),
            message: String::new(),
        };
        Err(FetchFailure::Api(error))
    };
    let mut keeper = TokenKeeper::new();
    let mut now = 0;
    for _ in 0..12 {
        let next = ticket(&mut keeper, now);
        keeper.fetched(next, wrong(), now, 0);
        let TokenPoll::Failed { retry_at_ms, .. } = keeper.poll(now) else { panic!() };
        now = retry_at_ms;
    }
    let next = ticket(&mut keeper, now);
    keeper.fetched(next, wrong(), now, 0);
    assert!(
        matches!(keeper.poll(now), TokenPoll::Failed { retry_at_ms, .. } if retry_at_ms == now + 600_000)
    );
}

#[test]
fn two_processes_that_fight_for_the_account_slow_down() {
    let mut keeper = TokenKeeper::new();
    let (mut now, mut fetches) = (0, 0);
    while now < 3_600_000 {
        match keeper.poll(now) {
            TokenPoll::Fetch(ticket) => {
                fetches += 1;
                keeper.fetched(ticket, grant(&format!("t{fetches}")), now, 0);
            }
            // The other process has taken the account again.
            TokenPoll::Use(token) => {
                keeper.invalidate(&token, &mut RefreshBudget::new(), now);
            }
            TokenPoll::Wait { .. } | TokenPoll::Failed { .. } => {}
            _ => unreachable!(),
        }
        now += 100;
    }
    assert!(fetches < 70, "{fetches} fetches in an hour; the day has 2000");
}

proptest! {
    /// Whatever happens in whatever order, two holders never fetch at the same time, and a token is used only while
    /// it lives.
    #[test]
    fn single_flight(steps in prop::collection::vec((0_u8..4, 0_i64..40_000), 1..200)) {
        let mut keeper = TokenKeeper::new();
        let (mut now, mut out, mut ends) = (0, None, i64::MIN);
        for (step, pass) in steps {
            now += pass;
            match step {
                0 | 1 => match keeper.poll(now) {
                    TokenPoll::Fetch(ticket) => {
                        if let Some((_, since)) = out {
                            prop_assert!(now - since >= 30_000, "two fetches at once");
                        }
                        out = Some((ticket, now));
                    }
                    TokenPoll::Use(_) => prop_assert!(now < ends),
                    TokenPoll::Wait { until_ms } => prop_assert!(until_ms > now),
                    TokenPoll::Failed { retry_at_ms, .. } => prop_assert!(retry_at_ms > now),
                    _ => unreachable!(),
                },
                2 => if let Some((ticket, _)) = out.take() {
                    prop_assert!(keeper.fetched(ticket, Ok(TokenGrant::new(token("t"), 600)), now, pass));
                    ends = now + 600_000;
                },
                _ => if let Some((ticket, _)) = out.take() {
                    prop_assert!(keeper.fetched(ticket, Err(FetchFailure::Transport), now, 0));
                },
            }
        }
    }
}
