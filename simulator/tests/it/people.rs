//! QR codes, user information, web login, templates, notices and one-time messages.

use crate::helper::*;
use proptest::prelude::*;
use serde_json::{Value, json};
use wechat_simulator::{
    Account, AccountKind, ApiRequest, Behaviours, BubbleKind, Error, Format, PageProblem, PhoneId, Platform,
    PopupScene, QrScene, TemplateKind, Via,
};

const QR: &str = "/cgi-bin/qrcode/create";
const DAY: i64 = 24 * HOUR;

fn get(platform: &mut Platform, path: &str, query: &str) -> Value {
    json_of(platform, ApiRequest::get(path, query))
}

fn info(platform: &mut Platform, token: &str, phone: PhoneId) -> Value {
    let query = format!("access_token={token}&openid={}&lang=en", platform.openid(phone).unwrap());
    get(platform, "/cgi-bin/user/info", &query)
}

#[test]
fn a_code_is_made_drawn_and_scanned() {
    let (mut platform, _) = platform();
    let token = token(&mut platform);
    let scene = json!({ "scene": { "scene_str": "海报" } });
    let body = json!({ "expire_seconds": 600, "action_name": "QR_STR_SCENE", "action_info": scene });
    let made = post(&mut platform, QR, &token, &body);
    assert_eq!(made["expire_seconds"], 600);
    let ticket = made["ticket"].as_str().unwrap().to_owned();
    assert!(platform.qr_png(&ticket).unwrap().starts_with(b"\x89PNG"));
    assert!(platform.qr_svg(&ticket).unwrap().starts_with("<svg"));
    let newcomer = platform.add_phone("小红");
    let follow = platform.scan_ticket(newcomer, &ticket).unwrap();
    let body = platform.push(follow).unwrap().plain_body();
    assert!(body.contains("<EventKey><![CDATA[qrscene_海报]]>") && body.contains(&ticket), "{body}");
    let again = platform.scan_ticket(newcomer, &ticket).unwrap();
    assert!(platform.push(again).unwrap().plain_body().contains("<Event><![CDATA[SCAN]]>"));
    let known = info(&mut platform, &token, newcomer);
    assert_eq!(known["subscribe_scene"], "ADD_SCENE_QR_CODE");
    assert_eq!((known["qr_scene_str"].as_str(), known["qr_scene"].as_i64()), (Some("海报"), Some(0)));
    platform.advance_to(START + 600_000);
    assert_eq!(platform.scan_ticket(newcomer, &ticket), Err(Error::Ticket { problem: "has expired" }));
    assert!(platform.qr_png(&ticket).is_err());
}

#[test]
fn scenes_and_times_have_limits() {
    let (mut platform, _) = platform();
    let token = token(&mut platform);
    for (action, scene, code) in [
        ("QR_SCENE", json!({ "scene_id": 4_294_967_295u32 }), 0),
        ("QR_SCENE", json!({ "scene_id": 0 }), 40053),
        ("QR_SCENE", json!({ "scene_str": "a" }), 40053),
        ("QR_LIMIT_SCENE", json!({ "scene_id": 100_000 }), 0),
        ("QR_LIMIT_SCENE", json!({ "scene_id": 100_001 }), 40053),
        ("QR_STR_SCENE", json!({ "scene_str": "字".repeat(64) }), 0),
        ("QR_LIMIT_STR_SCENE", json!({ "scene_str": "字".repeat(65) }), 40053),
        ("QR_LIMIT_STR_SCENE", json!({ "scene_str": "" }), 40053),
        ("QR_OTHER", json!({ "scene_id": 1 }), 40053),
    ] {
        let body = json!({ "action_name": action, "action_info": { "scene": scene } });
        let answer = post(&mut platform, QR, &token, &body);
        assert_eq!(answer["errcode"].as_i64().unwrap_or(0), code, "{body}");
        let temporary = answer["expire_seconds"].as_i64();
        assert_eq!(temporary.is_some(), code == 0 && !action.contains("LIMIT"));
        assert!(temporary.is_none_or(|seconds| seconds == 60));
    }
    let long = json!({ "expire_seconds": 9_999_999, "action_name": "QR_SCENE", "action_info": { "scene": { "scene_id": 1 } } });
    assert_eq!(post(&mut platform, QR, &token, &long)["expire_seconds"], 2_592_000);
    let lasting = json!({ "action_name": "QR_LIMIT_SCENE", "action_info": { "scene": { "scene_id": 7 } } });
    let ticket = |platform: &mut Platform| post(platform, QR, &token, &lasting)["ticket"].clone();
    assert_eq!(ticket(&mut platform), ticket(&mut platform), "a permanent code is made once");
    assert_eq!(QrScene::Id(7).to_string(), "7");
}

