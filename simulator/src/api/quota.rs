//! Daily quotas, POST /cgi-bin/clear_quota (/v2) and POST /cgi-bin/openapi/quota/get.
//!
//! <https://developers.weixin.qq.com/doc/offiaccount/openApi/get_api_quota.html>

use super::errcode::ApiError;
use super::route::{ROUTES, Route, find};
use super::{ApiRequest, ok};
use crate::{AccountKind, Error, Platform};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Times a month that `clear_quota` works.
const CLEARS_A_MONTH: u32 = 10;
const HOUR_MS: i64 = 3_600_000;
const MINUTE_MS: i64 = 60_000;

/// The day in Shanghai, where quotas start afresh at midnight.
pub(super) const fn day_of(now_ms: i64) -> i64 {
    (now_ms + 8 * HOUR_MS).div_euclid(24 * HOUR_MS)
}

/// Calls a day (of an ordinary account, of a sandbox) and a minute that one API allows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    daily: u64,
    sandbox: u64,
    minute: Option<u64>,
}

impl Limits {
    /// No number is published; one that nobody reaches, small enough for any client's integers.
    pub(super) const UNSTATED: Self = Self::daily(10_000_000, 10_000_000);

    pub(super) const fn daily(daily: u64, sandbox: u64) -> Self {
        Self { daily, sandbox, minute: None }
    }

    pub(super) const fn a_minute(mut self, limit: u64) -> Self {
        self.minute = Some(limit);
        self
    }
}

/// Calls made today and in this minute, per API.
#[derive(Debug, Clone)]
pub(crate) struct Quotas {
    limits: BTreeMap<&'static str, u64>,
    minute_limits: BTreeMap<&'static str, u64>,
    minute: i64,
    used_this_minute: BTreeMap<&'static str, u64>,
    used: BTreeMap<&'static str, u64>,
    day: i64,
    cleared: u32,
    cleared_month: i64,
}

impl Quotas {
    pub(crate) fn new(kind: AccountKind) -> Self {
        Self {
            limits: limits(kind),
            minute_limits: ROUTES.iter().filter_map(|r| Some((r.path, r.limits.minute?))).collect(),
            minute: i64::MIN,
            used_this_minute: BTreeMap::new(),
            used: BTreeMap::new(),
            day: i64::MIN,
            cleared: 0,
            cleared_month: i64::MIN,
        }
    }

    /// Takes the limits of another kind; calls already counted stay.
    pub(crate) fn set_kind(&mut self, kind: AccountKind) {
        self.limits = limits(kind);
    }

    /// Counts one call.
    pub(super) fn count(&mut self, route: Route, now: i64, always_45009: bool) -> Result<(), ApiError> {
        self.turn_day(now);
        if self.minute != now.div_euclid(MINUTE_MS) {
            self.minute = now.div_euclid(MINUTE_MS);
            self.used_this_minute.clear();
        }
        if let Some(limit) = self.minute_limits.get(route.path) {
            let used = self.used_this_minute.entry(route.path).or_default();
            if *used >= *limit {
                return Err(if always_45009 { ApiError::DAILY_QUOTA } else { ApiError::MINUTE_LIMIT });
            }
            *used += 1;
        }
        let limit = self.limits.get(route.path).copied().unwrap_or(u64::MAX);
        let used = self.used.entry(route.path).or_default();
        if *used >= limit {
            return Err(ApiError::DAILY_QUOTA);
        }
        *used += 1;
        Ok(())
    }

    fn turn_day(&mut self, now: i64) {
        if self.day != day_of(now) {
            self.day = day_of(now);
            self.used.clear();
        }
    }

    fn clear(&mut self, now: i64) -> Result<(), ApiError> {
        let month = month_of(now);
        if self.cleared_month != month {
            self.cleared_month = month;
            self.cleared = 0;
        }
        if self.cleared >= CLEARS_A_MONTH {
            return Err(ApiError::CLEARED_OUT);
        }
        self.cleared += 1;
        self.used.clear();
        Ok(())
    }
}

