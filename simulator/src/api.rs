//! The platform's API as the bot calls it: one entry, answers in WeChat's shape.
//!
//! Overview: <https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/Access_Overview.html>.
//! Return codes: <https://developers.weixin.qq.com/doc/offiaccount/Getting_Started/Global_Return_Code.html>.

mod answer;
mod callback_check;
mod callback_ip;
mod custom_send;
mod errcode;
mod escapes;
mod media;
mod menu;
mod message;
mod multipart;
mod qrcode;
mod quota;
mod recipient;
mod request;
mod rid;
mod route;
mod sns;
mod template;
mod token;
mod typing;
mod user;

pub use answer::{ApiOutcome, ApiResponse};
pub use menu::MenuButton;
pub(crate) use menu::Menus;
pub(crate) use quota::Quotas;
pub use request::ApiRequest;
pub(crate) use request::parameter;
pub(crate) use rid::Rids;
pub(crate) use token::Tokens;

use crate::Platform;
use crate::journal::LogEvent;
use answer::{json_response, ok};
use errcode::{ApiError, Complaint};
use serde_json::json;

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
            let response = self.error_response(request, &ApiError::BUSY.into(), delay_ms);
            return ApiOutcome { response: Some(response), delay_ms };
        }
        if self.dice.chance(self.faults.token_revoked) {
            self.counts.token_revoked += 1;
            self.note(None, LogEvent::Fault { fault: "token_revoked" });
            self.tokens.revoke_all();
        }
        let (errcode, response) = match self.dispatch(request) {
            Ok(answer) => (0, answer.into_response()),
            Err(complaint) => (complaint.error.code, self.error_response(request, &complaint, delay_ms)),
        };
        let lost = self.dice.chance(self.faults.api_timeout_after);
        self.log_call(request, errcode, true, !lost, delay_ms);
        if lost {
            self.counts.api_timeout_after += 1;
            self.note(None, LogEvent::Fault { fault: "api_timeout_after" });
            return ApiOutcome { response: None, delay_ms };
        }
        ApiOutcome { response: Some(response), delay_ms }
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

    /// `{"errcode":…,"errmsg":"… rid: …"}`, remembered under its rid.
    fn error_response(
        &mut self,
        request: ApiRequest<'_>,
        complaint: &Complaint,
        cost_ms: u32,
    ) -> ApiResponse {
        let seconds = self.now.div_euclid(1000) & 0xffff_ffff;
        let rid = format!("{seconds:08x}-{}-{}", self.entropy.hex8(), self.entropy.hex8());
        let message = format!("{} rid: {rid}", complaint.message());
        let body = json!({ "errcode": complaint.error.code, "errmsg": message });
        let content_type = route::find(request.path).map_or(route::JSON, |r| r.error_type());
        let response = json_response(&body, content_type);
        self.rids.remember(rid, request, &response.body, self.now, cost_ms);
        response
    }
}
