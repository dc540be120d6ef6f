//! One push, one key; two pushes, two keys.

use std::collections::HashSet;

use wechat_core::inbound::{
    Click, Event, InboundKind, LocationReport, Text, UnknownEvent, UnknownMessage, View,
};
use wechat_core::{Inbound, MsgId, OpenId, Timestamp};

use crate::samples::{self, inbound};

fn event(event: Event) -> Inbound {
    inbound(InboundKind::Event(event))
}

#[test]
fn different_pushes_have_different_keys() {
    let mut other_user = samples::text("a");
    other_user.from = OpenId::new("oSomebody_else").unwrap();
    let mut later = event(Event::Click(Click::new("k")));
    later.created_at = Timestamp::from_secs(1_790_000_001);
    let pushes = [
        samples::text("a"),
        inbound(InboundKind::Text(Text::new(MsgId::from(8), "a"))),
        other_user, // message ids have collided between users
        event(Event::Click(Click::new("k"))),
        event(Event::Click(Click::new("j"))),
        event(Event::View(View::new("k"))),
        event(Event::Location(LocationReport::new(1.0, 2.0, 3.0))),
        later,
        event(Event::Unknown(UnknownEvent::new("a"))),
        inbound(InboundKind::Unknown(UnknownMessage::new("a", None))),
    ];
    let keys: HashSet<_> = pushes.iter().map(Inbound::dedup_key).collect();
    assert_eq!(keys.len(), pushes.len());
}

#[test]
fn a_repeated_push_has_the_same_key() {
    assert_eq!(samples::text("a").dedup_key(), samples::text("changed").dedup_key());
    let spelled = |name: &str| event(Event::Unknown(UnknownEvent::new(name))).dedup_key();
    assert_eq!(spelled("Some_Event"), spelled("some_event"));
}

#[test]
fn parts_cannot_flow_into_each_other() {
    let with = |from: &str, key: &str| {
        let mut push = event(Event::Click(Click::new(key)));
        push.from = OpenId::new(from).unwrap();
        push.dedup_key()
    };
    assert_ne!(with("oA", "Bc"), with("oAB", "c"));
}

#[test]
fn the_bytes_are_stable() {
    // Stored by others: a change here makes every stored receipt a stranger.
    let mut expected = b"m\x00\x00\x00\x1c".to_vec();
    expected.extend_from_slice(samples::OPENID.as_bytes());
    expected.extend_from_slice(b"\x00\x00\x00\x017");
    assert_eq!(samples::text("a").dedup_key().as_bytes(), expected);
}