fn limits(kind: AccountKind) -> BTreeMap<&'static str, u64> {
    let limit = |r: &Route| if kind == AccountKind::Sandbox { r.limits.sandbox } else { r.limits.daily };
    ROUTES.iter().map(|r| (r.path, limit(r))).collect()
}

/// The calendar month in Shanghai, counted from year 0 (days-to-civil, proleptic Gregorian).
const fn month_of(now_ms: i64) -> i64 {
    let days = day_of(now_ms) + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    (era * 400 + year_of_era) * 12 + month_from_march
}

impl Platform {
    /// Sets how many calls a day an API allows, to see `45009` without making half a million.
    ///
    /// # Errors
    /// [`Error::UnknownApi`] when the path is not simulated.
    pub fn set_daily_limit(&mut self, path: &str, limit: u64) -> Result<(), Error> {
        let route = find(path).ok_or_else(|| Error::UnknownApi { path: path.to_owned() })?;
        self.quotas.limits.insert(route.path, limit);
        Ok(())
    }

    /// Sets how many calls a minute an API allows, to see `45011`.
    ///
    /// # Errors
    /// [`Error::UnknownApi`] when the path is not simulated.
    pub fn set_minute_limit(&mut self, path: &str, limit: u64) -> Result<(), Error> {
        let route = find(path).ok_or_else(|| Error::UnknownApi { path: path.to_owned() })?;
        self.quotas.minute_limits.insert(route.path, limit);
        Ok(())
    }

    pub(super) fn clear_quota(&mut self, request: ApiRequest<'_>) -> Result<Value, ApiError> {
        let body = request.json()?;
        let app_id = body.get("appid").and_then(Value::as_str).ok_or(ApiError::APPID_MISSING)?;
        if app_id != self.account.app_id {
            return Err(ApiError::APPID);
        }
        self.quotas.clear(self.now)?;
        Ok(ok())
    }

    /// The same with the secret in place of a token: works when the day's tokens are used up.
    pub(super) fn clear_quota_by_secret(&mut self, request: ApiRequest<'_>) -> Result<Value, ApiError> {
        let body = request.json()?;
        let text = |name: &str| body.get(name).and_then(Value::as_str);
        if text("appid").ok_or(ApiError::APPID_MISSING)? != self.account.app_id {
            return Err(ApiError::APPID);
        }
        if text("appsecret").ok_or(ApiError::SECRET_MISSING)? != self.account.app_secret {
            return Err(ApiError::SECRET);
        }
        self.quotas.clear(self.now)?;
        Ok(ok())
    }

    pub(super) fn quota_get(&mut self, request: ApiRequest<'_>) -> Result<Value, ApiError> {
        let body = request.json()?;
        let path = body.get("cgi_path").and_then(Value::as_str).ok_or(ApiError::CGI_PATH)?;
        let route = find(path).ok_or(ApiError::CGI_PATH)?;
        self.quotas.turn_day(self.now);
        let limit = self.quotas.limits.get(route.path).copied().unwrap_or(u64::MAX);
        let used = self.quotas.used.get(route.path).copied().unwrap_or(0);
        let remain = limit.saturating_sub(used);
        let quota = json!({ "daily_limit": limit, "used": used, "remain": remain });
        Ok(json!({ "errcode": 0, "errmsg": "ok", "quota": quota }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_months_turn_at_midnight_in_shanghai() {
        // 2024-02-29T16:00:00Z is 2024-03-01T00:00 in Shanghai.
        let midnight = 1_709_222_400_000;
        assert_eq!(day_of(midnight), day_of(midnight - 1) + 1);
        assert_eq!(month_of(midnight), month_of(midnight - 1) + 1);
        assert_eq!(month_of(midnight), month_of(midnight + 30 * 24 * HOUR_MS));
    }
}
