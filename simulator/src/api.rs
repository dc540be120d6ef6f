//! The platform's API as the bot calls it: one entry, answers in WeChat's shape.
//!
//! Overview: <https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/Access_Overview.html>.
//! Return codes: <https://developers.weixin.qq.com/doc/offiaccount/Getting_Started/Global_Return_Code.html>.

mod callback_ip;
mod custom_send;
mod errcode;
mod menu;
mod message;
mod quota;
mod recipient;
mod route;
mod token;
mod typing;

pub use menu::MenuButton;
pub(crate) use quota::Quotas;
pub(crate) use token::Tokens;

use crate::Platform;
use crate::journal::LogEvent;
use errcode::ApiError;
use serde_json::{Value, json};

/// One call of the bot.
#[derive(Clone, Copy)]
pub struct ApiRequest<'a> {
    /// `GET` or `POST`.
    pub method: &'a str,
    /// The path, `/cgi-bin/…`.
    pub path: &'a str,
    /// The query string, without `?`.
    pub query: &'a str,
    /// The body; empty for GET.
    pub body: &'a [u8],
}

impl<'a> ApiRequest<'a> {
    /// A GET.
    #[must_use]
    pub const fn get(path: &'a str, query: &'a str) -> Self {
        Self { method: "GET", path, query, body: b"" }
    }

    /// A POST.
    #[must_use]
    pub const fn post(path: &'a str, query: &'a str, body: &'a [u8]) -> Self {
        Self { method: "POST", path, query, body }
    }

    /// A query parameter, percent-decoded; `None` when absent or empty.
    fn parameter(&self, name: &str) -> Option<String> {
        let pairs = self.query.split('&').filter_map(|pair| pair.split_once('='));
        let (_, value) = pairs.into_iter().find(|(key, _)| *key == name)?;
        let value = percent_encoding::percent_decode_str(value).decode_utf8().ok()?;
        (!value.is_empty()).then(|| value.into_owned())
    }

    /// The body as a JSON object.
    fn json(&self) -> Result<Value, ApiError> {
        serde_json::from_slice(self.body).ok().filter(Value::is_object).ok_or(ApiError::DATA_FORMAT)
    }
}

/// What the bot's HTTP client gets.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ApiResponse {
    /// The HTTP status: WeChat answers 200, also for errors.
    pub status: u16,
    /// The `Content-Type` header.
    pub content_type: &'static str,
    /// The JSON body.
    pub body: Vec<u8>,
}

impl std::fmt::Debug for ApiResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ApiResponse").field("status", &self.status).finish_non_exhaustive()
    }
}

/// The end of one call.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ApiOutcome {
    /// The answer; `None` when the caller sees a time-out. The call may have been carried out all the same.
    pub response: Option<ApiResponse>,
    /// How long the answer takes; without one the caller's own time-out counts.
    pub delay_ms: u32,
}

impl Platform {
    /// Carries out one call at [`Self::now`]. The caller shows itself the answer `delay_ms` later.
    ///
    /// ```
    /// # use wechat_simulator::{Account, ApiRequest, Platform};
    /// let account = Account::example();
    /// let query = format!("grant_type=client_credential&appid={}&secret={}", account.app_id, account.app_secret);
    /// let mut platform = Platform::new(account, 0, 1)?;
    /// let outcome = platform.api(ApiRequest::get("/cgi-bin/token", &query));
    /// let answer = outcome.response.expect("no fault is set");
    /// assert!(String::from_utf8_lossy(&answer.body).contains("\"expires_in\":7200"));
    /// # Ok::<(), wechat_simulator::Error>(())
    /// ```
    pub fn api(&mut self, request: ApiRequest<'_>) -> ApiOutcome {
        let delay_ms = self.draw_delay();
        if self.dice.chance(self.faults.api_timeout_before) {
            self.counts.api_timeout_before += 1;
            self.note(None, LogEvent::Fault { fault: "api_timeout_before" });
            self.log_call(request, 0, false, false, delay_ms);
            return ApiOutcome { response: None, delay_ms };
        }
        if self.dice.chance(self.faults.api_busy) {
            self.counts.api_busy += 1;
            self.note(None, LogEvent::Fault { fault: "api_busy" });
            self.log_call(request, -1, false, true, delay_ms);
            let body = self.error_body(&ApiError::BUSY);
            return ApiOutcome { response: Some(answer(&body)), delay_ms };
        }
        if self.dice.chance(self.faults.token_revoked) {
            self.counts.token_revoked += 1;
            self.note(None, LogEvent::Fault { fault: "token_revoked" });
            self.tokens.revoke_all();
        }
        let (errcode, body) = match self.dispatch(request) {
            Ok(value) => (0, value),
            Err(error) => (error.code, self.error_body(&error)),
        };
        let lost = self.dice.chance(self.faults.api_timeout_after);
        self.log_call(request, errcode, true, !lost, delay_ms);
        if lost {
            self.counts.api_timeout_after += 1;
            self.note(None, LogEvent::Fault { fault: "api_timeout_after" });
            return ApiOutcome { response: None, delay_ms };
        }
        ApiOutcome { response: Some(answer(&body)), delay_ms }
    }

    fn draw_delay(&mut self) -> u32 {
        let (min, max) = (self.faults.api_delay_min_ms, self.faults.api_delay_max_ms);
        let span = u64::from(max.saturating_sub(min));
        if span == 0 {
            return min;
        }
        min.saturating_add(u32::try_from(self.dice.below(span + 1)).unwrap_or(0))
    }

    fn log_call(
        &mut self,
        request: ApiRequest<'_>,
        errcode: i64,
        carried_out: bool,
        answered: bool,
        delay_ms: u32,
    ) {
        let path = request.path.chars().take(96).collect();
        let phone = recipient::of_body(self, request.body);
        self.note(phone, LogEvent::Api { path, errcode, carried_out, answered, delay_ms });
    }

    /// `{"errcode":…,"errmsg":"… rid: …"}`.
    fn error_body(&mut self, error: &ApiError) -> Value {
        let seconds = self.now.div_euclid(1000) & 0xffff_ffff;
        let rid = format!("{seconds:08x}-{}-{}", self.entropy.hex8(), self.entropy.hex8());
        json!({ "errcode": error.code, "errmsg": format!("{} rid: {rid}", error.message) })
    }
}

fn answer(body: &Value) -> ApiResponse {
    let body = body.to_string().into_bytes();
    ApiResponse { status: 200, content_type: "application/json; encoding=utf-8", body }
}

/// `{"errcode":0,"errmsg":"ok"}`.
fn ok() -> Value {
    json!({ "errcode": 0, "errmsg": "ok" })
}
