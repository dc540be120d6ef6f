//! What every test here needs.

use driftbottle_wechat_client::{ApiClient, ApiClientBuilder, Scripted, Step};
use wechat_core::api::CustomSend;
use wechat_core::customer::Message;
use wechat_core::{AppId, AppSecret, OpenId};

pub(crate) const STABLE: &str = "/cgi-bin/stable_token";
pub(crate) const PLAIN: &str = "/cgi-bin/token";
pub(crate) const SEND: &str = "/cgi-bin/message/custom/send";
pub(crate) const SECRET: &str = "0a1b2c3d4e5f60718293a4b5";
pub(crate) const OPENID: &str = "oTest_openid_of_somebody_0001";

pub(crate) fn builder() -> ApiClientBuilder {
    ApiClient::builder(AppId::new("wx00000000000000aa").unwrap(), AppSecret::new(SECRET).unwrap())
}

pub(crate) fn client(wechat: &Scripted) -> ApiClient {
    builder().transport(wechat.clone()).build().unwrap()
}

pub(crate) fn grant(token: &str) -> Step {
    Step::json(format!(r#"{{"access_token":"{token}","expires_in":7200}}"#))
}

pub(crate) fn code(errcode: i64) -> Step {
    Step::json(format!(r#"{{"errcode":{errcode},"errmsg":"no rid: 65a1b2c3-0a1b2c3d-4e5f6071"}}"#))
}

pub(crate) fn ok() -> Step {
    code(0)
}

pub(crate) fn hello() -> CustomSend {
    CustomSend::new(Message::text(OpenId::new(OPENID).unwrap(), "hello there"))
}

/// The tokens that a path was called with, in order.
pub(crate) fn tokens_used(wechat: &Scripted, path: &str) -> Vec<String> {
    let requests = wechat.requests().into_iter().filter(|request| request.path == path);
    requests.map(|request| request.query.replace("access_token=", "")).collect()
}
