//! Attempts, time-outs, retries, and what the person sees.

use crate::helper::{HOUR, START, answer_all, platform, reply, text_reply};
use wechat_simulator::{BubbleKind, Failure, PushState, Sender, Unshown, Verdict, Via};

fn parameter<'a>(query: &'a str, name: &str) -> &'a str {
    query.split('&').find_map(|p| p.strip_prefix(name)?.strip_prefix('=')).unwrap()
}

#[test]
fn a_silent_bot_gets_three_attempts_and_the_person_a_notice() {
    let (mut platform, phone) = platform();
    let push = platform.say(phone, "在吗").unwrap();
    let mut seen = Vec::new();
    for number in 1..=3u8 {
        let request = platform.poll_request().unwrap();
        assert_eq!((request.push, request.number), (push, number));
        assert_eq!(platform.next_deadline(), Some(START + 5_000 * i64::from(number)));
        seen.push(request);
        platform.advance_to(START + 5_000 * i64::from(number) - 1);
        assert!(platform.poll_request().is_none());
        platform.advance_to(START + 5_000 * i64::from(number));
    }
    assert!(platform.poll_request().is_none());
    assert_eq!(platform.push(push).unwrap().state, PushState::Failed);
    let last = platform.screen(phone).unwrap().last().unwrap();
    assert_eq!(last.from, Sender::System);
    assert_eq!(last.text, "该公众号暂时无法提供服务，请稍后再试");
    // The same message each time, signed anew.
    assert!(seen.iter().all(|r| r.body == seen[0].body));
    let nonces: Vec<&str> = seen.iter().map(|r| parameter(&r.query, "nonce")).collect();
    assert!(nonces[0] != nonces[1] && nonces[1] != nonces[2]);
    assert_ne!(parameter(&seen[0].query, "timestamp"), parameter(&seen[1].query, "timestamp"));
    assert_ne!(parameter(&seen[0].query, "signature"), parameter(&seen[1].query, "signature"));
    assert_eq!(platform.respond(seen[2].attempt, 200, b"success"), Verdict::Late);
}

#[test]
fn the_first_good_answer_ends_the_push() {
    let (mut platform, phone) = platform();
    let push = platform.say(phone, "在吗").unwrap();
    let first = platform.poll_request().unwrap();
    assert_eq!(platform.connection_lost(first.attempt), Verdict::Failed(Failure::ConnectionLost));
    let second = platform.poll_request().unwrap();
    assert_eq!(second.number, 2);
    let body = text_reply(&platform, &second, "在的");
    assert_eq!(platform.respond(second.attempt, 200, &body), Verdict::Shown(BubbleKind::Text));
    assert!(platform.poll_request().is_none());
    assert_eq!(platform.next_deadline(), None);
    let last = platform.screen(phone).unwrap().last().unwrap();
    assert_eq!((last.from, last.text.as_str(), last.via), (Sender::Account, "在的", Via::Passive { push }));
    assert!(matches!(platform.push(push).unwrap().state, PushState::Answered { on: 2, .. }));
    assert_eq!(platform.ledger(phone).unwrap().left, 5, "passive replies are free");
}

#[test]
fn garbage_is_a_failed_attempt_and_the_last_shows_the_fault() {
    let cases: [(&[u8], Failure); 6] = [
        (b"{\"errcode\":0}", Failure::NotXml),
        (b"<html><body>502</body></html>", Failure::NotXml),
        (b"\xff\xfe", Failure::NotXml),
        (b"<xml></xml>", Failure::Addressing),
        (b"Success", Failure::NotXml),
        (b"<xml><Encrypt>abc</Encrypt></xml>", Failure::Envelope),
    ];
    for (body, failure) in cases {
        let (mut platform, phone) = platform();
        platform.say(phone, "在吗").unwrap();
        for _ in 0..3 {
            let request = platform.poll_request().unwrap();
            assert_eq!(platform.respond(request.attempt, 200, body), Verdict::Failed(failure));
        }
        assert!(platform.poll_request().is_none());
        let last = platform.screen(phone).unwrap().last().unwrap();
        assert_eq!(last.text, "该公众号提供的服务出现故障，请稍后再试");
    }
}

#[test]
fn a_status_other_than_200_is_a_failure() {
    let (mut platform, phone) = platform();
    platform.say(phone, "在吗").unwrap();
    let request = platform.poll_request().unwrap();
    assert_eq!(platform.respond(request.attempt, 503, b""), Verdict::Failed(Failure::Status(503)));
    assert_eq!(platform.poll_request().unwrap().number, 2);
}

