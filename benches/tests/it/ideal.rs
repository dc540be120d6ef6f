//! Same input, same result as the library; and the ideal refuses what it must.

use driftbottle_benches::ideal::{self, Signed, TextPush};
use driftbottle_benches::platform::{self, APP_ID, TOKEN};
use driftbottle_benches::workbench::{ENVELOPE_BYTES, PUSH_BYTES, Workbench};
use wechat_core::Inbound;
use wechat_core::inbound::InboundKind;

fn same(ours: &Inbound, ideal: &TextPush) {
    let InboundKind::Text(text) = &ours.kind else { panic!("a text push") };
    assert_eq!(ours.to.as_str(), &*ideal.to_user_name);
    assert_eq!(ours.from.as_str(), &*ideal.from_user_name);
    assert_eq!(ours.created_at.as_secs(), ideal.create_time);
    assert_eq!(text.content, ideal.content);
    assert_eq!(text.menu_id, ideal.menu_id);
    assert_eq!(text.msg_id.as_u64(), Some(ideal.msg_id));
}

#[test]
fn the_samples_have_the_lengths_the_targets_were_measured_with() {
    assert_eq!(Workbench::new().unwrap().lengths(), (PUSH_BYTES, ENVELOPE_BYTES));
}

#[test]
fn both_read_the_same_push() {
    let bench = Workbench::new().unwrap();
    same(&bench.parse().unwrap(), &bench.ideal_parse().unwrap());
    for content in ["", "]] >", "a]]b", "]", "两行\n文字 & <b>", "长".repeat(600).as_str()] {
        let push = platform::text_push("oSomebody", 1, content, 7);
        same(&Inbound::parse(push.as_bytes()).unwrap(), &ideal::parse(push.as_bytes()).unwrap());
    }
    let tapped = "<xml><ToUserName>gh_1</ToUserName><FromUserName>oA</FromUserName><CreateTime>1</CreateTime>\
        <MsgType>text</MsgType><Content>x</Content><MsgId>1</MsgId><bizmsgmenuid>101</bizmsgmenuid></xml>";
    let ideal = ideal::parse(tapped.as_bytes()).unwrap();
    assert_eq!(ideal.menu_id.as_deref(), Some("101"));
    same(&Inbound::parse(tapped.as_bytes()).unwrap(), &ideal);
}

#[test]
fn both_open_the_same_envelope() {
    let bench = Workbench::new().unwrap();
    let (ours, ideal) = (bench.open().unwrap(), bench.ideal_open().unwrap());
    same(&ours.inbound, &ideal.push);
    assert_eq!((ours.timestamp, ours.nonce), (ideal.timestamp, ideal.nonce));
}

#[test]
fn both_write_the_same_answer_byte_for_byte() {
    let bench = Workbench::new().unwrap();
    assert_eq!(bench.seal().unwrap(), bench.ideal_seal().unwrap());
}

#[test]
fn the_ideal_refuses_what_is_forged_or_damaged() {
    let key = platform::key();
    let push = platform::text_push("oSomebody", 1, "hello", 7);
    let request = platform::sealed(&key, 1, "2", &[5; 16], &push);
    let signed = Signed::from_query(&request.query).unwrap();
    let open = |signed, app, body: &str| ideal::open(&key, TOKEN, app, signed, body.as_bytes()).is_some();
    assert!(open(signed, APP_ID, &request.body));
    assert!(!open(signed, "wxanother", &request.body), "another account's");
    assert!(!open(Signed { nonce: "3", ..signed }, APP_ID, &request.body), "signed for another request");
    assert!(!open(Signed { msg_signature: "00", ..signed }, APP_ID, &request.body), "no signature");
    let damaged = request.body.replacen("CDATA[gh_", "CDATA[hg_", 1);
    assert!(open(signed, APP_ID, &damaged), "only the cipher text is covered");
    let at = request.body.find("<Encrypt><![CDATA[").unwrap() + 30;
    let mut damaged = request.body.into_bytes();
    damaged[at] = if damaged[at] == b'A' { b'B' } else { b'A' };
    assert!(!open(signed, APP_ID, std::str::from_utf8(&damaged).unwrap()), "a changed character");
    assert!(ideal::parse(b"<xml><MsgType>image</MsgType></xml>").is_none());
}
