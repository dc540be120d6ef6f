//! What holds for every push that was read, however it came.

use wechat_core::Inbound;
use wechat_core::inbound::InboundKind;
use wechat_core::limits::{FIELDS_MAX, TEXT_MAX_BYTES};
use wechat_core::reply::Reply;
use wechat_core::text::{split, strip_controls};

/// Checks one push that came from `body`.
pub(crate) fn check(push: &Inbound, body: &[u8]) {
    assert_eq!(push.dedup_key(), push.clone().dedup_key());
    assert!(push.created_at.as_secs() >= 0);
    let shown = format!("{push:?}");
    let from = push.from.as_str();
    // Shorter ones occur by chance inside other words.
    assert!(
        from.len() < 20 || !shown.contains(from) || push.to.as_str().contains(from),
        "Debug shows the sender"
    );
    match &push.kind {
        InboundKind::Text(text) => {
            assert!(text.content.len() <= body.len(), "text out of nothing");
            echo(push, &text.content);
        }
        InboundKind::Unknown(message) => assert!(message.fields.len() <= FIELDS_MAX),
        _ => {}
    }
}

/// The words can be sent back, in pieces, and arrive as they were.
fn echo(push: &Inbound, content: &str) {
    let clean = strip_controls(content);
    let mut arrived = String::new();
    for piece in split(&clean, TEXT_MAX_BYTES) {
        let xml = Reply::text(piece).to_xml(push.reply_address(), push.created_at).expect("a piece fits");
        let xml = xml.replace("</CreateTime>", "</CreateTime><MsgId>1</MsgId>");
        let back = Inbound::parse(xml.as_bytes()).expect("our own XML is read");
        assert_eq!((back.to.as_str(), back.from.as_str()), (push.from.as_str(), push.to.as_str()));
        let InboundKind::Text(text) = back.kind else { panic!("a text") };
        arrived.push_str(&text.content);
    }
    assert_eq!(arrived, clean);
}
