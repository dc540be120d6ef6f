//! The pace of one call. No clock in here: the time is an argument.

use std::collections::VecDeque;

use wechat_core::api::ErrCode;

use super::Budget;
use crate::error::Halt;

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;
/// Shanghai is eight hours ahead, the year round.
const SHANGHAI_MS: i64 = 8 * HOUR_MS;

/// The platform's codes for "enough": of a minute, of a day. The second is given for minutes too, now and then.
const MINUTE_LIMIT: ErrCode = ErrCode(45011);
const DAY_LIMIT: ErrCode = ErrCode(45009);

#[derive(Debug, Default)]
pub(super) struct Lane {
    /// When the calls of the last minute were made.
    recent: VecDeque<i64>,
    day: i64,
    made_today: u32,
    pause: Option<(Halt, i64)>,
    /// Refusals for the day's limit in a row.
    strikes: u32,
}

impl Lane {
    /// Counts a call, or says why not and when again.
    pub(super) fn admit(&mut self, budget: Budget, now_ms: i64) -> Result<(), (Halt, i64)> {
        if let Some((halt, until_ms)) = self.pause {
            if now_ms < until_ms {
                return Err((halt, until_ms));
            }
            self.pause = None;
        }
        self.within_day(budget, now_ms)?;
        self.within_minute(budget, now_ms)?;
        self.made_today = self.made_today.saturating_add(1);
        if budget.per_minute.is_some() {
            self.recent.push_back(now_ms);
        }
        Ok(())
    }

    fn within_day(&mut self, budget: Budget, now_ms: i64) -> Result<(), (Halt, i64)> {
        let day = now_ms.saturating_add(SHANGHAI_MS).div_euclid(DAY_MS);
        if day != self.day {
            (self.day, self.made_today) = (day, 0);
        }
        match budget.per_day {
            Some(max) if self.made_today >= max => Err((Halt::Budget, midnight_after(now_ms))),
            _ => Ok(()),
        }
    }

    fn within_minute(&mut self, budget: Budget, now_ms: i64) -> Result<(), (Halt, i64)> {
        let Some(max) = budget.per_minute else { return Ok(()) };
        while self.recent.front().is_some_and(|made| now_ms.saturating_sub(*made) >= MINUTE_MS) {
            self.recent.pop_front();
        }
        let max = usize::try_from(max).unwrap_or(usize::MAX);
        if self.recent.len() < max {
            return Ok(());
        }
        let oldest = self.recent.front().copied().unwrap_or(now_ms);
        Err((Halt::Budget, oldest.saturating_add(MINUTE_MS)))
    }

    /// The platform's word. A limit of one user stops nobody else.
    pub(super) fn answered(&mut self, code: ErrCode, limited_per_user: bool, now_ms: i64) {
        match code {
            MINUTE_LIMIT if limited_per_user => {}
            MINUTE_LIMIT => self.pause = Some((Halt::MinuteLimit, now_ms.saturating_add(MINUTE_MS))),
            DAY_LIMIT => {
                // A minute first, since the code may mean one; then ever longer, an hour at most, so that somebody who
                // clears the quota in the console is noticed.
                let wait = (MINUTE_MS << self.strikes.min(6)).min(HOUR_MS);
                self.strikes = self.strikes.saturating_add(1);
                let until = now_ms.saturating_add(wait).min(midnight_after(now_ms));
                self.pause = Some((Halt::DayLimit, until));
            }
            ErrCode(0) => self.strikes = 0,
            _ => {}
        }
    }
}

/// The next midnight in Shanghai.
const fn midnight_after(now_ms: i64) -> i64 {
    let day = now_ms.saturating_add(SHANGHAI_MS).div_euclid(DAY_MS);
    day.saturating_add(1).saturating_mul(DAY_MS).saturating_sub(SHANGHAI_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-09-21 00:00 in Shanghai.
    const MIDNIGHT: i64 = 20_717 * DAY_MS - SHANGHAI_MS;

    #[test]
    fn no_sixty_seconds_ever_hold_more_than_the_budget() {
        let (mut lane, budget) = (Lane::default(), Budget::per_minute(7));
        let mut made: Vec<i64> = Vec::new();
        let mut now = MIDNIGHT;
        for step in 0..4_000_i64 {
            now += step * 7_919 % 3_001;
            if let Err((Halt::Budget, at)) = lane.admit(budget, now) {
                assert!(at > now && at <= now + MINUTE_MS);
                assert!(Lane::admit(&mut lane, budget, at - 1).is_err() || at - 1 < now);
                continue;
            }
            made.push(now);
        }
        assert!(made.len() > 500);
        for window in made.windows(8) {
            assert!(window[7] - window[0] >= MINUTE_MS, "{window:?}");
        }
    }

    #[test]
    fn a_day_begins_at_midnight_in_shanghai() {
        let (mut lane, budget) = (Lane::default(), Budget::per_day(2));
        assert!(lane.admit(budget, MIDNIGHT - 2).is_ok() && lane.admit(budget, MIDNIGHT - 1).is_ok());
        assert_eq!(lane.admit(budget, MIDNIGHT - 1), Err((Halt::Budget, MIDNIGHT)));
        assert!(lane.admit(budget, MIDNIGHT).is_ok());
        assert_eq!(midnight_after(MIDNIGHT), MIDNIGHT + DAY_MS);
    }

    #[test]
    fn limits_of_the_platform_stop_the_call_for_a_while() {
        let mut lane = Lane::default();
        let free = Budget::UNLIMITED;
        lane.answered(MINUTE_LIMIT, true, MIDNIGHT);
        assert!(lane.admit(free, MIDNIGHT).is_ok());
        lane.answered(MINUTE_LIMIT, false, MIDNIGHT);
        assert_eq!(lane.admit(free, MIDNIGHT + 59_999), Err((Halt::MinuteLimit, MIDNIGHT + 60_000)));
        assert!(lane.admit(free, MIDNIGHT + 60_000).is_ok());

        let mut now = MIDNIGHT;
        let mut waits = Vec::new();
        for _ in 0..8 {
            lane.answered(DAY_LIMIT, false, now);
            let (halt, until) = lane.admit(free, now).unwrap_err();
            assert_eq!(halt, Halt::DayLimit);
            waits.push((until - now) / MINUTE_MS);
            now = until;
        }
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60]);
        lane.answered(ErrCode(0), false, now);
        lane.answered(DAY_LIMIT, false, MIDNIGHT + DAY_MS - 1);
        assert_eq!(lane.admit(free, MIDNIGHT + DAY_MS - 1), Err((Halt::DayLimit, MIDNIGHT + DAY_MS)));
    }
}
