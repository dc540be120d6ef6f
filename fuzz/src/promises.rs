//! What holds for every push that was read, however it came.

use wechat_core::Inbound;
use wechat_core::inbound::{Event, Fields, InboundError, InboundKind, Push};
use wechat_core::limits::{FIELDS_MAX, TEXT_MAX_BYTES};
use wechat_core::reply::Reply;
use wechat_core::text::{split, strip_controls};

/// Reads a body in every way there is; the ways agree.
pub(crate) fn read(body: &[u8]) -> Result<Inbound, InboundError> {
    let read = Inbound::parse(body);
    let push = Push::parse(body);
    let fields = Fields::parse(body);
    match (&read, &push) {
        (Ok(inbound), Ok(Push::Inbound(same))) => assert_eq!(inbound, same),
        (Err(_), Ok(Push::Notice(notice))) => assert_eq!(notice.dedup_key(), notice.clone().dedup_key()),
        (Err(_), Err(_)) => {}
        (read, push) => panic!("{read:?} but {push:?}"),
    }
    match (&read, &fields) {
        (Ok(_), fields) => assert!(fields.is_ok(), "meaning without fields"),
        (Err(InboundError::Missing { .. } | InboundError::Invalid { .. }), fields) => assert!(fields.is_ok()),
        (Err(error), fields) => assert_eq!(Some(error), fields.as_ref().err()),
    }
    if let Ok(push) = &read {
        check(push, body);
    }
    read
}

/// Checks one push that came from `body`.
pub(crate) fn check(push: &Inbound, body: &[u8]) {
    assert_eq!(push.dedup_key(), push.clone().dedup_key());
    assert!(push.created_at.as_secs() >= 0);
    let shown = format!("{push:?}");
    let from = push.from.as_str();
    // Shorter ones occur by chance inside other words, and a body that repeats the sender elsewhere (in the name of
    // a field or of an unknown event) has made it a name.
    let repeated = body.windows(from.len().max(1)).filter(|part| *part == from.as_bytes()).count() > 1;
    assert!(from.len() < 20 || repeated || !shown.contains(from), "Debug shows the sender");
    match &push.kind {
        InboundKind::Text(text) => {
            assert!(text.content.len() <= body.len(), "text out of nothing");
            echo(push, &text.content);
        }
        InboundKind::Unknown(message) => assert!(message.fields.len() <= FIELDS_MAX),
        InboundKind::Event(Event::Unknown(event)) => assert!(!Event::is_known(&event.event)),
        InboundKind::Event(event) => assert!(Event::is_known(event.name())),
        _ => {}
    }
}

/// The words can be sent back, in pieces, and arrive as they were.
fn echo(push: &Inbound, content: &str) {
    let clean = strip_controls(content);
    let mut arrived = String::new();
    for piece in split(&clean, TEXT_MAX_BYTES) {
        let xml = Reply::text(piece).to_xml(push.reply_address(), push.created_at).expect("a piece fits");
        let xml = format!("{}<MsgId>1</MsgId></xml>", xml.strip_suffix("</xml>").expect("the root ends it"));
        let back = Inbound::parse(xml.as_bytes()).expect("our own XML is read");
        assert_eq!((back.to.as_str(), back.from.as_str()), (push.from.as_str(), push.to.as_str()));
        let InboundKind::Text(text) = back.kind else { panic!("a text") };
        arrived.push_str(&text.content);
    }
    assert_eq!(arrived, clean);
}
