//! The `inspect` example, run as a program.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use serde_json::{Value, json};
use wechat_core::callback::{KeySlot, Sealing};
use wechat_core::inbound::Format;

use crate::samples::{self, APP_ID, KEY, TOKEN, between, xml};

/// Cargo builds examples with the tests, unless it was asked for this test binary alone.
fn program() -> &'static PathBuf {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let tests = std::env::current_exe().unwrap();
        let path = tests.parent().and_then(|deps| deps.parent()).unwrap().join("examples/inspect");
        if !path.exists() {
            let built = Command::new(env!("CARGO"))
                .args(["build", "--quiet", "--example", "inspect", "--manifest-path"])
                .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
                .status();
            assert!(built.unwrap().success());
        }
        path
    })
}

/// Runs it over a body on standard input.
fn inspect(args: &[&str], body: &[u8]) -> (Option<i32>, Value) {
    let mut child = Command::new(program())
        .args(args)
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that refuses its arguments does not read on.
    let _ = child.stdin.take().unwrap().write_all(body);
    let output = child.wait_with_output().unwrap();
    (output.status.code(), serde_json::from_slice(&output.stdout).unwrap())
}

#[track_caller]
fn shown(body: &str) -> Value {
    let (code, report) = inspect(&[], body.as_bytes());
    assert_eq!(code, Some(0), "{report}");
    report
}

#[track_caller]
fn refused(args: &[&str], body: &[u8]) -> String {
    let (code, report) = inspect(args, body);
    assert_eq!(code, Some(2), "{report}");
    report["error"].as_str().unwrap().to_owned()
}

#[test]
fn a_message_with_everything_at_its_place() {
    let body = xml(
        "<MsgType> Text\n</MsgType><Content><![CDATA[a ]]]]><![CDATA[>b]]>&amp;</Content>// stray\n\
        <MsgId>9223372036854775807</MsgId><New kind=\"x\"><Item>1</Item><Item><Deep/></Item></New><Event>none</Event>",
    );
    let expected = json!({
        "kind": "text", "known": true, "from": samples::OPENID, "to": samples::ACCOUNT,
        "create_time": 1_790_000_000, "msg_id": "9223372036854775807",
        "fields": { "Content": "a ]]>b&", "New": { "Item": ["1", { "Deep": "" }] }, "Event": "none" },
    });
    assert_eq!(
        shown(&format!("\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?><!-- c -->{body}\n")),
        expected
    );
}

#[test]
fn json_as_it_is_written() {
    let body = r#"{"ToUserName":"gh_1","FromUserName":"o1","CreateTime":"5","MsgType":"event","Event":"Some_New",
        "Big":123456789012345678901234567890,"Price":1.50,"Yes":true,"No":null,"One":[{"a":1}],"None":[],"Twice":1,"Twice":2,
        "Nested":{"l":[[1,2],[]]},"MsgID":7,"Text":"\u4f60\n"}"#;
    let expected = json!({
        "kind": "some_new", "known": false, "from": "o1", "to": "gh_1", "create_time": 5, "msg_id": "7",
        "fields": {
            "Big": "123456789012345678901234567890", "Price": "1.50", "Yes": "true", "No": "", "One": [{ "a": "1" }],
            "None": [], "Twice": ["1", "2"], "Nested": { "l": [["1", "2"], []] }, "Text": "你\n",
        },
    });
    assert_eq!(shown(body), expected);
}

#[test]
fn layout_stays_in_the_fields_and_goes_from_the_envelope() {
    let report = shown(
        "<xml>\n <ToUserName>\n <![CDATA[gh_1]]>\n </ToUserName><FromUserName> o1 </FromUserName>\
        <MsgType>\n <![CDATA[event]]>\n</MsgType><Event>\n <![CDATA[SCAN]]>\n</Event><A>\n <![CDATA[x]]>\n </A></xml>",
    );
    assert_eq!(
        (&report["kind"], &report["to"], &report["from"]),
        (&json!("scan"), &json!("gh_1"), &json!("o1"))
    );
    assert_eq!(report["fields"], json!({ "A": "\n x\n " }));
    assert_eq!((&report["create_time"], &report["problem"]), (&Value::Null, &Value::Null));
}

