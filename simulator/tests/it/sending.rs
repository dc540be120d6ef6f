//! Customer-service messages: grants, refusals, shapes.

use crate::helper::*;
use serde_json::{Value, json};
use wechat_simulator::{AccountKind, BubbleKind, GrantClass, RefusalCause, Via};

#[test]
fn five_messages_in_48_hours_then_45047_then_45015() {
    let (mut platform, phone) = platform();
    platform.advance_to(START + 2 * MINUTE);
    platform.say(phone, "在吗").unwrap();
    answer_all(&mut platform, b"success");
    let token = token(&mut platform);
    for n in 1..=5 {
        assert_eq!(send(&mut platform, phone, &token, "第几句"), 0);
        let last = platform.screen(phone).unwrap().last().unwrap();
        assert_eq!(last.via, Via::Customer { n_of: (n, 5) });
    }
    assert_eq!(send(&mut platform, phone, &token, "第六句"), 45047);
    platform.advance_to(START + 2 * MINUTE + 48 * HOUR);
    let token = crate::helper::token(&mut platform);
    assert_eq!(send(&mut platform, phone, &token, "太迟"), 45015);
    let causes: Vec<_> = platform.refusals().iter().map(|r| (r.code, r.cause)).collect();
    assert_eq!(causes, [(45047, RefusalCause::Count), (45015, RefusalCause::Window)]);
}

#[test]
fn the_one_minute_grants() {
    let (mut platform, phone) = platform();
    let token = token(&mut platform);
    assert_eq!(platform.ledger(phone).unwrap().grants[0].class, GrantClass::Follow);
    platform.advance_to(START + MINUTE - 1);
    assert_eq!(send(&mut platform, phone, &token, "欢迎"), 0);
    platform.advance_to(START + MINUTE);
    assert_eq!(send(&mut platform, phone, &token, "太迟"), 45015);
    platform.tap_menu(phone, "find").unwrap();
    assert_eq!(platform.ledger(phone).unwrap().left, 3);
    platform.advance_to(START + 3 * MINUTE);
    platform.scan(phone, "poster").unwrap();
    assert_eq!(platform.ledger(phone).unwrap().grants[0].class, GrantClass::Scan);
    platform.advance_to(START + 5 * MINUTE);
    platform.tap_message_menu(phone, "1", "好").unwrap();
    let view = platform.ledger(phone).unwrap();
    assert_eq!((view.left, view.grants[0].class), (3, GrantClass::Menu), "a tapped answer is no message");
    platform.advance_to(START + 7 * MINUTE);
    platform.open_menu_link(phone, "http://a.invalid").unwrap();
    assert_eq!(platform.ledger(phone).unwrap().left, 0, "a link grants nothing");
}

#[test]
fn leaving_is_told_apart_from_not_having_known() {
    let (mut platform, phone) = platform();
    platform.say(phone, "在吗").unwrap();
    answer_all(&mut platform, b"success");
    let token = token(&mut platform);
    platform.unfollow(phone).unwrap();
    assert_eq!(send(&mut platform, phone, &token, "还在？"), 45015);
    answer_all(&mut platform, b"success");
    assert_eq!(send(&mut platform, phone, &token, "还在？"), 45015);
    let known: Vec<bool> = platform.refusals().iter().map(|r| r.unfollow_known).collect();
    assert_eq!(known, [false, true]);
    assert!(platform.refusals().iter().all(|r| r.cause == RefusalCause::Unfollowed && !r.following_at_send));
    platform.follow(phone).unwrap();
    assert_eq!(platform.ledger(phone).unwrap().left, 3, "only the follow counts now");
}

#[test]
fn kinds_of_account() {
    for (kind, code) in [
        (AccountKind::VerifiedService, 0),
        (AccountKind::VerifiedSubscription, 0),
        (AccountKind::UnverifiedService, 48001),
        (AccountKind::Personal, 48001),
        (AccountKind::Sandbox, 0),
    ] {
        let (mut platform, phone) = platform_of(kind, 1);
        let token = token(&mut platform);
        assert_eq!(send(&mut platform, phone, &token, "欢迎"), code, "{kind:?}");
    }
}