#[test]
fn what_is_known_of_a_follower() {
    let mut account = Account::example();
    account.has_union_ids = true;
    let mut platform = Platform::new(account, START, 1).unwrap();
    let (one, other) = (platform.add_phone("小明"), platform.add_phone("小红"));
    platform.follow(one).unwrap();
    let token = token(&mut platform);
    let known = info(&mut platform, &token, one);
    assert_eq!((known["subscribe"].as_i64(), known["language"].as_str()), (Some(1), Some("en")));
    assert_eq!(known["subscribe_time"], START / 1000);
    assert_eq!(known["unionid"].as_str(), platform.union_id(one).unwrap().as_deref());
    assert!(known.get("nickname").is_none());
    let stranger = info(&mut platform, &token, other);
    let mut names: Vec<_> = stranger.as_object().unwrap().keys().cloned().collect();
    names.sort();
    assert_eq!(names, ["openid", "subscribe", "unionid"]);
    let list = json!({ "user_list": [{ "openid": platform.openid(one).unwrap() }, { "openid": platform.openid(other).unwrap() }] });
    let batch = post(&mut platform, "/cgi-bin/user/info/batchget", &token, &list);
    assert_eq!(batch["user_info_list"].as_array().unwrap().len(), 2);
    let query = format!("access_token={token}");
    let all = get(&mut platform, "/cgi-bin/user/get", &query);
    assert_eq!(
        (all["total"].as_i64(), &all["data"]["openid"][0]),
        (Some(1), &json!(platform.openid(one).unwrap()))
    );
    let next = format!("{query}&next_openid={}", platform.openid(one).unwrap());
    assert_eq!(get(&mut platform, "/cgi-bin/user/get", &next)["count"], 0);
    assert_eq!(get(&mut platform, "/cgi-bin/user/info", &query)["errcode"], 41009);
    assert_eq!(get(&mut platform, "/cgi-bin/user/info", &format!("{query}&openid=o"))["errcode"], 40003);
}

fn login_query(platform: &Platform, scope: &str) -> String {
    let id = &platform.account().app_id;
    format!(
        "appid={id}&redirect_uri=https%3A%2F%2Fbot.example%2Fback%3Fa%3D1&response_type=code&scope={scope}&state=s%26t"
    )
}

fn code_of(address: &str) -> String {
    address.split_once("code=").unwrap().1.split('&').next().unwrap().replace("%5F", "_").replace("%2D", "-")
}

fn exchange(platform: &mut Platform, code: &str) -> Value {
    let account = platform.account().clone();
    let query = format!(
        "appid={}&secret={}&code={code}&grant_type=authorization_code",
        account.app_id, account.app_secret
    );
    get(platform, "/sns/oauth2/access_token", &query)
}

#[test]
fn a_visitor_logs_in() {
    let (mut platform, phone) = platform();
    let query = login_query(&platform, "snsapi_userinfo");
    let address = platform.agree_to_login(phone, &query).unwrap();
    assert!(address.starts_with("https://bot.example/back?a=1&code=") && address.ends_with("&state=s%26t"));
    let answer = exchange(&mut platform, &code_of(&address));
    assert_eq!(answer["openid"].as_str(), Some(platform.openid(phone).unwrap()));
    assert_eq!(
        (answer["expires_in"].as_i64(), answer["scope"].as_str()),
        (Some(7200), Some("snsapi_userinfo"))
    );
    assert!(answer.get("errcode").is_none() && answer.get("is_snapshotuser").is_none());
    assert_eq!(exchange(&mut platform, &code_of(&address))["errcode"], 40163, "once");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let with = |answer: &Value| {
        format!("access_token={}&openid={}", text(&answer["access_token"]), text(&answer["openid"]))
    };
    let user = get(&mut platform, "/sns/userinfo", &with(&answer));
    assert_eq!((user["nickname"].as_str(), user["sex"].as_i64()), (Some("小明"), Some(0)));
    assert_eq!(get(&mut platform, "/sns/auth", &with(&answer))["errcode"], 0);
    platform.advance_to(START + 2 * HOUR);
    assert_eq!(get(&mut platform, "/sns/auth", &with(&answer))["errcode"], 42001);
    let id = platform.account().app_id.clone();
    let refresh =
        format!("appid={id}&grant_type=refresh_token&refresh_token={}", text(&answer["refresh_token"]));
    let renewed = get(&mut platform, "/sns/oauth2/refresh_token", &refresh);
    assert_eq!(get(&mut platform, "/sns/auth", &with(&renewed))["errcode"], 0);
    platform.advance_to(START + 30 * DAY);
    assert_eq!(get(&mut platform, "/sns/oauth2/refresh_token", &refresh)["errcode"], 42002);
}

