//! Modes and formats on the wire: envelopes, replies, cloud hosting, the console's words.

use crate::helper::*;
use proptest::prelude::*;
use serde_json::{Value, json};
use wechat_simulator::{
    Account, AccountKind, ApiRequest, Behaviours, BubbleKind, Error, Failure, Format, JsonReplies, Mode,
    PhoneId, Platform, PushRequest, Verdict, VerifyProblem,
};

const KEY: &str = "s9Pz1kWn3CqVbEeYtQmRjUxLhGdAfHoTiKuMwNyBc2E";

fn account(mode: Mode, format: Format) -> Account {
    let account = Account::example().with_format(format);
    match mode {
        Mode::Plain => account,
        Mode::CloudHosting => account.in_cloud_hosting(),
        mode => account.with_encryption(mode, KEY),
    }
}

fn asked(mode: Mode, format: Format) -> (Platform, PhoneId, PushRequest) {
    let mut platform = Platform::new(account(mode, format), START, 3).unwrap();
    let phone = platform.add_phone("小明");
    platform.follow(phone).unwrap();
    let request = platform.poll_request().unwrap();
    (platform, phone, request)
}

fn json_reply(platform: &Platform, request: &PushRequest, inner: Value) -> Vec<u8> {
    let mut reply = json!({ "ToUserName": platform.openid(request.phone).unwrap(),
        "FromUserName": platform.account().original_id, "CreateTime": 1 });
    reply.as_object_mut().unwrap().extend(inner.as_object().unwrap().clone());
    reply.to_string().into_bytes()
}

#[test]
fn each_mode_shows_what_it_may_in_each_format() {
    for format in [Format::Xml, Format::Json] {
        for mode in [Mode::Plain, Mode::Compatible, Mode::Secure, Mode::CloudHosting] {
            let (platform, _, request) = asked(mode, format);
            let body = String::from_utf8(request.body.clone()).unwrap();
            let name = |name: &str| match format {
                Format::Xml => body.contains(&format!("<{name}>")),
                _ => serde_json::from_str::<Value>(&body).unwrap().get(name).is_some(),
            };
            assert!(name("ToUserName"), "{mode:?} {body}");
            assert_eq!(name("FromUserName"), mode != Mode::Secure, "{mode:?} {format:?}");
            assert_eq!(name("Encrypt"), matches!(mode, Mode::Secure | Mode::Compatible));
            assert_eq!(
                request.query.contains("msg_signature="),
                mode == Mode::Secure || mode == Mode::Compatible
            );
            assert_eq!(request.query.is_empty(), mode == Mode::CloudHosting);
            assert_eq!(request.headers.iter().any(|(n, _)| *n == "x-wx-source"), mode == Mode::CloudHosting);
            assert!(!format!("{request:?}").contains(platform.openid(request.phone).unwrap()));
        }
    }
}

#[test]
fn json_accounts_take_what_the_switch_says() {
    let text = json!({ "MsgType": "text", "Content": "在的" });
    let shown = Verdict::Shown(BubbleKind::Text);
    for (switch, json, xml) in [
        (JsonReplies::Either, shown, shown),
        (JsonReplies::JsonOnly, shown, Verdict::Failed(Failure::NotJson)),
        (JsonReplies::XmlOnly, Verdict::Failed(Failure::NotXml), shown),
    ] {
        for (as_json, expected) in [(true, json), (false, xml)] {
            let (mut platform, _, request) = asked(Mode::Plain, Format::Json);
            platform.set_behaviours(Behaviours { json_replies: switch, ..Behaviours::default() });
            let body = if as_json {
                json_reply(&platform, &request, text.clone())
            } else {
                text_reply(&platform, &request, "在的")
            };
            assert_eq!(platform.respond(request.attempt, 200, &body), expected, "{switch:?} {as_json}");
        }
    }
    let (mut platform, _, request) = asked(Mode::Plain, Format::Xml);
    let body = json_reply(&platform, &request, text);
    assert_eq!(platform.respond(request.attempt, 200, &body), Verdict::Failed(Failure::NotXml));
}

