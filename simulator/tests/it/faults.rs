//! Each fault does what it says, is counted, and nothing happens without it.

use crate::helper::*;
use wechat_simulator::{ApiRequest, FaultCounts, Faults, PushState, Verdict};

#[test]
fn busy_and_the_two_time_outs() {
    let (mut platform, phone) = platform();
    let token = token(&mut platform);
    let query = format!("access_token={token}");
    let body = text_to(&platform, phone, "在").to_string();
    let cases = [
        (Faults { api_busy: 1.0, ..Faults::default() }, false, true),
        (Faults { api_timeout_before: 1.0, ..Faults::default() }, false, false),
        (Faults { api_timeout_after: 1.0, ..Faults::default() }, true, false),
    ];
    for (faults, carried_out, answered) in cases {
        let before = platform.screen(phone).unwrap().len();
        platform.set_faults(faults).unwrap();
        let outcome = platform.api(ApiRequest::post(SEND, &query, body.as_bytes()));
        assert_eq!(outcome.response.is_some(), answered, "{faults:?}");
        assert_eq!(platform.screen(phone).unwrap().len() - before, usize::from(carried_out));
    }
    let counts = platform.fault_counts();
    assert_eq!((counts.api_busy, counts.api_timeout_before, counts.api_timeout_after), (1, 1, 1));
}

#[test]
fn a_revoked_token_is_40001() {
    let (mut platform, phone) = platform();
    let token = token(&mut platform);
    platform.set_faults(Faults { token_revoked: 1.0, ..Faults::default() }).unwrap();
    assert_eq!(send(&mut platform, phone, &token, "在"), 40001);
    assert_eq!(platform.fault_counts().token_revoked, 1);
}

#[test]
fn a_lost_reply_times_out_and_the_next_attempt_comes() {
    let (mut platform, phone) = platform();
    let push = platform.say(phone, "在吗").unwrap();
    let request = platform.poll_request().unwrap();
    platform.set_faults(Faults { reply_lost: 1.0, ..Faults::default() }).unwrap();
    let body = text_reply(&platform, &request, "在的");
    assert_eq!(platform.respond(request.attempt, 200, &body), Verdict::Lost);
    assert!(platform.poll_request().is_none());
    platform.set_faults(Faults::default()).unwrap();
    platform.advance_to(START + 5_000);
    let again = platform.poll_request().unwrap();
    assert_eq!((again.push, again.number), (push, 2));
    let body = text_reply(&platform, &again, "在的");
    assert!(platform.respond(again.attempt, 200, &body).ends_push());
    let shown = platform.screen(phone).unwrap().iter().filter(|b| b.text == "在的").count();
    assert_eq!(shown, 1);
}

#[test]
fn undelivered_attempts_fail_the_push_without_the_bot() {
    let (mut platform, phone) = platform();
    platform.set_faults(Faults { attempt_not_delivered: 1.0, ..Faults::default() }).unwrap();
    let push = platform.say(phone, "在吗").unwrap();
    while let Some(at) = platform.next_deadline() {
        platform.advance_to(at);
        assert!(platform.poll_request().is_none());
    }
    assert_eq!(platform.push(push).unwrap().state, PushState::Failed);
    assert_eq!(platform.now(), START + 15_000);
    assert_eq!(platform.fault_counts().attempt_not_delivered, 3);
}

#[test]
fn an_answered_push_may_come_again_and_its_second_answer_is_ignored() {
    let (mut platform, phone) = platform();
    platform.set_faults(Faults { duplicate_push: 1.0, ..Faults::default() }).unwrap();
    let push = platform.say(phone, "在吗").unwrap();
    let first = platform.poll_request().unwrap();
    let body = text_reply(&platform, &first, "在的");
    platform.respond(first.attempt, 200, &body);
    platform.advance_to(platform.next_deadline().unwrap());
    let again = platform.poll_request().unwrap();
    assert_eq!((again.push, again.number), (push, 2));
    assert_eq!(platform.respond(again.attempt, 200, &body), Verdict::Repeat);
    assert_eq!(platform.next_deadline(), None);
    assert_eq!(platform.screen(phone).unwrap().iter().filter(|b| b.text == "在的").count(), 1);
    assert_eq!(platform.fault_counts().duplicate_push, 1);
}

#[test]
fn reordered_pushes_overtake_each_other() {
    let (mut platform, phone) = platform();
    platform.set_faults(Faults { reorder: 0.5, ..Faults::default() }).unwrap();
    let said: Vec<_> = (0..20).map(|n| platform.say(phone, &format!("第{n}句")).unwrap()).collect();
    let mut arrived = Vec::new();
    while let Some(at) = platform.next_deadline() {
        platform.advance_to(at);
        while let Some(request) = platform.poll_request() {
            arrived.push(request.push);
            platform.respond(request.attempt, 200, b"");
        }
    }
    assert_ne!(arrived, said);
    assert!(platform.now() <= START + 3_000);
    arrived.sort_unstable();
    assert_eq!(arrived, said);
}

#[test]
fn delays_stay_in_their_range() {
    let (mut platform, _) = platform();
    let faults = Faults { api_delay_min_ms: 10, api_delay_max_ms: 90, ..Faults::default() };
    platform.set_faults(faults).unwrap();
    let delays: Vec<u32> =
        (0..200).map(|_| platform.api(ApiRequest::get("/cgi-bin/token", "")).delay_ms).collect();
    assert!(delays.iter().all(|d| (10..=90).contains(d)));
    assert!(delays.iter().min() != delays.iter().max());
    assert_eq!(platform.fault_counts(), FaultCounts::default());
}
