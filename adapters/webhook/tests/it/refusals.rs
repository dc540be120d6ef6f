//! What is not WeChat's, or not readable, is refused with a status and nothing else; the bot never hears of it.

use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::Request;
use driftbottle_webhook::{Observer, Refusal};
use tower::ServiceExt as _;
use wechat_core::callback::CallbackConfig;

use crate::requests::{encrypt, nonce, post, push, sealed_push, sealed_query, sign, signed_query, text_xml};
use crate::support::{APP, START, Said, account, aes_key, app, builder, say, silent, status, token, webhook};

fn empty(status: u16) -> Said {
    Said { status, content_type: String::new(), text: String::new() }
}

fn get(query: &str) -> Request<Body> {
    Request::get(format!("/wechat?{query}")).body(Body::empty()).unwrap()
}

#[tokio::test]
async fn the_url_check_is_echoed_when_it_is_genuine() {
    let webhook = webhook(&silent());
    let echo = format!("{}&echostr=5217%2B%E4%BD%A0", signed_query(START, "42"));
    let said = say(&webhook, get(&echo)).await;
    assert_eq!((said.status, said.text.as_str()), (200, "5217+你"));
    assert!(said.content_type.starts_with("text/plain"));

    for (query, refused) in [
        (echo.replace("nonce=42", "nonce=43"), 403),
        (echo.replace("signature=", "sig="), 403),
        (signed_query(START, "42"), 403), // no echostr
        (String::new(), 403),
        (format!("{echo}&echostr=twice"), 400),
        (echo.replace("%E4%BD", "%E4%E4"), 400),
        (format!("{echo}&x={}", "x".repeat(5_000)), 400),
    ] {
        assert_eq!(say(&webhook, get(&query)).await, empty(refused), "{query}");
    }
}

/// What is left of an unread body must not be taken for the next request, and nobody may send one into a connection
/// that is about to close.
#[tokio::test]
async fn who_was_not_read_to_the_end_is_told_that_the_connection_closes() {
    let webhook = webhook(&silent());
    let closes = async |request: Request<Body>| {
        let response = webhook.router().oneshot(request).await.unwrap();
        response.headers().get("connection").is_some_and(|value| value == "close")
    };
    let padded = |spaces: usize| format!("{}{}", text_xml("oA", 1, "hi", START), " ".repeat(spaces));
    let push = |body| post("/wechat", &signed_query(START, &nonce()), body);
    assert!(closes(push(padded(1 << 20))).await, "announced as too large");
    assert!(!closes(push(padded(1))).await, "taken");
    assert!(!closes(post("/wechat", "", padded(1))).await, "refused, but read");
}

#[tokio::test]
async fn a_url_check_works_in_the_secure_mode_too_and_head_has_no_body() {
    let bot = silent();
    let secure = account(CallbackConfig::secure(app(), token(), aes_key()), &bot);
    let webhook = driftbottle_webhook::Webhook::builder().account("/wechat", secure).build().unwrap();
    let query = format!("{}&echostr=e", signed_query(START, "42"));
    assert_eq!(say(&webhook, get(&query)).await.text, "e");
    let head = Request::head(format!("/wechat?{query}")).body(Body::empty()).unwrap();
    assert_eq!(say(&webhook, head).await.text, "");
}