#[test]
fn codes_die_after_five_minutes_and_base_shows_no_name() {
    let (mut platform, phone) = platform();
    let query = login_query(&platform, "snsapi_base");
    let address = platform.agree_to_login(phone, &query).unwrap();
    let late = platform.agree_to_login(phone, &query).unwrap();
    let answer = exchange(&mut platform, &code_of(&address));
    let user = format!(
        "access_token={}&openid={}",
        answer["access_token"].as_str().unwrap(),
        answer["openid"].as_str().unwrap()
    );
    assert_eq!(get(&mut platform, "/sns/userinfo", &user)["errcode"], 48001);
    platform.advance_to(START + 5 * MINUTE);
    assert_eq!(exchange(&mut platform, &code_of(&late))["errcode"], 42003);
    assert_eq!(exchange(&mut platform, "made-up")["errcode"], 40029);
    platform.set_behaviours(Behaviours { login_as_snapshot: true, ..Behaviours::default() });
    let address = platform.agree_to_login(phone, &query).unwrap();
    let virtual_user = exchange(&mut platform, &code_of(&address));
    assert_eq!(virtual_user["is_snapshotuser"], 1);
    assert_ne!(virtual_user["openid"].as_str(), Some(platform.openid(phone).unwrap()));
}

#[test]
fn login_links_are_checked() {
    let (mut platform, phone) = platform();
    let good = login_query(&platform, "snsapi_base");
    assert!(platform.login_page(&good).is_ok());
    for (from, to, problem) in [
        ("appid=wx7", "appid=wx8", PageProblem::AppId),
        ("https%3A%2F%2F", "javascript%3A", PageProblem::RedirectUri),
        ("response_type=code", "response_type=token", PageProblem::ResponseType),
        ("snsapi_base", "snsapi_login", PageProblem::Scope),
    ] {
        assert_eq!(platform.login_page(&good.replace(from, to)), Err(problem));
    }
    platform.set_account_kind(AccountKind::VerifiedSubscription).unwrap();
    assert_eq!(platform.agree_to_login(phone, &good), Err(PageProblem::Scope));
    platform.set_account_kind(AccountKind::Sandbox).unwrap();
    assert!(platform.agree_to_login(phone, &good).is_ok());
    platform.unfollow(phone).unwrap();
    assert_eq!(platform.agree_to_login(phone, &good), Err(PageProblem::FollowFirst));
    let mut account = Account::example();
    account.web_domain = Some("other.example".into());
    let strict = Platform::new(account, START, 1).unwrap();
    assert_eq!(strict.login_page(&good), Err(PageProblem::RedirectUri));
    assert!(PageProblem::RedirectUri.to_string().contains("10003"));
}

fn last_event(platform: &Platform) -> Value {
    serde_json::from_str(platform.pushes().last().unwrap().plain_body()).unwrap()
}

