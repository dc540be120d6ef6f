//! GET /cgi-bin/token and POST /cgi-bin/stable_token.
//!
//! <https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/Get_access_token.html>,
//! <https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/getStableAccessToken.html>

use super::ApiRequest;
use super::errcode::{ApiError, Complaint};
use super::quota::day_of;
use crate::Platform;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Seconds a token lives: the `expires_in` of both APIs.
const LIFE_S: i64 = 7_200;
/// How long a superseded token stays usable, in milliseconds; also the overlap of the stable token.
const OVERLAP_MS: i64 = 5 * 60 * 1000;
/// Forced refreshes of the stable token a day, and the least time between two, in milliseconds.
const FORCED_A_DAY: u32 = 20;
const FORCED_GAP_MS: i64 = 30_000;

#[derive(Debug, Clone, Copy)]
struct Life {
    expires_ms: i64,
    /// Set when a newer token of the same API took its place.
    superseded_ms: Option<i64>,
}

/// Every token handed out, and which is the latest of each API.
#[derive(Clone, Default)]
pub(crate) struct Tokens {
    lives: BTreeMap<String, Life>,
    latest: Option<String>,
    stable: Option<String>,
    forced_day: i64,
    forced: u32,
    forced_ms: Option<i64>,
}

impl Tokens {
    /// Whether the token opens an API now.
    pub(super) fn check(&self, token: Option<&str>, now: i64) -> Result<(), ApiError> {
        let life = self.lives.get(token.ok_or(ApiError::TOKEN_MISSING)?).ok_or(ApiError::TOKEN_MALFORMED)?;
        if life.superseded_ms.is_some_and(|end| now >= end) {
            return Err(ApiError::TOKEN_SUPERSEDED);
        }
        if now >= life.expires_ms { Err(ApiError::TOKEN_EXPIRED) } else { Ok(()) }
    }

    /// Makes every token invalid, as another process with the same secret could.
    pub(super) fn revoke_all(&mut self) {
        for life in self.lives.values_mut() {
            life.superseded_ms = Some(i64::MIN);
        }
        self.latest = None;
        self.stable = None;
    }

    fn add(&mut self, token: &str, now: i64) {
        let life = Life { expires_ms: now.saturating_add(LIFE_S * 1000), superseded_ms: None };
        self.lives.insert(token.to_owned(), life);
    }

    fn supersede(&mut self, token: Option<String>, at_ms: i64) {
        if let Some(life) = token.and_then(|t| self.lives.get_mut(&t)) {
            life.superseded_ms = Some(at_ms);
        }
    }

    /// The stable token and its remaining milliseconds, unless it is in its last five minutes.
    fn stable_now(&self, now: i64) -> Option<(String, i64)> {
        let token = self.stable.as_ref()?;
        let left = self.lives.get(token)?.expires_ms - now;
        (left >= OVERLAP_MS).then(|| (token.clone(), left))
    }

    /// Whether a forced refresh refreshes; too soon after the last it does not.
    fn may_force(&mut self, now: i64) -> Result<bool, ApiError> {
        if self.forced_ms.is_some_and(|at| now - at < FORCED_GAP_MS) {
            return Ok(false);
        }
        if self.forced_day != day_of(now) {
            self.forced_day = day_of(now);
            self.forced = 0;
        }
        if self.forced >= FORCED_A_DAY {
            return Err(ApiError::DAILY_QUOTA);
        }
        self.forced += 1;
        self.forced_ms = Some(now);
        Ok(true)
    }
}

impl Platform {
    /// Makes every access token invalid, as a reset of the AppSecret or another process with a forced refresh
    /// would: the next call is answered `40001`.
    pub fn revoke_tokens(&mut self) {
        self.tokens.revoke_all();
    }

    pub(super) fn token(&mut self, request: ApiRequest<'_>) -> Result<Value, Complaint> {
        let parameter = |name| request.parameter(name);
        self.check_credentials(parameter("grant_type"), parameter("appid"), parameter("secret"))?;
        let token = self.new_token();
        let old = self.tokens.latest.replace(token.clone());
        self.tokens.supersede(old, self.now.saturating_add(OVERLAP_MS));
        Ok(json!({ "access_token": token, "expires_in": LIFE_S }))
    }

    pub(super) fn stable_token(&mut self, request: ApiRequest<'_>) -> Result<Value, Complaint> {
        let body = request.json()?;
        let field = |name: &str| body.get(name).and_then(Value::as_str).map(str::to_owned);
        self.check_credentials(field("grant_type"), field("appid"), field("secret"))?;
        let force = match body.get("force_refresh") {
            None => false,
            Some(value) => value.as_bool().ok_or(ApiError::DATA_FORMAT)?,
        };
        let current = self.tokens.stable_now(self.now);
        if let (Some((token, left)), false) = (&current, force && self.tokens.may_force(self.now)?) {
            return Ok(json!({ "access_token": token, "expires_in": left / 1000 }));
        }
        let token = self.new_token();
        let old = self.tokens.stable.replace(token.clone());
        // A renewal leaves the old one to its own end; a forced one stops it at once.
        if current.is_some() {
            self.tokens.supersede(old, self.now);
        }
        Ok(json!({ "access_token": token, "expires_in": LIFE_S }))
    }

    fn new_token(&mut self) -> String {
        let token = format!("{}_{}", self.entropy.digits(2), self.entropy.text(133));
        self.tokens.add(&token, self.now);
        token
    }

    fn check_credentials(
        &self,
        grant_type: Option<String>,
        app_id: Option<String>,
        secret: Option<String>,
    ) -> Result<(), ApiError> {
        if grant_type.as_deref() != Some("client_credential") {
            return Err(ApiError::GRANT_TYPE);
        }
        if app_id.ok_or(ApiError::APPID_MISSING)? != self.account.app_id {
            return Err(ApiError::APPID);
        }
        if secret.ok_or(ApiError::SECRET_MISSING)? != self.account.app_secret {
            return Err(ApiError::SECRET);
        }
        Ok(())
    }
}