#[test]
fn json_replies_of_every_type() {
    let article = json!([{ "Title": "标题", "Url": "https://a.invalid/" }]);
    for (inner, expected) in [
        (
            json!({ "MsgType": "news", "ArticleCount": 1, "Articles": article }),
            Verdict::Shown(BubbleKind::News),
        ),
        (json!({ "MsgType": "image", "Image": { "MediaId": "x" } }), Verdict::Failed(Failure::Media)),
        (json!({ "MsgType": "text" }), Verdict::Failed(Failure::Field)),
        (json!({}), Verdict::Failed(Failure::MsgType)),
    ] {
        let (mut platform, _, request) = asked(Mode::Plain, Format::Json);
        let body = json_reply(&platform, &request, inner.clone());
        assert_eq!(platform.respond(request.attempt, 200, &body), expected, "{inner}");
    }
    let (mut platform, _, request) = asked(Mode::Plain, Format::Json);
    assert_eq!(platform.respond(request.attempt, 200, b"{\"errcode\":0"), Verdict::Failed(Failure::NotJson));
}

#[test]
fn retries_repeat_their_bytes_only_when_told_to() {
    for fresh in [true, false] {
        let (mut platform, phone, request) = asked(Mode::Secure, Format::Json);
        platform.respond(request.attempt, 200, b"success");
        platform.set_behaviours(Behaviours { retries_are_signed_anew: fresh, ..Behaviours::default() });
        platform.say(phone, "在吗").unwrap();
        let first = platform.poll_request().unwrap();
        platform.respond(first.attempt, 502, b"");
        let second = platform.poll_request().unwrap();
        assert_eq!((first.query == second.query, first.body == second.body), (!fresh, !fresh));
    }
}

#[test]
fn grace_success_codes_and_charged_replies() {
    let (mut platform, phone, request) = asked(Mode::Plain, Format::Xml);
    let behaviours = Behaviours {
        late_answer_grace_ms: 300,
        any_success_status: true,
        passive_replies_are_charged: true,
        grants_survive_leaving: true,
        ..Behaviours::default()
    };
    assert_eq!(platform.respond(request.attempt, 201, b"success"), Verdict::Failed(Failure::Status(201)));
    platform.set_behaviours(behaviours);
    let request = platform.poll_request().unwrap();
    platform.advance_to(START + 5_299);
    let body = text_reply(&platform, &request, "来了");
    assert_eq!(platform.respond(request.attempt, 201, &body), Verdict::Shown(BubbleKind::Text));
    assert_eq!(platform.ledger(phone).unwrap().left, 2, "the reply took one of three");
    platform.say(phone, "在吗").unwrap();
    platform.unfollow(phone).unwrap();
    platform.follow(phone).unwrap();
    assert_eq!(platform.ledger(phone).unwrap().left, 5);
    platform.set_behaviours(Behaviours { grants_add_up: true, ..behaviours });
    assert_eq!(platform.ledger(phone).unwrap().left, 8);
}

