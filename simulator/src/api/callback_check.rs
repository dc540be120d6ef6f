//! POST /cgi-bin/callback/check: whether the platform reaches the server.
//!
//! <https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/Network_Detection.html>

use super::ApiRequest;
use super::answer::set;
use super::errcode::ApiError;
use crate::Platform;
use serde_json::{Value, json};
use std::net::IpAddr;

impl Platform {
    /// What the callback address resolves to, for `callback/check`; `None`, the default, is an account
    /// without an address: `40201`.
    pub fn set_callback_ip(&mut self, ip: Option<IpAddr>) {
        self.callback_ip = ip;
    }

    /// The address resolves at once and never loses a packet: nothing lies between.
    pub(super) fn callback_check(&mut self, request: ApiRequest<'_>) -> Result<Value, ApiError> {
        let body = request.json()?;
        let text = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default();
        let (dns, ping) = match text("action") {
            "dns" => (true, false),
            "ping" => (false, true),
            "all" => (true, true),
            _ => return Err(ApiError::CHECK_ACTION),
        };
        let operator = match text("check_operator") {
            named @ ("CHINANET" | "UNICOM" | "CAP") => named,
            "DEFAULT" => "CAP",
            _ => return Err(ApiError::CHECK_OPERATOR),
        };
        let ip = self.callback_ip.ok_or(ApiError::CHECK_URL)?.to_string();
        let mut answer = json!({});
        if dns {
            set(&mut answer, "dns", json!([{ "ip": ip, "real_operator": operator }]));
        }
        if ping {
            set(
                &mut answer,
                "ping",
                json!([{ "ip": ip, "from_operator": operator, "package_loss": "0%",
                "time": "0.041ms" }]),
            );
        }
        Ok(answer)
    }
}
