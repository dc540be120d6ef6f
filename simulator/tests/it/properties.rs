//! Properties over random evenings: same seed same run, every line in exactly one push, only allowed sends.

use crate::helper::{START, send, text_reply, token};
use proptest::prelude::*;
use std::collections::BTreeMap;
use wechat_simulator::{Account, Faults, Mode, PhoneId, Platform, PushId, PushState};

#[derive(Debug, Clone)]
enum Step {
    Say(usize),
    Tap(usize),
    Leave(usize),
    Return(usize),
    Send(usize),
    Answer(u8),
    Wait(i64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (0..3usize).prop_map(Step::Say),
        2 => (0..3usize).prop_map(Step::Tap),
        1 => (0..3usize).prop_map(Step::Leave),
        2 => (0..3usize).prop_map(Step::Return),
        6 => (0..3usize).prop_map(Step::Send),
        8 => (0..5u8).prop_map(Step::Answer),
        4 => prop_oneof![0..6_000i64, 0..200_000i64].prop_map(Step::Wait),
    ]
}

fn faults() -> Faults {
    Faults {
        api_busy: 0.1,
        api_timeout_before: 0.1,
        api_timeout_after: 0.1,
        reply_lost: 0.1,
        attempt_not_delivered: 0.1,
        duplicate_push: 0.1,
        reorder: 0.1,
        token_revoked: 0.05,
        api_delay_min_ms: 5,
        api_delay_max_ms: 500,
    }
}

fn account(mode: Mode) -> Account {
    match mode {
        Mode::Plain => Account::example(),
        mode => Account::example().with_encryption(mode, "s9Pz1kWn3CqVbEeYtQmRjUxLhGdAfHoTiKuMwNyBc2E"),
    }
}

struct Evening {
    platform: Platform,
    phones: Vec<PhoneId>,
    said: BTreeMap<PushId, String>,
    requests: Vec<(PushId, Vec<u8>)>,
}

/// Plays the steps; the bot answers every attempt by the step's number, or not at all.
fn play(steps: &[Step], seed: u64, mode: Mode, with_faults: bool) -> Evening {
    let mut platform = Platform::new(account(mode), START, seed).unwrap();
    let phones: Vec<PhoneId> = (0..3).map(|n| platform.add_phone(format!("人{n}"))).collect();
    let token = token(&mut platform);
    if with_faults {
        platform.set_faults(faults()).unwrap();
    }
    let mut evening = Evening { platform, phones, said: BTreeMap::new(), requests: Vec::new() };
    for (n, step) in steps.iter().enumerate() {
        evening.take(n, step, &token);
    }
    // At the end the bot answers everything.
    while let Some(at) = evening.platform.next_deadline() {
        evening.platform.advance_to(at);
        while evening.answer(1) {}
    }
    evening
}

impl Evening {
    fn take(&mut self, n: usize, step: &Step, token: &str) {
        let p = &mut self.platform;
        match *step {
            Step::Say(i) => {
                let text = format!("第{n}句 <&]]>");
                if let Ok(push) = p.say(self.phones[i], &text) {
                    self.said.insert(push, text);
                }
            }
            Step::Tap(i) => drop(p.tap_menu(self.phones[i], "find")),
            Step::Leave(i) => drop(p.unfollow(self.phones[i])),
            Step::Return(i) => drop(p.follow(self.phones[i])),
            Step::Send(i) => {
                let body = crate::helper::text_to(p, self.phones[i], "客服消息").to_string();
                let query = format!("access_token={token}");
                p.api(wechat_simulator::ApiRequest::post(crate::helper::SEND, &query, body.as_bytes()));
            }
            Step::Answer(how) => drop(self.answer(how)),
            Step::Wait(ms) => p.advance_to(p.now() + ms),
        }
    }

    fn answer(&mut self, how: u8) -> bool {
        let Some(request) = self.platform.poll_request() else { return false };
        self.requests.push((request.push, request.body.clone()));
        match how {
            0 => {}
            1 => drop(self.platform.respond(request.attempt, 200, b"success")),
            2 => {
                let body = text_reply(&self.platform, &request, "好的");
                self.platform.respond(request.attempt, 200, &body);
            }
            3 => drop(self.platform.respond(request.attempt, 500, b"oops")),
            _ => drop(self.platform.connection_lost(request.attempt)),
        }
        true
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_same_seed_and_steps_give_the_same_run(steps in proptest::collection::vec(step(), 0..80), seed: u64) {
        let (one, other) = (play(&steps, seed, Mode::Compatible, true), play(&steps, seed, Mode::Compatible, true));
        prop_assert_eq!(one.platform.log(), other.platform.log());
        prop_assert_eq!(one.requests, other.requests);
        prop_assert_eq!(one.platform.fault_counts(), other.platform.fault_counts());
        for phone in one.phones {
            prop_assert_eq!(one.platform.screen(phone).unwrap(), other.platform.screen(phone).unwrap());
        }
    }

    #[test]
    fn every_line_said_is_in_exactly_one_push(steps in proptest::collection::vec(step(), 0..80), seed: u64) {
        let evening = play(&steps, seed, Mode::Plain, false);
        for (id, text) in &evening.said {
            let wire = format!("<![CDATA[{}]]>", text.replace("]]>", "]]]]><![CDATA[>"));
            let holding: Vec<PushId> =
                evening.platform.pushes().filter(|p| p.plain_body().contains(&wire)).map(|p| p.id).collect();
            prop_assert_eq!(&holding, &vec![*id]);
            // And every attempt of that push carried it, word for word.
            let bodies: Vec<_> = evening.requests.iter().filter(|(push, _)| push == id).collect();
            prop_assert!(!bodies.is_empty());
            for (_, body) in bodies {
                prop_assert!(String::from_utf8_lossy(body).contains(&wire));
            }
        }
    }

    #[test]
    fn every_push_ends_after_at_most_three_attempts(steps in proptest::collection::vec(step(), 0..80), seed: u64) {
        let evening = play(&steps, seed, Mode::Secure, true);
        for push in evening.platform.pushes() {
            prop_assert!(push.attempts.len() <= 3, "{push:?}");
            let numbers: Vec<u8> = push.attempts.iter().map(|a| a.number).collect();
            prop_assert_eq!(numbers, (1..=3).take(push.attempts.len()).collect::<Vec<u8>>());
            prop_assert!(push.attempts.iter().all(|a| a.ended_ms.is_some()));
            match push.state {
                PushState::Answered { on, .. } => prop_assert!(usize::from(on) <= push.attempts.len()),
                PushState::Failed => prop_assert_eq!(push.attempts.len(), 3),
                other => prop_assert!(false, "{:?}", other),
            }
        }
    }

    #[test]
    fn what_the_ledger_says_is_what_a_send_gets(steps in proptest::collection::vec(step(), 0..60), seed: u64) {
        let mut evening = play(&steps, seed, Mode::Plain, false);
        let token = token(&mut evening.platform);
        for phone in evening.phones.clone() {
            let left = evening.platform.ledger(phone).unwrap().left;
            for _ in 0..left {
                prop_assert_eq!(send(&mut evening.platform, phone, &token, "还能发"), 0);
            }
            prop_assert_ne!(send(&mut evening.platform, phone, &token, "不能了"), 0);
        }
    }
}