fn code_of(change: impl FnOnce(&mut Value)) -> i64 {
    let (mut platform, phone) = platform();
    let token = token(&mut platform);
    let mut body = text_to(&platform, phone, "hi");
    change(&mut body);
    post(&mut platform, SEND, &token, &body)["errcode"].as_i64().unwrap()
}

#[test]
fn malformed_messages() {
    assert_eq!(code_of(|b| b["touser"] = json!("oNobody")), 40003);
    assert_eq!(code_of(|b| b["msgtype"] = json!("telegram")), 40008);
    assert_eq!(code_of(|b| b["text"]["content"] = json!("")), 44004);
    assert_eq!(code_of(|b| b["text"] = Value::Null), 44004);
    assert_eq!(code_of(|b| b["text"]["content"] = json!("字".repeat(682))), 0);
    assert_eq!(code_of(|b| b["text"]["content"] = json!("字".repeat(683))), 45002);
    assert_eq!(code_of(|b| *b = json!([])), 47001);
    assert_eq!(
        code_of(|b| {
            b["msgtype"] = json!("image");
            b["image"] = json!({ "media_id": "unknown" });
        }),
        40007
    );
    let article = json!({ "title": "标题", "url": "http://a.invalid" });
    for (articles, code) in
        [(json!([article]), 0), (json!([article, article]), 45008), (json!([]), 44003), (json!({}), 44003)]
    {
        let got = code_of(|b| {
            b["msgtype"] = json!("news");
            b["news"] = json!({ "articles": articles });
        });
        assert_eq!(got, code);
    }
}

#[test]
fn a_refused_message_costs_nothing() {
    let (mut platform, phone) = platform();
    let token = token(&mut platform);
    send(&mut platform, phone, &token, "");
    assert_eq!(platform.ledger(phone).unwrap().left, 3);
    assert_eq!(platform.refusals()[0].cause, RefusalCause::Content);
}

#[test]
fn menu_messages_can_be_tapped_but_not_in_the_sandbox() {
    for (kind, code) in [(AccountKind::VerifiedService, 0), (AccountKind::Sandbox, 40200)] {
        let (mut platform, phone) = platform_of(kind, 1);
        let token = token(&mut platform);
        let body = json!({ "touser": platform.openid(phone).unwrap(), "msgtype": "msgmenu", "msgmenu": {
            "head_content": "还找吗？", "tail_content": "", "list": [{ "id": "yes", "content": "再找一个" }] } });
        assert_eq!(post(&mut platform, SEND, &token, &body)["errcode"], code);
        if code == 0 {
            let last = platform.screen(phone).unwrap().last().unwrap().clone();
            assert_eq!((last.kind, last.text.as_str()), (BubbleKind::MessageMenu, "还找吗？"));
            platform.tap_message_menu(phone, &last.choices[0].id, &last.choices[0].content).unwrap();
            let body = String::from_utf8(platform.poll_request().unwrap().body).unwrap();
            assert!(body.contains("<bizmsgmenuid><![CDATA[yes]]></bizmsgmenuid>"), "{body}");
        }
    }
}

#[test]
fn a_picture_goes_from_one_person_to_another() {
    let (mut platform, one) = platform();
    let other = platform.add_phone("小红");
    platform.follow(other).unwrap();
    platform.send_image(one).unwrap();
    let media = platform.screen(one).unwrap().last().unwrap().media_id.clone().unwrap();
    let token = token(&mut platform);
    let image = json!({ "touser": platform.openid(other).unwrap(), "msgtype": "image",
        "image": { "media_id": media }, "customservice": { "kf_account": "deer@bottle" } });
    assert_eq!(post(&mut platform, SEND, &token, &image)["errcode"], 0);
    let last = platform.screen(other).unwrap().last().unwrap();
    assert_eq!(last.media_id.as_deref(), Some(media.as_str()));
    assert_eq!(last.persona.as_deref(), Some("deer@bottle"));
}
