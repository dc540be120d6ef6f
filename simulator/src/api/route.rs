//! Routing: path, method, token, permission and quota, in the order in which WeChat minds them.

use super::answer::Answer;
use super::errcode::{ApiError, Complaint};
use super::quota::Limits;
use super::{ApiRequest, recipient};
use crate::journal::RefusalCause;
use crate::{Mode, Permission, Platform};
use serde_json::Value;

/// How a route answers.
#[derive(Clone, Copy)]
enum Handler {
    Json(fn(&mut Platform, ApiRequest<'_>) -> Result<Value, ApiError>),
    /// With words about this very call in its errors.
    Detailed(fn(&mut Platform, ApiRequest<'_>) -> Result<Value, Complaint>),
    /// A file, or JSON in its place.
    File(fn(&mut Platform, ApiRequest<'_>) -> Result<Answer, ApiError>),
}

/// What guards a route beside its method.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Guard {
    /// Nothing: the call brings the secret itself.
    Open,
    /// The permission to log visitors in; the tokens are others.
    Login,
    /// The IP whitelist: these hand out tokens for a secret.
    Whitelist,
    /// An `access_token`.
    Token,
    /// An `access_token`, and a permission of the account.
    Permission(Permission),
}

/// One simulated API.
#[derive(Clone, Copy)]
pub(super) struct Route {
    pub(super) path: &'static str,
    method: &'static str,
    guard: Guard,
    pub(super) limits: Limits,
    handler: Handler,
}

const fn route(
    method: &'static str,
    path: &'static str,
    guard: Guard,
    limits: Limits,
    handler: Handler,
) -> Route {
    Route { path, method, guard, limits, handler }
}

impl Route {
    /// Errors of a download come as plain text.
    pub(super) fn error_type(&self) -> &'static str {
        if matches!(self.handler, Handler::File(_)) { "text/plain" } else { JSON }
    }
}

/// The content type of JSON answers.
pub(super) const JSON: &str = "application/json; encoding=utf-8";
/// The path of the customer-service send.
pub(super) const SEND: &str = "/cgi-bin/message/custom/send";

const GET: &str = "GET";
const POST: &str = "POST";
const MENU: Guard = Guard::Permission(Permission::Menu);
const MEDIA: Guard = Guard::Permission(Permission::Media);
const USERS: Guard = Guard::Permission(Permission::UserInfo);
const TEMPLATES: Guard = Guard::Permission(Permission::Template);
const NOTICES: Guard = Guard::Permission(Permission::SubscriptionNotice);

/// Every simulated API with its daily quota, of an ordinary account and of a sandbox
/// (<https://developers.weixin.qq.com/doc/offiaccount/Message_Management/API_Call_Limits.html>).
#[rustfmt::skip]
pub(super) const ROUTES: [Route; 33] = [
    route(GET, "/cgi-bin/token", Guard::Whitelist, Limits::daily(2_000, 200), Handler::Detailed(Platform::token)),
    route(POST, "/cgi-bin/stable_token", Guard::Whitelist, Limits::daily(500_000, 500_000).a_minute(10_000), Handler::Detailed(Platform::stable_token)),
    route(POST, SEND, Guard::Token, Limits::daily(500_000, 50_000), Handler::Json(Platform::custom_send)),
    route(POST, "/cgi-bin/message/custom/typing", Guard::Permission(Permission::Push), Limits::daily(500_000, 50_000), Handler::Json(Platform::custom_typing)),
    route(POST, "/cgi-bin/menu/create", MENU, Limits::daily(1_000, 100), Handler::Json(Platform::menu_create)),
    route(GET, "/cgi-bin/menu/get", MENU, Limits::daily(10_000, 1_000), Handler::Json(Platform::menu_get)),
    route(GET, "/cgi-bin/menu/delete", MENU, Limits::daily(1_000, 100), Handler::Json(Platform::menu_delete)),
    route(POST, "/cgi-bin/menu/addconditional", MENU, Limits::daily(2_000, 200), Handler::Json(Platform::menu_add_conditional)),
    route(POST, "/cgi-bin/menu/delconditional", MENU, Limits::daily(2_000, 200), Handler::Json(Platform::menu_delete_conditional)),
    route(POST, "/cgi-bin/menu/trymatch", MENU, Limits::daily(20_000, 2_000), Handler::Json(Platform::menu_try_match)),
    route(POST, "/cgi-bin/media/upload", MEDIA, Limits::daily(100_000, 500), Handler::Json(Platform::media_upload)),
    route(GET, "/cgi-bin/media/get", MEDIA, Limits::daily(200_000, 1_000), Handler::File(Platform::media_get)),
    route(GET, "/cgi-bin/media/get/jssdk", MEDIA, Limits::daily(200_000, 1_000), Handler::File(Platform::media_get_jssdk)),
    route(POST, "/cgi-bin/qrcode/create", Guard::Permission(Permission::SceneCode), Limits::daily(100_000, 10_000), Handler::Json(Platform::qrcode_create)),
    route(GET, "/cgi-bin/user/info", USERS, Limits::daily(500_000, 500_000), Handler::Json(Platform::user_info)),
    route(POST, "/cgi-bin/user/info/batchget", USERS, Limits::daily(500_000, 500_000), Handler::Json(Platform::user_info_batch)),
    route(GET, "/cgi-bin/user/get", USERS, Limits::daily(500, 100), Handler::Json(Platform::user_get)),
    route(POST, "/cgi-bin/message/template/send", TEMPLATES, Limits::daily(100_000, 10_000), Handler::Detailed(Platform::template_send)),
    route(GET, "/cgi-bin/template/get_all_private_template", TEMPLATES, Limits::UNSTATED, Handler::Json(Platform::template_list)),
    route(POST, "/cgi-bin/message/template/subscribe", Guard::Permission(Permission::OneTimeSubscription), Limits::UNSTATED, Handler::Detailed(Platform::one_time_send)),
    route(POST, "/cgi-bin/message/subscribe/bizsend", NOTICES, Limits::UNSTATED, Handler::Detailed(Platform::notice_send)),
    route(GET, "/wxaapi/newtmpl/gettemplate", NOTICES, Limits::UNSTATED, Handler::Json(Platform::notice_list)),
    route(GET, "/sns/oauth2/access_token", Guard::Login, Limits::UNSTATED, Handler::Json(Platform::sns_access_token)),
    route(GET, "/sns/oauth2/refresh_token", Guard::Login, Limits::UNSTATED, Handler::Json(Platform::sns_refresh_token)),
    route(GET, "/sns/userinfo", Guard::Login, Limits::UNSTATED, Handler::Json(Platform::sns_user_info)),
    route(GET, "/sns/auth", Guard::Login, Limits::UNSTATED, Handler::Json(Platform::sns_auth)),
    route(POST, "/cgi-bin/clear_quota/v2", Guard::Open, Limits::UNSTATED, Handler::Json(Platform::clear_quota_by_secret)),
    route(POST, "/cgi-bin/clear_quota", Guard::Token, Limits::UNSTATED, Handler::Json(Platform::clear_quota)),
    route(POST, "/cgi-bin/openapi/quota/get", Guard::Token, Limits::UNSTATED, Handler::Json(Platform::quota_get)),
    route(POST, "/cgi-bin/openapi/rid/get", Guard::Token, Limits::UNSTATED, Handler::Json(Platform::rid_get)),
    route(POST, "/cgi-bin/callback/check", Guard::Token, Limits::UNSTATED, Handler::Json(Platform::callback_check)),
    route(GET, "/cgi-bin/getcallbackip", Guard::Token, Limits::daily(10_000, 1_000), Handler::Json(Platform::callback_ip)),
    route(GET, "/cgi-bin/get_api_domain_ip", Guard::Token, Limits::daily(10_000, 1_000), Handler::Json(Platform::callback_ip)),
];

/// Finds a route by its path.
pub(super) fn find(path: &str) -> Option<Route> {
    ROUTES.iter().find(|r| r.path == path).copied()
}

impl Platform {
    pub(super) fn dispatch(&mut self, request: ApiRequest<'_>) -> Result<Answer, Complaint> {
        let route = find(request.path).ok_or(ApiError::PATH)?;
        if route.method != request.method {
            return Err(if route.method == GET { ApiError::NEEDS_GET } else { ApiError::NEEDS_POST }.into());
        }
        let send = route.path == SEND;
        if let Err(complaint) = self.admit(route.guard, request) {
            return Err(self.refuse_if(send, request, complaint, RefusalCause::Token));
        }
        if let Err(error) = self.quotas.count(route, self.now, self.behaviours.minute_limit_is_45009) {
            return Err(self.refuse_if(send, request, error.into(), RefusalCause::Quota));
        }
        match route.handler {
            Handler::Json(handler) => Ok(Answer::Json(handler(self, request)?)),
            Handler::Detailed(handler) => Ok(Answer::Json(handler(self, request)?)),
            Handler::File(handler) => Ok(handler(self, request)?),
        }
    }

    fn admit(&self, guard: Guard, request: ApiRequest<'_>) -> Result<(), Complaint> {
        match guard {
            Guard::Open => Ok(()),
            Guard::Login if self.account.kind.may(Permission::WebLogin) => Ok(()),
            Guard::Login => Err(ApiError::UNAUTHORIZED.into()),
            Guard::Whitelist if self.caller_whitelisted => Ok(()),
            Guard::Whitelist => {
                let detail = "127.0.0.1 ipv6 ::ffff:127.0.0.1, not in whitelist".to_owned();
                Err(Complaint::new(ApiError::NOT_WHITELISTED, detail))
            }
            Guard::Token => self.check_token(request),
            Guard::Permission(permission) => {
                self.check_token(request)?;
                let lent = permission == Permission::Media && self.behaviours.media_without_verification;
                if lent || self.account.kind.may(permission) {
                    Ok(())
                } else {
                    Err(ApiError::UNAUTHORIZED.into())
                }
            }
        }
    }

    /// In cloud hosting the platform adds the token itself; one that is given counts all the same.
    fn check_token(&self, request: ApiRequest<'_>) -> Result<(), Complaint> {
        let token = request.parameter("access_token");
        if token.is_none() && self.account.mode == Mode::CloudHosting {
            return Ok(());
        }
        Ok(self.tokens.check(token.as_deref(), self.now)?)
    }

    /// Records a refused send; other calls have no recipient.
    fn refuse_if(
        &mut self,
        send: bool,
        request: ApiRequest<'_>,
        complaint: Complaint,
        cause: RefusalCause,
    ) -> Complaint {
        if send {
            let phone = recipient::of_body(self, request.body);
            self.refuse(phone, complaint.error, cause);
        }
        complaint
    }
}