#[test]
fn replies_are_read_strictly() {
    let cases = [
        ("<MsgType>text</MsgType>", Verdict::Failed(Failure::Field)),
        ("<Content>a</Content>", Verdict::Failed(Failure::MsgType)),
        ("<MsgType>Text</MsgType><Content>a</Content>", Verdict::Failed(Failure::MsgType)),
        ("<MsgType>image</MsgType><Image><MediaId>x</MediaId></Image>", Verdict::Failed(Failure::Media)),
        ("<MsgType>image</MsgType>", Verdict::Failed(Failure::Field)),
        ("<MsgType>text</MsgType><Content></Content>", Verdict::Unshown(Unshown::Empty)),
        ("<MsgType>transfer_customer_service</MsgType>", Verdict::Unshown(Unshown::Transferred)),
        (
            "<MsgType>news</MsgType><ArticleCount>1</ArticleCount><Articles><item><Title>标题</Title>\
             <Url>http://a.invalid</Url></item></Articles>",
            Verdict::Shown(BubbleKind::News),
        ),
        (
            "<MsgType>news</MsgType><ArticleCount>2</ArticleCount><Articles><item><Title>a</Title></item></Articles>",
            Verdict::Failed(Failure::Field),
        ),
    ];
    for (inner, verdict) in cases {
        let (mut platform, phone) = platform();
        platform.say(phone, "在吗").unwrap();
        let request = platform.poll_request().unwrap();
        let body = reply(&platform, &request, inner);
        assert_eq!(platform.respond(request.attempt, 200, &body), verdict, "{inner}");
    }
}

#[test]
fn a_reply_to_somebody_else_is_refused() {
    let (mut platform, phone) = platform();
    let other = platform.add_phone("小红");
    platform.follow(other).unwrap();
    let foreign = platform.poll_request().unwrap();
    platform.say(phone, "在吗").unwrap();
    let request = platform.poll_request().unwrap();
    let body = text_reply(&platform, &foreign, "hi");
    assert_eq!(platform.respond(request.attempt, 200, &body), Verdict::Failed(Failure::Addressing));
}

#[test]
fn a_text_of_2048_bytes_is_shown_and_one_more_is_not() {
    for (bytes, verdict) in
        [(2048, Verdict::Shown(BubbleKind::Text)), (2049, Verdict::Unshown(Unshown::TooLong { bytes: 2049 }))]
    {
        let (mut platform, phone) = platform();
        platform.say(phone, "在吗").unwrap();
        let before = platform.screen(phone).unwrap().len();
        let request = platform.poll_request().unwrap();
        let body = text_reply(&platform, &request, &"a".repeat(bytes));
        assert_eq!(platform.respond(request.attempt, 200, &body), verdict);
        let shown = platform.screen(phone).unwrap().len() - before;
        assert_eq!(shown, usize::from(bytes == 2048));
        assert!(platform.poll_request().is_none(), "a reply nobody sees still ends the push");
    }
}

#[test]
fn a_picture_can_be_sent_back_for_three_days() {
    let (mut platform, phone) = platform();
    platform.send_image(phone).unwrap();
    let media = platform.screen(phone).unwrap().last().unwrap().media_id.clone().unwrap();
    answer_all(&mut platform, b"success");
    for (wait, verdict) in
        [(HOUR, Verdict::Shown(BubbleKind::Image)), (72 * HOUR, Verdict::Failed(Failure::Media))]
    {
        platform.advance_to(platform.now() + wait);
        platform.say(phone, "我的照片呢").unwrap();
        let request = platform.poll_request().unwrap();
        let inner = format!("<MsgType>image</MsgType><Image><MediaId>{media}</MediaId></Image>");
        let body = reply(&platform, &request, &inner);
        assert_eq!(platform.respond(request.attempt, 200, &body), verdict);
        answer_all(&mut platform, b"");
    }
}

#[test]
fn nothing_is_shown_to_those_who_left_or_opened_a_link() {
    let (mut platform, phone) = platform();
    platform.open_menu_link(phone, "http://a.invalid").unwrap();
    let request = platform.poll_request().unwrap();
    let body = text_reply(&platform, &request, "hi");
    assert_eq!(platform.respond(request.attempt, 200, &body), Verdict::Unshown(Unshown::LinkTap));
    platform.say(phone, "再见").unwrap();
    let said = platform.poll_request().unwrap();
    platform.unfollow(phone).unwrap();
    let body = text_reply(&platform, &said, "别走");
    assert_eq!(platform.respond(said.attempt, 200, &body), Verdict::Unshown(Unshown::NotFollowing));
    assert!(platform.say(phone, "hi").is_err());
}

#[test]
fn a_leap_leaves_the_bot_its_time() {
    let (mut platform, phone) = platform();
    platform.say(phone, "在吗").unwrap();
    let request = platform.poll_request().unwrap();
    platform.leap(48 * 3_600_000);
    platform.advance_to(platform.now() + 4_999);
    assert_eq!(platform.respond(request.attempt, 200, b"success"), Verdict::Nothing);
    assert_eq!(platform.ledger(phone).unwrap().left, 0, "the grant ended meanwhile");
}

#[test]
fn the_address_is_verified_by_the_exact_echo() {
    let (mut platform, _) = platform();
    let verify = platform.verify_request();
    assert!(verify.accepts(200, verify.echostr.as_bytes()));
    assert!(!verify.accepts(200, format!("\"{}\"", verify.echostr).as_bytes()));
    assert!(!verify.accepts(404, verify.echostr.as_bytes()));
    assert_eq!(parameter(&verify.query, "echostr"), verify.echostr);
}