#[test]
fn template_messages_reach_followers_who_allow_them() {
    let (mut platform, phone) = platform();
    platform.set_format(Format::Json);
    let token = token(&mut platform);
    let id = platform.add_template(TemplateKind::Message, "匹配通知", "对方：{{thing1.DATA}}").unwrap();
    let send = |platform: &mut Platform, value: &str, extra: (&str, &str)| {
        let mut body = json!({ "touser": platform.openid(phone).unwrap(), "template_id": id,
            "data": { "thing1": { "value": value } } });
        body[extra.0] = json!(extra.1);
        post(platform, "/cgi-bin/message/template/send", &token, &body)
    };
    let sent = send(&mut platform, "小鹿", ("client_msg_id", "a"));
    assert_eq!(sent["errcode"], 0);
    let shown = platform.screen(phone).unwrap().last().unwrap().clone();
    assert_eq!((shown.kind, shown.text.as_str()), (BubbleKind::Template, "匹配通知\n对方：小鹿"));
    assert_eq!(shown.via, Via::Notice { msg_id: sent["msgid"].as_u64().unwrap() });
    let event = last_event(&platform);
    assert_eq!(
        (event["Event"].as_str(), event["Status"].as_str()),
        (Some("TEMPLATESENDJOBFINISH"), Some("success"))
    );
    assert_eq!(event["MsgID"], sent["msgid"]);
    assert_eq!(platform.ledger(phone).unwrap().left, 3, "no grant is charged");
    let count = platform.screen(phone).unwrap().len();
    assert_eq!(send(&mut platform, "小鹿", ("client_msg_id", "a"))["msgid"], sent["msgid"]);
    assert_eq!(platform.screen(phone).unwrap().len(), count, "the same message once");
    let long = send(&mut platform, &"长".repeat(21), ("url", "http://a"));
    assert_eq!(long["errcode"], 47003);
    assert!(long["errmsg"].as_str().unwrap().contains("data.thing1.value invalid"), "{long}");
    assert_eq!(send(&mut platform, "小鹿", ("template_id", "x"))["errcode"], 40037);
    platform.refuse_templates(phone, true).unwrap();
    assert_eq!(send(&mut platform, "小鹿", ("url", "http://a"))["errcode"], 0);
    assert_eq!(last_event(&platform)["Status"], "failed:user block");
    assert_eq!(platform.screen(phone).unwrap().len(), count);
    platform.unfollow(phone).unwrap();
    assert_eq!(send(&mut platform, "小鹿", ("url", "http://a"))["errcode"], 43004);
    let query = format!("access_token={token}");
    let list = get(&mut platform, "/cgi-bin/template/get_all_private_template", &query);
    assert_eq!(list["template_list"][0]["template_id"], id);
}

#[test]
fn one_consent_is_one_notice() {
    let (mut platform, phone) = platform();
    platform.set_format(Format::Json);
    let token = token(&mut platform);
    let id = platform.add_template(TemplateKind::Notice, "来信", "内容：{{thing1.DATA}}").unwrap();
    let other = platform.add_template(TemplateKind::Notice, "另一个", "{{thing1.DATA}}").unwrap();
    let send = |platform: &mut Platform| {
        let body = json!({ "touser": platform.openid(phone).unwrap(), "template_id": id,
            "data": { "thing1": { "value": "有一封信" } } });
        post(platform, "/cgi-bin/message/subscribe/bizsend", &token, &body)["errcode"].clone()
    };
    assert_eq!(send(&mut platform), 43101);
    let answers = [(id.as_str(), true), (other.as_str(), false)];
    platform.answer_subscription(phone, &answers, PopupScene::Article).unwrap();
    let list = last_event(&platform)["List"].clone();
    assert_eq!(list[0], json!({ "TemplateId": id, "SubscribeStatusString": "accept", "PopupScene": "2" }));
    assert_eq!(list[1]["SubscribeStatusString"], "reject");
    assert_eq!(send(&mut platform), 0);
    let sent = last_event(&platform);
    assert_eq!(sent["Event"], "subscribe_msg_sent_event");
    assert_eq!(
        (sent["List"]["ErrorStatus"].as_str(), sent["List"]["ErrorCode"].as_str()),
        (Some("success"), Some("0"))
    );
    assert_eq!(send(&mut platform), 43101);
    platform.answer_subscription(phone, &answers[..1], PopupScene::Page).unwrap();
    assert!(last_event(&platform)["List"].is_object(), "one item is no array");
    platform.revoke_subscription(phone, &id).unwrap();
    assert_eq!(last_event(&platform)["Event"], "subscribe_msg_change_event");
    assert_eq!(send(&mut platform), 43101);
    let unknown = platform.answer_subscription(phone, &[("x", true)], PopupScene::Page);
    assert_eq!(unknown, Err(Error::UnknownTemplate { id: "x".into() }));
    // Nobody sees an answer to such an event, nor a fault.
    let before = platform.screen(phone).unwrap().len();
    while let Some(request) = platform.poll_request() {
        platform.respond(request.attempt, 500, b"");
    }
    assert_eq!(platform.screen(phone).unwrap().len(), before);
}