#[test]
fn notices_and_what_is_no_push() {
    let notice =
        shown("<xml><AppId>平台</AppId><CreateTime>1</CreateTime><InfoType>Unauthorized</InfoType></xml>");
    assert_eq!((&notice["kind"], &notice["known"]), (&json!("unauthorized"), &json!(true)));
    assert_eq!(notice["fields"], json!({ "AppId": "平台" }));
    let sealed = shown("<xml><ToUserName>gh_1</ToUserName><Encrypt>abc</Encrypt></xml>");
    assert_eq!(
        (&sealed["kind"], &sealed["known"], &sealed["fields"]["Encrypt"]),
        (&json!(""), &json!(false), &json!("abc"))
    );
    let wrong = shown(&xml("<MsgType>text</MsgType><Content>x</Content>"));
    assert_eq!((&wrong["known"], &wrong["problem"]), (&json!(true), &json!("MsgId is missing")));
}

#[test]
fn sealed_bodies_are_opened_and_checked() {
    let message = xml("<MsgType>text</MsgType><Content>你好</Content><MsgId>7</MsgId>");
    for format in [Format::Xml, Format::Json] {
        let sealing = Sealing::sealed(KeySlot::Current, format);
        let body = samples::secure().seal(&sealing, &message, 1_790_000_000, "42", &[1; 16]).unwrap();
        let signature = match format {
            Format::Json => between(&body, r#""MsgSignature":""#, "\"").to_owned(),
            _ => between(&body, "<MsgSignature><![CDATA[", "]]>").to_owned(),
        };
        let key = ["--token", TOKEN, "--aes-key", KEY, "--app-id", APP_ID];
        let signed = ["--msg-signature", &signature, "--timestamp", "1790000000", "--nonce", "42"];
        for args in [key.as_slice(), &[key, signed].concat()] {
            let (code, report) = inspect(args, body.as_bytes());
            assert_eq!((code, &report["fields"]["Content"]), (Some(0), &json!("你好")), "{report}");
        }
        let unchecked = inspect(
            &["--token", TOKEN, "--msg-signature", &signature, "--timestamp", "1790000000", "--nonce", "42"],
            body.as_bytes(),
        );
        assert_eq!(unchecked.0, Some(0));
        let forged = [key, ["--msg-signature", TOKEN, "--timestamp", "1790000000", "--nonce", "42"]].concat();
        assert!(refused(&forged, body.as_bytes()).contains("msg_signature"));
        let other = ["--token", TOKEN, "--aes-key", KEY, "--app-id", "wxother"];
        assert!(refused(&other, body.as_bytes()).contains("appid"));
        let wrong_key = ["--token", TOKEN, "--aes-key", samples::OTHER_KEY, "--app-id", APP_ID];
        refused(&wrong_key, body.as_bytes());
        refused(&key, message.as_bytes());
    }
}

#[test]
fn hostile_and_broken_bodies_are_refused() {
    for body in [
        "",
        "success",
        "<xml>",
        "<xml><A></B></xml>",
        "<xml><A>&a;</A></xml>",
        "{",
        "[]",
        "{} {}",
        "{\"a\":01}",
        "<!DOCTYPE xml [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><xml><A>&a;</A></xml>",
        "<html></html>",
        "<xml></xml><xml></xml>",
        "{\"a\":\"\\ud800\"}",
    ] {
        refused(&[], body.as_bytes());
    }
    refused(&[], b"<xml><A>\xff</A></xml>");
    refused(&[], format!("<xml>{}{}</xml>", "<a>".repeat(40), "</a>".repeat(40)).as_bytes());
    refused(&[], format!("{{\"a\":{}{}}}", "[".repeat(5_000), "]".repeat(5_000)).as_bytes());
    refused(&[], &vec![b' '; 1024 * 1024 + 1]);
    refused(&["--no-such-option"], b"{}");
    refused(&["--token"], b"{}");
}