#[tokio::test]
async fn forged_and_malformed_pushes_are_refused_in_plain_mode() {
    let bot = silent();
    let webhook = webhook(&bot);
    let body = || text_xml("oA", 1, "hi", START);
    let good = || signed_query(START, &nonce());
    let cases = [
        (good().replace("signature=", "signature=0"), body(), 403),
        (good().replace("timestamp=1", "timestamp=2"), body(), 403),
        (String::from("timestamp=1&nonce=2"), body(), 403),
        (format!("{}&encrypt_type=aes&msg_signature=00", good()), body(), 403),
        (format!("{}&encrypt_type=rot13", good()), body(), 400),
        (good(), String::new(), 400),
        (good(), String::from("hello"), 400),
        (good(), String::from("<xml><MsgType>text</MsgType></xml>"), 400),
        (good(), String::from("{\"MsgType\":\"text\""), 400),
        (good(), body().replace("<xml>", "<!DOCTYPE x [<!ENTITY a 'b'>]><xml>"), 400),
        (good(), format!("{}{}", body(), " ".repeat(1 << 20)), 413),
    ];
    for (query, body, refused) in cases {
        assert_eq!(say(&webhook, post("/wechat", &query, body)).await, empty(refused), "{query}");
    }
    let latin1 = Body::from(vec![b'<', 0xE9, b'>']);
    assert_eq!(say(&webhook, post("/wechat", &good(), latin1)).await, empty(400));
    assert_eq!(bot.calls(), 0);
    assert!(say(&webhook, push("oA", 1)).await.is_success());
}

#[tokio::test]
async fn forged_and_malformed_pushes_are_refused_in_secure_mode() {
    let bot = silent();
    let secure = account(CallbackConfig::secure(app(), token(), aes_key()), &bot);
    let webhook = driftbottle_webhook::Webhook::builder().account("/wechat", secure).build().unwrap();
    let xml = |encrypted: &str| format!("<xml><Encrypt>{encrypted}</Encrypt></xml>");
    let message = text_xml("oA", 1, "hi", START);
    let good = encrypt(&message, APP);
    let foreign = encrypt(&message, "wx00000000000000bb");
    let cases = [
        (sealed_query(&good).replace("msg_signature=", "msg_signature=0"), xml(&good), 403),
        (signed_query(START, "7"), message.clone(), 403), // plain where sealed is wanted
        (signed_query(START, "8"), xml(&good), 403),
        (sealed_query(&good), xml(&good.replace('A', "B")), 403),
        (sealed_query(&foreign), xml(&foreign), 403),
        (sealed_query("AAAA"), xml("AAAA"), 400),
        (sealed_query("!!!!"), xml("!!!!"), 400),
        (sealed_query(&good), message.clone(), 400), // no Encrypt in it
        (sealed_query(&encrypt("not xml", APP)), xml(&encrypt("not xml", APP)), 400),
    ];
    for (at, (query, body, refused)) in cases.into_iter().enumerate() {
        assert_eq!(say(&webhook, post("/wechat", &query, body)).await, empty(refused), "case {at}");
    }
    assert_eq!(bot.calls(), 0);
    assert!(say(&webhook, sealed_push("oA", 1, "hi")).await.is_success());
}

#[tokio::test]
async fn another_path_or_method_is_not_ours() {
    let webhook = webhook(&silent());
    assert_eq!(status(&webhook, post("/other", "", "")).await, 404);
    let put = Request::put("/wechat").body(Body::empty()).unwrap();
    assert_eq!(status(&webhook, put).await, 405);
}

#[tokio::test]
async fn refusals_and_answers_are_counted_by_kind() {
    #[derive(Default)]
    struct Counts(Mutex<Vec<String>>);
    impl Observer for Counts {
        fn opened(&self, path: &str) {
            self.0.lock().unwrap().push(format!("{path} opened"));
        }
        fn refused(&self, path: &str, refusal: Refusal) {
            self.0.lock().unwrap().push(format!("{path} {refusal:?}"));
        }
        fn answered(&self, path: &str, answered: driftbottle_webhook::Answered, after: std::time::Duration) {
            assert!(after < std::time::Duration::from_secs(5));
            self.0.lock().unwrap().push(format!("{path} {answered:?}"));
        }
    }
    let counts = Arc::new(Counts::default());
    let webhook = builder(&silent()).observer(Arc::clone(&counts)).build().unwrap();
    say(&webhook, push("oA", 1)).await;
    say(&webhook, post("/wechat", &format!("signature={}&timestamp=1&nonce=2", sign(&["1", "3"])), "x"))
        .await;
    say(&webhook, get("")).await;
    let expected = ["/wechat opened", "/wechat Success", "/wechat Signature", "/wechat Signature"];
    assert_eq!(*counts.0.lock().unwrap(), expected);
}