#[test]
fn a_one_time_message_needs_its_scene() {
    let (mut platform, phone) = platform();
    let token = token(&mut platform);
    let id = platform.one_time_template().to_owned();
    let app = platform.account().app_id.clone();
    let link = |scene: &str| {
        format!(
            "action=get_confirm&appid={app}&scene={scene}&template_id={id}&redirect_url=https%3A%2F%2Fbot.example%2Fok&reserved=r1"
        )
    };
    let send = |platform: &mut Platform, scene: Value, title: &str, words: &str| {
        let body = json!({ "touser": platform.openid(phone).unwrap(), "template_id": id, "scene": scene,
            "title": title, "data": { "content": { "value": words } } });
        post(platform, "/cgi-bin/message/template/subscribe", &token, &body)["errcode"].clone()
    };
    let no = platform.answer_consent(phone, &link("7"), false).unwrap();
    assert!(no.contains("action=cancel") && !no.contains("openid="), "{no}");
    assert_eq!(send(&mut platform, json!(7), "来信", "有一封信"), 43101);
    let yes = platform.answer_consent(phone, &link("7"), true).unwrap();
    let openid = platform.openid(phone).unwrap().replace('_', "%5F").replace('-', "%2D");
    assert!(yes.contains(&format!("openid={openid}")) && yes.contains("scene=7&reserved=r1"), "{yes}");
    platform.answer_consent(phone, &link("7"), true).unwrap();
    assert_eq!(send(&mut platform, json!(8), "来信", "有一封信"), 43101);
    assert_eq!(send(&mut platform, json!("7"), &"题".repeat(16), "有一封信"), 45003);
    assert_eq!(send(&mut platform, json!("7"), "来信", &"字".repeat(201)), 45002);
    assert_eq!(send(&mut platform, json!("7"), "来信", ""), 47003);
    assert_eq!(send(&mut platform, json!("7"), "来信", "有一封信"), 0);
    assert_eq!(platform.screen(phone).unwrap().last().unwrap().text, "来信\n有一封信");
    assert_eq!(send(&mut platform, json!("7"), "来信", "有一封信"), 43101, "one grant per scene");
    assert_eq!(platform.answer_consent(phone, &link("10001"), true), Err(PageProblem::SceneValue));
    assert_eq!(platform.check_consent_page(&link("7").replace("get_confirm", "x")), Err(PageProblem::Action));
    platform.set_account_kind(AccountKind::UnverifiedService).unwrap();
    assert_eq!(platform.check_consent_page(&link("7")), Err(PageProblem::Template));
}

#[test]
fn escapes_are_noticed_and_shown_when_told_to() {
    let (mut platform, phone) = platform();
    let query = format!("access_token={}", token(&mut platform));
    let openid = platform.openid(phone).unwrap().to_owned();
    let body = format!(r#"{{"touser":"{openid}","msgtype":"text","text":{{"content":"\u4f60\u597d"}}}}"#);
    for (shown, expected) in [(false, "你好"), (true, r"\u4f60\u597d")] {
        let switches = Behaviours { unicode_escapes_are_shown: shown, ..Behaviours::default() };
        platform.set_behaviours(switches);
        json_of(&mut platform, ApiRequest::post(SEND, &query, body.as_bytes()));
        let last = platform.screen(phone).unwrap().last().unwrap();
        assert_eq!((last.text.as_str(), last.escaped), (expected, true));
    }
}

proptest! {
    #[test]
    fn notices_never_exceed_consents(steps in proptest::collection::vec(0..3u8, 0..40)) {
        let (mut platform, phone) = platform();
        let token = token(&mut platform);
        let id = platform.add_template(TemplateKind::Notice, "来信", "{{thing1.DATA}}").unwrap();
        let body = json!({ "touser": platform.openid(phone).unwrap(), "template_id": id,
            "data": { "thing1": { "value": "信" } } });
        let mut left = 0u32;
        for step in steps {
            match step {
                0 => {
                    platform.answer_subscription(phone, &[(&id, true)], PopupScene::Page).unwrap();
                    left += 1;
                }
                1 => {
                    let code = post(&mut platform, "/cgi-bin/message/subscribe/bizsend", &token, &body)["errcode"].clone();
                    prop_assert_eq!(code, if left > 0 { 0 } else { 43101 });
                    left = left.saturating_sub(1);
                }
                _ => {
                    platform.revoke_subscription(phone, &id).unwrap();
                    left = 0;
                }
            }
        }
    }

    #[test]
    fn every_redirect_goes_where_the_link_says(query in ".{0,80}") {
        let (mut platform, phone) = platform();
        for query in [query.clone(), format!("{}&{query}", login_query(&platform, "snsapi_base"))] {
            if let Ok(address) = platform.agree_to_login(phone, &query) {
                prop_assert!(address.starts_with("https://bot.example/back?a=1&code="), "{}", address);
            }
            let _ = platform.answer_consent(phone, &query, true);
        }
    }
}
