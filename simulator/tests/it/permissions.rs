//! Kinds of account against interfaces, quotas, and the interfaces about interfaces.

use crate::helper::*;
use proptest::prelude::*;
use serde_json::{Value, json};
use wechat_simulator::{AccountKind, ApiRequest, Behaviours, Permission, Platform};

const QUOTA: &str = "/cgi-bin/openapi/quota/get";
const RID: &str = "/cgi-bin/openapi/rid/get";
const CHECK: &str = "/cgi-bin/callback/check";

/// One interface of each permission; the codes say nothing but whether `48001` stood before.
const INTERFACES: [(Permission, &str, &str); 8] = [
    (Permission::Push, "POST", "/cgi-bin/message/custom/typing"),
    (Permission::Menu, "GET", "/cgi-bin/menu/get"),
    (Permission::SceneCode, "POST", "/cgi-bin/qrcode/create"),
    (Permission::Template, "POST", "/cgi-bin/message/template/send"),
    (Permission::SubscriptionNotice, "POST", "/cgi-bin/message/subscribe/bizsend"),
    (Permission::OneTimeSubscription, "POST", "/cgi-bin/message/template/subscribe"),
    (Permission::UserInfo, "GET", "/cgi-bin/user/info"),
    (Permission::Media, "POST", "/cgi-bin/media/upload"),
];

#[test]
fn every_interface_knows_its_accounts() {
    for kind in AccountKind::ALL {
        let (mut platform, _) = platform_of(kind, 1);
        let query = format!("access_token={}", token(&mut platform));
        for (permission, method, path) in INTERFACES {
            let request = ApiRequest::post(path, &query, b"{}").with_method(method);
            let refused = json_of(&mut platform, request)["errcode"] == 48001;
            assert_eq!(refused, !kind.may(permission), "{kind:?} {path}");
        }
        let login = ApiRequest::get("/sns/oauth2/access_token", "grant_type=authorization_code");
        let refused = json_of(&mut platform, login)["errcode"] == 48001;
        assert_eq!(refused, !kind.may(Permission::WebLogin), "{kind:?}");
    }
}

fn quota(platform: &mut Platform, token: &str, path: &str) -> Value {
    post(platform, QUOTA, token, &json!({ "cgi_path": path }))
}

#[test]
fn a_sandbox_has_a_tenth_and_quotas_follow_the_kind() {
    let (mut platform, phone) = platform();
    let token = token(&mut platform);
    send(&mut platform, phone, &token, "一");
    assert_eq!(
        quota(&mut platform, &token, SEND)["quota"],
        json!({ "daily_limit": 500_000, "used": 1, "remain": 499_999 })
    );
    platform.set_account_kind(AccountKind::Sandbox).unwrap();
    assert_eq!(
        quota(&mut platform, &token, SEND)["quota"],
        json!({ "daily_limit": 50_000, "used": 1, "remain": 49_999 })
    );
    for (path, limit) in
        [("/cgi-bin/token", 200), ("/cgi-bin/media/upload", 500), ("/cgi-bin/menu/create", 100)]
    {
        assert_eq!(quota(&mut platform, &token, path)["quota"]["daily_limit"], limit);
    }
    assert_eq!(quota(&mut platform, &token, "cgi-bin/token")["errcode"], 76021);
    // Every number fits the integers of any client.
    assert!(quota(&mut platform, &token, "/cgi-bin/clear_quota")["quota"]["daily_limit"].as_i64().is_some());
}

#[test]
fn minutes_have_limits_too() {
    let (mut platform, phone) = platform();
    let token = token(&mut platform);
    platform.set_minute_limit(SEND, 1).unwrap();
    assert_eq!(send(&mut platform, phone, &token, "一"), 0);
    assert_eq!(send(&mut platform, phone, &token, "二"), 45011);
    platform.set_behaviours(Behaviours { minute_limit_is_45009: true, ..Behaviours::default() });
    assert_eq!(send(&mut platform, phone, &token, "二"), 45009);
    platform.advance_to(platform.now() - platform.now() % MINUTE + MINUTE);
    platform.say(phone, "在吗").unwrap();
    assert_eq!(send(&mut platform, phone, &token, "二"), 0);
}

#[test]
fn quotas_end_at_midnight_in_shanghai_and_by_secret() {
    let (mut platform, phone) = platform();
    platform.say(phone, "在吗").unwrap();
    let token = token(&mut platform);
    platform.set_daily_limit(SEND, 1).unwrap();
    assert_eq!(send(&mut platform, phone, &token, "一"), 0);
    assert_eq!(send(&mut platform, phone, &token, "二"), 45009);
    let account = platform.account().clone();
    let body = json!({ "appid": account.app_id, "appsecret": account.app_secret }).to_string();
    let cleared = json_of(&mut platform, ApiRequest::post("/cgi-bin/clear_quota/v2", "", body.as_bytes()));
    assert_eq!(cleared["errcode"], 0);
    assert_eq!(send(&mut platform, phone, &token, "二"), 0);
    let midnight = (START + 8 * HOUR) / (24 * HOUR) * 24 * HOUR + 16 * HOUR;
    platform.advance_to(midnight - 1);
    let token = crate::helper::token(&mut platform);
    assert_eq!(send(&mut platform, phone, &token, "三"), 45009);
    platform.advance_to(midnight);
    assert_eq!(send(&mut platform, phone, &token, "三"), 0);
}

