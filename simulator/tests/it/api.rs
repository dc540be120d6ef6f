//! Tokens, typing, quotas, menus and unknown paths.

use crate::helper::*;
use serde_json::{Value, json};
use wechat_simulator::{AccountKind, ApiRequest, Error, LogEvent, Platform};

fn stable(platform: &mut Platform, force: bool) -> Value {
    let account = platform.account().clone();
    let body = json!({ "grant_type": "client_credential", "appid": account.app_id,
        "secret": account.app_secret, "force_refresh": force });
    json_of(platform, ApiRequest::post("/cgi-bin/stable_token", "", body.to_string().as_bytes()))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

#[test]
fn a_new_token_leaves_the_old_one_five_minutes() {
    let (mut platform, phone) = platform();
    let old = token(&mut platform);
    platform.say(phone, "在吗").unwrap();
    let new = token(&mut platform);
    platform.advance_to(START + 5 * MINUTE - 1);
    assert_eq!(send(&mut platform, phone, &old, "a"), 0);
    platform.advance_to(START + 5 * MINUTE);
    assert_eq!(send(&mut platform, phone, &old, "b"), 40001);
    assert_eq!(send(&mut platform, phone, &new, "c"), 0);
    platform.advance_to(START + 2 * HOUR);
    assert_eq!(send(&mut platform, phone, &new, "d"), 42001);
    assert_eq!(send(&mut platform, phone, "nonsense", "e"), 40014);
    let query = "";
    let body = text_to(&platform, phone, "f");
    let answer = json_of(&mut platform, ApiRequest::post(SEND, query, body.to_string().as_bytes()));
    assert_eq!(answer["errcode"], 41001);
}

#[test]
fn the_stable_token_stays_and_renews_itself() {
    let (mut platform, _) = platform();
    let first = stable(&mut platform, false);
    platform.advance_to(START + HOUR);
    let second = stable(&mut platform, false);
    assert_eq!(second["access_token"], first["access_token"]);
    assert_eq!(second["expires_in"], 3600);
    let plain = token(&mut platform);
    assert_ne!(text(&first["access_token"]), plain, "the two APIs keep apart");
    platform.advance_to(START + 2 * HOUR - 5 * MINUTE + 1);
    let third = stable(&mut platform, false);
    assert_ne!(third["access_token"], first["access_token"]);
    let ip = |platform: &mut Platform, token: &Value| {
        let query = format!("access_token={}", text(token));
        json_of(platform, ApiRequest::get("/cgi-bin/getcallbackip", &query))
    };
    assert!(ip(&mut platform, &first["access_token"])["ip_list"].is_array(), "both live in the overlap");
    platform.advance_to(START + 2 * HOUR);
    assert_eq!(ip(&mut platform, &first["access_token"])["errcode"], 42001);
}

#[test]
fn a_forced_refresh_stops_the_old_token_and_is_limited() {
    let (mut platform, phone) = platform();
    platform.say(phone, "在吗").unwrap();
    let first = text(&stable(&mut platform, false)["access_token"]);
    let forced = text(&stable(&mut platform, true)["access_token"]);
    assert_ne!(first, forced);
    assert_eq!(send(&mut platform, phone, &first, "a"), 40001);
    assert_eq!(text(&stable(&mut platform, true)["access_token"]), forced, "30 s have not passed");
    for _ in 0..19 {
        platform.advance_to(platform.now() + 30_000);
        assert!(stable(&mut platform, true)["access_token"].is_string());
    }
    platform.advance_to(platform.now() + 30_000);
    assert_eq!(stable(&mut platform, true)["errcode"], 45009);
}

#[test]
fn wrong_credentials() {
    let (mut platform, _) = platform();
    let id = platform.account().app_id.clone();
    for (query, code) in [
        ("appid=a&secret=b".to_owned(), 40002),
        ("grant_type=client_credential&secret=b".to_owned(), 41002),
        ("grant_type=client_credential&appid=other&secret=b".to_owned(), 40013),
        (format!("grant_type=client_credential&appid={id}"), 41004),
        (format!("grant_type=client_credential&appid={id}&secret=wrong"), 40125),
    ] {
        let answer = json_of(&mut platform, ApiRequest::get("/cgi-bin/token", &query));
        assert_eq!(answer["errcode"], code, "{query}");
        assert!(answer["errmsg"].as_str().unwrap().contains(" rid: "), "{answer}");
    }
}

#[test]
fn typing_needs_a_recent_deed_and_any_message_ends_it() {
    let (mut platform, phone) = platform();
    let token = token(&mut platform);
    let path = "/cgi-bin/message/custom/typing";
    let openid = platform.openid(phone).unwrap().to_owned();
    let typing = |platform: &mut Platform, command: &str| {
        post(platform, path, &token, &json!({ "touser": openid, "command": command }))["errcode"].clone()
    };
    assert_eq!(typing(&mut platform, "Dancing"), 45072);
    assert_eq!(typing(&mut platform, "Typing"), 0);
    assert_eq!(typing(&mut platform, "Typing"), 45081);
    assert!(platform.is_typing(phone).unwrap());
    assert_eq!(send(&mut platform, phone, &token, "好"), 0);
    assert!(!platform.is_typing(phone).unwrap());
    assert_eq!(typing(&mut platform, "Typing"), 0);
    platform.advance_to(START + 15_000);
    assert!(!platform.is_typing(phone).unwrap());
    platform.advance_to(START + 30_001);
    assert_eq!(typing(&mut platform, "Typing"), 45080);
}

#[test]
fn daily_quotas_are_counted_asked_for_and_cleared() {
    let (mut platform, phone) = platform();
    let token = token(&mut platform);
    platform.say(phone, "在吗").unwrap();
    platform.set_daily_limit(SEND, 2).unwrap();
    assert_eq!(send(&mut platform, phone, &token, "1"), 0);
    assert_eq!(send(&mut platform, phone, &token, "2"), 0);
    assert_eq!(send(&mut platform, phone, &token, "3"), 45009);
    let quota = post(&mut platform, "/cgi-bin/openapi/quota/get", &token, &json!({ "cgi_path": SEND }));
    assert_eq!(quota["quota"], json!({ "daily_limit": 2, "used": 2, "remain": 0 }));
    let id = platform.account().app_id.clone();
    for _ in 0..10 {
        assert_eq!(
            post(&mut platform, "/cgi-bin/clear_quota", &token, &json!({ "appid": id }))["errcode"],
            0
        );
    }
    assert_eq!(
        post(&mut platform, "/cgi-bin/clear_quota", &token, &json!({ "appid": id }))["errcode"],
        48006
    );
    assert_eq!(send(&mut platform, phone, &token, "3"), 0);
    assert_eq!(platform.set_daily_limit("/nope", 1), Err(Error::UnknownApi { path: "/nope".into() }));
}

#[test]
fn menus_are_defined_and_shown() {
    let (mut platform, _) = platform();
    let token = token(&mut platform);
    let menu = json!({ "button": [
        { "name": "找人", "type": "click", "key": "find" },
        { "name": "更多", "sub_button": [{ "name": "网页", "type": "view", "url": "http://a.invalid" }] } ] });
    assert_eq!(post(&mut platform, "/cgi-bin/menu/create", &token, &menu)["errcode"], 0);
    assert_eq!(platform.menu()[1].sub_button[0].url.as_deref(), Some("http://a.invalid"));
    let query = format!("access_token={token}");
    let got = json_of(&mut platform, ApiRequest::get("/cgi-bin/menu/get", &query));
    assert_eq!(got["menu"]["button"][0]["key"], "find");
    let four = json!({ "button": vec![json!({ "name": "a", "type": "click", "key": "k" }); 4] });
    assert_eq!(post(&mut platform, "/cgi-bin/menu/create", &token, &four)["errcode"], 40016);
    assert_eq!(json_of(&mut platform, ApiRequest::get("/cgi-bin/menu/delete", &query))["errcode"], 0);
    assert_eq!(json_of(&mut platform, ApiRequest::get("/cgi-bin/menu/get", &query))["errcode"], 46003);
    let (mut personal, _) = platform_of(AccountKind::Personal, 1);
    let token = crate::helper::token(&mut personal);
    assert_eq!(post(&mut personal, "/cgi-bin/menu/create", &token, &menu)["errcode"], 48001);
}

#[test]
fn unknown_paths_wrong_methods_and_the_log() {
    let (mut platform, _) = platform();
    let secret = "token=very-secret";
    assert_eq!(json_of(&mut platform, ApiRequest::get("/cgi-bin/nothing", secret))["errcode"], 40066);
    assert_eq!(json_of(&mut platform, ApiRequest::get(SEND, secret))["errcode"], 43002);
    assert_eq!(json_of(&mut platform, ApiRequest::post("/cgi-bin/token", "", b""))["errcode"], 43001);
    let codes: Vec<i64> = platform
        .log()
        .iter()
        .filter_map(|e| if let LogEvent::Api { errcode, .. } = e.event { Some(errcode) } else { None })
        .collect();
    assert_eq!(codes, [40066, 43002, 43001]);
    assert!(!format!("{:?}", platform.log()).contains("very-secret"));
}
