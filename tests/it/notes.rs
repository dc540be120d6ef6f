//! Commits of one group are acknowledged together, and those who wait for them go on in any order.

use crate::world::witness::Witness;
use driftbottle::chatstore::{ChatStore, MemoryStore};
use driftbottle::wechat_core::Inbound;
use driftbottle::{Answer, ChatService, Incoming, Report, Settings, Texts};
use pollster::block_on;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Waker};

const APP: &str = "wx0123456789abcdef";
const START: i64 = 1_790_000_000_000;

fn said(who: &str, number: u32, text: &str, at_ms: i64) -> Incoming {
    let at = at_ms / 1000;
    let xml = format!(
        "<xml><ToUserName>gh_1</ToUserName><FromUserName>{who}</FromUserName><CreateTime>{at}</CreateTime>\
         <MsgType>text</MsgType><Content>{text}</Content><MsgId>{number}</MsgId></xml>"
    );
    Incoming::from_official_account(APP, &Inbound::parse(xml.as_bytes()).unwrap())
}

fn says(answer: &Answer, words: &str) -> bool {
    answer.body.as_ref().and_then(|body| body.as_text()).is_some_and(|text| text.contains(words))
}

#[test]
fn an_older_view_of_a_person_undoes_no_report() {
    let store = Arc::new(Witness::new(Arc::new(MemoryStore::default())));
    let service = block_on(ChatService::open(
        Arc::clone(&store) as Arc<dyn ChatStore>,
        Settings::new(APP),
        Texts::embedded(),
        [7; 32],
        START,
    ))
    .unwrap();
    let (alice, bob) = ("o-alice-alice", "o-bob-bob-bob");
    let mut number = 0;
    let mut push = |who: &str, text: &str, at_ms: i64| {
        number += 1;
        said(who, number, text, at_ms)
    };
    let shown = |answer: Answer, at_ms: i64| {
        if let Some(push) = answer.offer {
            service.reported(push, Report::Written, at_ms);
        }
        answer
    };
    for (at_ms, who, text) in [(0, alice, "hello"), (1, alice, "find"), (2, bob, "hello"), (3, bob, "find")] {
        let at_ms = START + at_ms * 1_000;
        shown(block_on(service.handle(&push(who, text, at_ms), &(), at_ms)).unwrap(), at_ms);
    }
    // What was said so far is delivered and settled.
    for (at_ms, who) in [(20, alice), (21, bob), (40, alice), (41, bob), (60, alice)] {
        let at_ms = START + at_ms * 1_000;
        shown(block_on(service.handle(&push(who, "hm", at_ms), &(), at_ms)).unwrap(), at_ms);
    }

    // Bob's line is kept, and his task has not heard of it when Alice's next word is kept, answered and shown.
    let now = START + 80_000;
    let line = push(bob, "the sea is calm", now);
    store.be_late_once();
    let mut bobs = pin!(service.handle(&line, &(), now));
    assert!(bobs.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    let answer = shown(block_on(service.handle(&push(alice, "and there?", now), &(), now)).unwrap(), now);
    assert!(says(&answer, "the sea is calm"), "{:?}", answer.body);
    shown(block_on(bobs).unwrap(), now);

    // It was shown: it comes neither by push nor with the next answer.
    let later = now + 30_000;
    let pushes = block_on(service.run_due(later, 10)).unwrap();
    let again = pushes.iter().filter(|p| p.body.as_text().is_some_and(|text| text.contains("the sea")));
    assert_eq!(again.count(), 0, "it is pushed once more");
    let answer = block_on(service.handle(&push(alice, "calm?", later), &(), later)).unwrap();
    assert!(!says(&answer, "the sea is calm"), "it is answered once more");
}
