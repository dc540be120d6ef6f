//! Routing: path, method, token, permission and quota, in the order in which WeChat minds them.

use super::errcode::ApiError;
use super::{ApiRequest, recipient};
use crate::Platform;
use crate::journal::RefusalCause;
use serde_json::Value;

/// One simulated API.
#[derive(Clone, Copy)]
pub(super) struct Route {
    pub(super) path: &'static str,
    method: &'static str,
    /// Whether it wants an `access_token`.
    pub(super) token: bool,
    /// Calls a day of an ordinary account.
    pub(super) daily: u64,
    /// Calls a day of a sandbox account.
    pub(super) daily_sandbox: u64,
    handler: fn(&mut Platform, ApiRequest<'_>) -> Result<Value, ApiError>,
}

const fn route(
    method: &'static str,
    path: &'static str,
    token: bool,
    (daily, daily_sandbox): (u64, u64),
    handler: fn(&mut Platform, ApiRequest<'_>) -> Result<Value, ApiError>,
) -> Route {
    Route { path, method, token, daily, daily_sandbox, handler }
}

/// The path of the customer-service send.
pub(super) const SEND: &str = "/cgi-bin/message/custom/send";

/// Every simulated API with its daily quota
/// (<https://developers.weixin.qq.com/doc/offiaccount/Message_Management/API_Call_Limits.html>).
pub(super) const ROUTES: [Route; 11] = [
    route("GET", "/cgi-bin/token", false, (2_000, 200), Platform::token),
    route("POST", "/cgi-bin/stable_token", false, (500_000, 500_000), Platform::stable_token),
    route("POST", SEND, true, (500_000, 50_000), Platform::custom_send),
    route("POST", "/cgi-bin/message/custom/typing", true, (500_000, 50_000), Platform::custom_typing),
    route("POST", "/cgi-bin/menu/create", true, (1_000, 100), Platform::menu_create),
    route("GET", "/cgi-bin/menu/get", true, (10_000, 1_000), Platform::menu_get),
    route("GET", "/cgi-bin/menu/delete", true, (1_000, 100), Platform::menu_delete),
    route("POST", "/cgi-bin/clear_quota", true, (u64::MAX, u64::MAX), Platform::clear_quota),
    route("POST", "/cgi-bin/openapi/quota/get", true, (u64::MAX, u64::MAX), Platform::quota_get),
    route("GET", "/cgi-bin/getcallbackip", true, (10_000, 1_000), Platform::callback_ip),
    route("GET", "/cgi-bin/get_api_domain_ip", true, (10_000, 1_000), Platform::callback_ip),
];

/// Finds a route by its path.
pub(super) fn find(path: &str) -> Option<Route> {
    ROUTES.iter().find(|r| r.path == path).copied()
}

impl Platform {
    pub(super) fn dispatch(&mut self, request: ApiRequest<'_>) -> Result<Value, ApiError> {
        let route = find(request.path).ok_or(ApiError::PATH)?;
        if route.method != request.method {
            return Err(if route.method == "GET" { ApiError::NEEDS_GET } else { ApiError::NEEDS_POST });
        }
        let send = route.path == SEND;
        if route.token {
            let token = request.parameter("access_token");
            if let Err(error) = self.tokens.check(token.as_deref(), self.now) {
                return Err(self.refuse_if(send, request, error, RefusalCause::Token));
            }
        }
        if let Err(error) = self.quotas.count(route, self.now) {
            return Err(self.refuse_if(send, request, error, RefusalCause::Quota));
        }
        (route.handler)(self, request)
    }

    /// Records a refused send; other calls have no recipient.
    fn refuse_if(
        &mut self,
        send: bool,
        request: ApiRequest<'_>,
        error: ApiError,
        cause: RefusalCause,
    ) -> ApiError {
        if send {
            let phone = recipient::of_body(self, request.body);
            self.refuse(phone, error, cause);
        }
        error
    }
}
