//! Plain mode believes each signed query once, for a while.

use crate::requests::{nonce, post, push, sealed_push, signed_query, text_xml};
use crate::support::{HandClock, START, account, aes_key, app, builder, say, silent, token, webhook};
use driftbottle_webhook::Webhook;
use wechat_core::callback::CallbackConfig;

#[tokio::test]
async fn a_query_overheard_writes_nothing() {
    let bot = silent();
    let webhook = webhook(&bot);
    let query = signed_query(START, &nonce());
    assert!(say(&webhook, post("/wechat", &query, text_xml("oA", 1, "mine", START))).await.is_success());
    let forged = text_xml("oA", 2, "send money", START);
    assert_eq!(say(&webhook, post("/wechat", &query, forged)).await.status, 403);
    assert_eq!(bot.calls(), 1);
}

#[tokio::test]
async fn a_query_signed_far_from_now_is_stale() {
    let webhook = webhook(&silent());
    let at = |secs: i64| post("/wechat", &signed_query(secs, &nonce()), text_xml("oA", 1, "hi", START));
    assert_eq!(say(&webhook, at(START - 301)).await.status, 403);
    assert_eq!(say(&webhook, at(START + 301)).await.status, 403);
    assert!(say(&webhook, at(START - 299)).await.is_success());
}

#[tokio::test]
async fn without_a_window_only_the_once_counts() {
    let clock = HandClock::new();
    let webhook = builder(&silent()).clock(clock.clone()).replay_window(None).build().unwrap();
    clock.set_secs(START + 48 * 3_600); // the platform's time jumps, its signatures do not
    let query = signed_query(START, &nonce());
    let body = || text_xml("oA", 1, "hi", START + 48 * 3_600);
    assert!(say(&webhook, post("/wechat", &query, body())).await.is_success());
    assert_eq!(say(&webhook, post("/wechat", &query, body())).await.status, 403);
}

#[tokio::test]
async fn a_refused_signature_does_not_use_up_a_query() {
    let webhook = webhook(&silent());
    let query = signed_query(START, "77");
    let forged = query.replace("signature=", "signature=0");
    assert_eq!(say(&webhook, post("/wechat", &forged, text_xml("oA", 1, "hi", START))).await.status, 403);
    assert!(say(&webhook, post("/wechat", &query, text_xml("oA", 1, "hi", START))).await.is_success());
}

#[tokio::test]
async fn retries_are_signed_anew_and_pass() {
    let bot = silent();
    let webhook = webhook(&bot);
    for _ in 0..3 {
        assert!(say(&webhook, push("oA", 1)).await.is_success());
    }
    assert_eq!(bot.calls(), 3);
}

#[tokio::test]
async fn sealed_pushes_are_left_to_the_bots_own_memory() {
    let bot = silent();
    let secure = account(CallbackConfig::secure(app(), token(), aes_key()), &bot);
    let webhook = Webhook::builder().account("/wechat", secure).clock(HandClock::new()).build().unwrap();
    let request = sealed_push("oA", 1, "hi");
    let (head, body) = request.into_parts();
    let query = head.uri.query().unwrap().to_owned();
    let body = http_body_util::BodyExt::collect(body).await.unwrap().to_bytes();
    assert!(say(&webhook, post("/wechat", &query, body.clone())).await.is_success());
    assert!(say(&webhook, post("/wechat", &query, body)).await.is_success());
}