#[test]
fn a_failed_call_is_remembered_for_seven_days() {
    let (mut platform, phone) = platform();
    let token = token(&mut platform);
    let body =
        json!({ "touser": platform.openid(phone).unwrap(), "msgtype": "text", "text": { "content": "" } });
    let failed = post(&mut platform, SEND, &token, &body);
    let message = failed["errmsg"].as_str().unwrap();
    let rid = message.split_once(" rid: ").unwrap().1.to_owned();
    let ask =
        |platform: &mut Platform, token: &str, rid: &str| post(platform, RID, token, &json!({ "rid": rid }));
    let call = ask(&mut platform, &token, &rid)["request"].clone();
    assert_eq!(call["invoke_time"], START / 1000);
    assert!(
        call["request_url"]
            .as_str()
            .unwrap()
            .starts_with("https://api.weixin.qq.com/cgi-bin/message/custom/send?")
    );
    assert!(!call["request_url"].as_str().unwrap().contains(&token), "the token is cut short");
    assert_eq!(serde_json::from_str::<Value>(call["request_body"].as_str().unwrap()).unwrap(), body);
    assert_eq!(ask(&mut platform, &token, "no-rid")["errcode"], 76002);
    assert_eq!(ask(&mut platform, &token, "00000000-00000000-00000000")["errcode"], 76001);
    platform.advance_to(START + 7 * 24 * HOUR);
    let token = crate::helper::token(&mut platform);
    assert_eq!(ask(&mut platform, &token, &rid)["errcode"], 76004);
}

#[test]
fn callback_check_reports_the_address() {
    let (mut platform, _) = platform();
    let token = token(&mut platform);
    let ask = |platform: &mut Platform, action: &str, operator: &str| {
        post(platform, CHECK, &token, &json!({ "action": action, "check_operator": operator }))
    };
    assert_eq!(ask(&mut platform, "all", "DEFAULT")["errcode"], 40201);
    platform.set_callback_ip(Some("203.0.113.9".parse().unwrap()));
    let all = ask(&mut platform, "all", "UNICOM");
    assert_eq!(all["dns"][0], json!({ "ip": "203.0.113.9", "real_operator": "UNICOM" }));
    assert_eq!(all["ping"][0]["package_loss"], "0%");
    assert!(ask(&mut platform, "dns", "DEFAULT").get("ping").is_none());
    assert_eq!(ask(&mut platform, "trace", "DEFAULT")["errcode"], 40202);
    assert_eq!(ask(&mut platform, "all", "MOBILE")["errcode"], 40203);
}

#[test]
fn a_caller_outside_the_whitelist_reads_its_own_address() {
    let (mut platform, phone) = platform();
    let good = token(&mut platform);
    platform.set_caller_whitelisted(false);
    let account = platform.account().clone();
    let query =
        format!("grant_type=client_credential&appid={}&secret={}", account.app_id, account.app_secret);
    let answer = json_of(&mut platform, ApiRequest::get("/cgi-bin/token", &query));
    assert_eq!(answer["errcode"], 40164);
    assert!(answer["errmsg"].as_str().unwrap().starts_with("invalid ip 127.0.0.1 "), "{answer}");
    assert_eq!(send(&mut platform, phone, &good, "欢迎"), 0, "a token already there goes on working");
}