#[test]
fn the_container_is_probed_and_its_calls_need_no_token() {
    let (mut platform, phone, _) = asked(Mode::CloudHosting, Format::Json);
    let verify = platform.verify_request();
    assert_eq!(verify.probe, Some(("application/json", r#"{"action":"CheckContainerPath"}"#.to_owned())));
    assert!(verify.accepts(200, b"success") && verify.accepts(200, b""));
    assert_eq!(verify.judge(200, b"<html>"), Err(VerifyProblem::Container));
    let body = text_to(&platform, phone, "欢迎").to_string();
    let sent = json_of(&mut platform, ApiRequest::post(SEND, "", body.as_bytes()));
    assert_eq!(sent["errcode"], 0);
    let wrong = json_of(&mut platform, ApiRequest::post(SEND, "access_token=x", body.as_bytes()));
    assert_eq!(wrong["errcode"], 40014);
    // Outside the container the same call needs one.
    platform.set_mode(Mode::Plain, None).unwrap();
    let outside = json_of(&mut platform, ApiRequest::post(SEND, "", body.as_bytes()));
    assert_eq!(outside["errcode"], 41001);
}

#[test]
fn the_console_says_what_is_wrong() {
    let (mut platform, ..) = asked(Mode::Secure, Format::Xml);
    let verify = platform.verify_request();
    assert_eq!(verify.judge(200, b"<xml/>").unwrap_err().to_string(), "token验证失败");
    assert_eq!(verify.judge(500, b"").unwrap_err(), VerifyProblem::Status(500));
    assert_eq!(VerifyProblem::Timeout.to_string(), "请求URL超时");
}

#[test]
fn the_account_changes_while_pushes_are_under_way() {
    let (mut platform, phone, request) = asked(Mode::Plain, Format::Xml);
    platform.set_format(Format::Json);
    let body = text_reply(&platform, &request, "来了");
    assert_eq!(platform.respond(request.attempt, 200, &body), Verdict::Shown(BubbleKind::Text));
    platform.set_account_kind(AccountKind::Sandbox).unwrap();
    let refused = platform.set_mode(Mode::Secure, Some(KEY));
    assert!(matches!(refused, Err(Error::ModeForKind { .. })));
    platform.set_account_kind(AccountKind::Personal).unwrap();
    let token = token(&mut platform);
    assert_eq!(send(&mut platform, phone, &token, "欢迎"), 48001);
    assert!(matches!(platform.set_mode(Mode::Secure, None), Err(Error::Account { field: "aes_key", .. })));
    platform.set_mode(Mode::Secure, Some(KEY)).unwrap();
    platform.say(phone, "在吗").unwrap();
    let sealed = platform.poll_request().unwrap();
    let body: Value = serde_json::from_slice(&sealed.body).unwrap();
    assert_eq!(body.as_object().unwrap().len(), 2, "{body}");
    assert!(platform.set_account_kind(AccountKind::Sandbox).is_err(), "a sandbox cannot encrypt");
    assert_eq!(platform.account().kind, AccountKind::Personal);
}

proptest! {
    #[test]
    fn no_answer_makes_it_panic_or_shows_garbage(body in proptest::collection::vec(any::<u8>(), 0..120),
        json: bool, status in 100..600u16)
    {
        let format = if json { Format::Json } else { Format::Xml };
        for mode in [Mode::Plain, Mode::Secure] {
            let (mut platform, phone, request) = asked(mode, format);
            let before = platform.screen(phone).unwrap().len();
            let verdict = platform.respond(request.attempt, status, &body);
            prop_assert!(matches!(verdict, Verdict::Failed(_) | Verdict::Nothing));
            prop_assert_eq!(platform.screen(phone).unwrap().len(), before);
        }
    }

    #[test]
    fn json_and_xml_say_the_same(text in "[^\\p{Cc}]{1,60}") {
        prop_assume!(!text.trim().is_empty());
        let said = |format| {
            let (mut platform, phone, _) = asked(Mode::Plain, format);
            let push = platform.say(phone, &text).unwrap();
            platform.push(push).unwrap().plain_body().to_owned()
        };
        let json: Value = serde_json::from_str(&said(Format::Json)).unwrap();
        prop_assert_eq!(json["Content"].as_str(), Some(text.as_str()));
        let xml = said(Format::Xml);
        prop_assert!(xml.contains(&text.replace("]]>", "]]]]><![CDATA[>")), "{}", xml);
        let same_id = xml.contains(&format!("<MsgId>{}</MsgId>", json["MsgId"]));
        prop_assert!(same_id);
    }
}
