//! A platform with one follower, and the few things a plain-mode bot says.

use serde_json::{Value, json};
use wechat_simulator::{Account, AccountKind, ApiRequest, PhoneId, Platform, PushRequest};

pub(crate) const START: i64 = 1_700_000_000_123;
pub(crate) const MINUTE: i64 = 60_000;
pub(crate) const HOUR: i64 = 60 * MINUTE;

/// A platform of that kind with one phone that follows; the follow push is answered.
pub(crate) fn platform_of(kind: AccountKind, seed: u64) -> (Platform, PhoneId) {
    let mut platform = Platform::new(Account::example().with_kind(kind), START, seed).unwrap();
    let phone = platform.add_phone("小明");
    platform.follow(phone).unwrap();
    answer_all(&mut platform, b"success");
    (platform, phone)
}

pub(crate) fn platform() -> (Platform, PhoneId) {
    platform_of(AccountKind::VerifiedService, 1)
}

/// Answers everything that is due the same way; says how many attempts that were.
pub(crate) fn answer_all(platform: &mut Platform, body: &[u8]) -> usize {
    let mut count = 0;
    while let Some(request) = platform.poll_request() {
        platform.respond(request.attempt, 200, body);
        count += 1;
    }
    count
}

/// A passive text reply to that request.
pub(crate) fn text_reply(platform: &Platform, request: &PushRequest, content: &str) -> Vec<u8> {
    reply(platform, request, &format!("<MsgType>text</MsgType><Content><![CDATA[{content}]]></Content>"))
}

/// A passive reply with that inner markup.
pub(crate) fn reply(platform: &Platform, request: &PushRequest, inner: &str) -> Vec<u8> {
    let openid = platform.openid(request.phone).unwrap();
    let own = &platform.account().original_id;
    format!(
        "<xml><ToUserName><![CDATA[{openid}]]></ToUserName><FromUserName><![CDATA[{own}]]></FromUserName>\
         <CreateTime>1700000000</CreateTime>{inner}</xml>"
    )
    .into_bytes()
}

pub(crate) fn json_of(platform: &mut Platform, request: ApiRequest<'_>) -> Value {
    let response = platform.api(request).response.expect("no fault is set");
    assert_eq!(response.status, 200);
    serde_json::from_slice(&response.body).unwrap()
}

/// A fresh token of `/cgi-bin/token`.
pub(crate) fn token(platform: &mut Platform) -> String {
    let account = platform.account().clone();
    let query =
        format!("grant_type=client_credential&appid={}&secret={}", account.app_id, account.app_secret);
    json_of(platform, ApiRequest::get("/cgi-bin/token", &query))["access_token"].as_str().unwrap().to_owned()
}

pub(crate) fn post(platform: &mut Platform, path: &str, token: &str, body: &Value) -> Value {
    let query = format!("access_token={token}");
    json_of(platform, ApiRequest::post(path, &query, body.to_string().as_bytes()))
}

pub(crate) const SEND: &str = "/cgi-bin/message/custom/send";

pub(crate) fn text_to(platform: &Platform, phone: PhoneId, content: &str) -> Value {
    json!({ "touser": platform.openid(phone).unwrap(), "msgtype": "text", "text": { "content": content } })
}

/// Sends a customer-service text; the errcode.
pub(crate) fn send(platform: &mut Platform, phone: PhoneId, token: &str, content: &str) -> i64 {
    let body = text_to(platform, phone, content);
    post(platform, SEND, token, &body)["errcode"].as_i64().unwrap()
}