#[test]
fn menus_for_some_and_menus_kept() {
    let (mut platform, phone) = platform();
    let token = token(&mut platform);
    let menu = |name: &str| json!({ "button": [{ "name": name, "type": "click", "key": "k" }] });
    let path = |name: &str| format!("/cgi-bin/menu/{name}");
    let mut some = menu("有人");
    some["matchrule"] = json!({ "tag_id": "2" });
    let code = |answer: Value| answer["errcode"].as_i64().unwrap_or(0);
    assert_eq!(code(post(&mut platform, &path("addconditional"), &token, &some)), 65303);
    post(&mut platform, &path("create"), &token, &menu("一"));
    assert_eq!(code(post(&mut platform, &path("addconditional"), &token, &menu("无"))), 65304);
    let id = post(&mut platform, &path("addconditional"), &token, &some)["menuid"].clone();
    let query = format!("access_token={token}");
    let got = json_of(&mut platform, ApiRequest::get(&path("get"), &query));
    assert_eq!(got["conditionalmenu"][0]["menuid"].to_string(), id.as_str().unwrap());
    let user = json!({ "user_id": platform.openid(phone).unwrap() });
    assert_eq!(post(&mut platform, &path("trymatch"), &token, &user)["button"][0]["name"], "一");
    assert_eq!(code(post(&mut platform, &path("trymatch"), &token, &json!({ "user_id": "o" }))), 65309);
    assert_eq!(code(post(&mut platform, &path("delconditional"), &token, &json!({ "menuid": id }))), 0);
    assert_eq!(code(post(&mut platform, &path("delconditional"), &token, &json!({ "menuid": id }))), 65301);

    platform.set_behaviours(Behaviours { menu_cache_ms: 60_000, ..Behaviours::default() });
    assert_eq!(platform.menu_of(phone).unwrap()[0].name, "一");
    post(&mut platform, &path("create"), &token, &menu("二"));
    assert_eq!(platform.menu_of(phone).unwrap()[0].name, "一", "the phone keeps it");
    platform.advance_to(platform.now() + MINUTE);
    assert_eq!(platform.menu_of(phone).unwrap()[0].name, "二");
    platform.open_menu_link(phone, "http://a.invalid").unwrap();
    assert!(platform.pushes().last().unwrap().plain_body().contains("<MenuId>"));
}

#[test]
fn every_menu_type_is_checked() {
    let (mut platform, _) = platform();
    let token = token(&mut platform);
    for (button, code) in [
        (json!({ "type": "scancode_waitmsg", "key": "k" }), 0),
        (json!({ "type": "location_select" }), 40019),
        (json!({ "type": "view", "url": "ftp://a" }), 40054),
        (json!({ "type": "view", "url": format!("http://a/{}", "x".repeat(1_020)) }), 40020),
        (json!({ "type": "miniprogram", "url": "http://a", "appid": "wx1", "pagepath": "p" }), 0),
        (json!({ "type": "miniprogram", "url": "http://a", "appid": "wx1" }), 41030),
        (json!({ "type": "media_id" }), 41006),
        (json!({ "type": "article_id", "article_id": "a" }), 0),
        (json!({ "type": "teleport", "key": "k" }), 40015),
        (
            json!({ "sub_button": [{ "name": "x", "sub_button": [{ "name": "y", "type": "click", "key": "k" }] }] }),
            40022,
        ),
        (json!({ "sub_button": vec![json!({ "name": "x", "type": "click", "key": "k" }); 6] }), 40023),
        (json!({ "sub_button": [{ "name": "长".repeat(21), "type": "click", "key": "k" }] }), 40025),
    ] {
        let mut named = button.clone();
        named["name"] = json!("按钮");
        let answer = post(&mut platform, "/cgi-bin/menu/create", &token, &json!({ "button": [named] }));
        assert_eq!(answer["errcode"], code, "{button}");
    }
}

proptest! {
    #[test]
    fn no_call_makes_it_panic(path in 0..40usize, query in "[a-z_=&%0-9]{0,60}",
        body in proptest::collection::vec(any::<u8>(), 0..80), json in any::<bool>())
    {
        const PATHS: [&str; 14] = [
            "/cgi-bin/token", "/cgi-bin/stable_token", SEND, "/cgi-bin/message/custom/typing",
            "/cgi-bin/menu/create", "/cgi-bin/media/upload", "/cgi-bin/media/get", "/cgi-bin/qrcode/create",
            "/cgi-bin/user/info", "/cgi-bin/message/template/send", "/cgi-bin/message/template/subscribe",
            "/sns/oauth2/access_token", RID, CHECK,
        ];
        let (mut platform, phone) = platform();
        let query = format!("access_token={}&{query}", token(&mut platform));
        let object = json!({ "touser": platform.openid(phone).unwrap(), "msgtype": "text", "text": query,
            "data": body, "button": body, "action_info": query }).to_string();
        let body = if json { object.as_bytes() } else { &body };
        for method in ["GET", "POST"] {
            let request = ApiRequest::post(PATHS[path % PATHS.len()], &query, body).with_method(method);
            let answer: Value = serde_json::from_slice(&platform.api(request).response.unwrap().body).unwrap();
            prop_assert!(answer.is_object());
        }
    }

    #[test]
    fn used_and_remaining_always_make_the_limit(limit in 0..6u64, calls in 0..9u64) {
        let (mut platform, phone) = platform();
        platform.say(phone, "在吗").unwrap();
        let token = token(&mut platform);
        platform.set_daily_limit(SEND, limit).unwrap();
        for n in 0..calls {
            let code = send(&mut platform, phone, &token, "一句");
            prop_assert_eq!(code == 45009, n >= limit, "{}", code);
        }
        let quota = quota(&mut platform, &token, SEND)["quota"].clone();
        prop_assert_eq!(quota["used"].as_u64().unwrap(), calls.min(limit));
        prop_assert_eq!(quota["used"].as_u64().unwrap() + quota["remain"].as_u64().unwrap(), limit);
    }
}
