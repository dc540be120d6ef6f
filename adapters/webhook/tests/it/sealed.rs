//! There and back in every mode, checked by a cipher of our own.

use driftbottle_webhook::{AccountConfig, Answer, Webhook};
use wechat_core::callback::CallbackConfig;
use wechat_core::inbound::InboundKind;
use wechat_core::{EncodingAesKey, Reply};

use crate::requests::{decrypt, element, push, sealed_push, sign, text_xml};
use crate::support::{HandClock, START, Said, account, aes_key, app, bot, builder, say, token};

fn echo() -> std::sync::Arc<crate::support::TestBot> {
    bot(|push, _| async move {
        assert_eq!(push.app_id, app());
        assert_eq!(push.received_ms, START * 1000);
        let InboundKind::Text(text) = push.inbound.kind else { panic!("not a text") };
        Ok(Answer::reply(Reply::text(format!("you said {}", text.content))))
    })
}

fn serve(account: AccountConfig) -> Webhook {
    Webhook::builder().account("/wechat", account).clock(HandClock::new()).build().unwrap()
}

fn check_reply(xml: &str, said: &str) {
    assert_eq!(element(xml, "ToUserName"), "oA");
    assert_eq!(element(xml, "FromUserName"), "gh_0123456789ab");
    assert_eq!(element(xml, "CreateTime"), START.to_string());
    assert_eq!(element(xml, "Content"), said);
}

fn check_sealed(answer: &Said, said: &str) {
    assert_eq!((answer.status, answer.content_type.as_str()), (200, "text/xml; charset=utf-8"));
    assert!(!answer.text.contains("you said"));
    let encrypted = element(&answer.text, "Encrypt");
    let (time, nonce) = (element(&answer.text, "TimeStamp"), element(&answer.text, "Nonce"));
    assert_eq!(element(&answer.text, "MsgSignature"), sign(&[time, nonce, encrypted]));
    check_reply(&decrypt(encrypted), said);
}

#[tokio::test]
async fn plain() {
    let said = say(&builder(&echo()).build().unwrap(), push("oA", 1)).await;
    assert_eq!((said.status, said.content_type.as_str()), (200, "text/xml; charset=utf-8"));
    check_reply(&said.text, "you said hi");
}

#[tokio::test]
async fn secure() {
    let webhook = serve(account(CallbackConfig::secure(app(), token(), aes_key()), &echo()));
    check_sealed(&say(&webhook, sealed_push("oA", 1, "你好 & <bye>")).await, "you said 你好 & <bye>");
}

#[tokio::test]
async fn compatible_believes_the_sealed_half_only() {
    let webhook = serve(account(CallbackConfig::compatible(app(), token(), aes_key()), &echo()));
    let request = sealed_push("oA", 1, "sealed");
    let (head, body) = request.into_parts();
    let body = http_body_util::BodyExt::collect(body).await.unwrap().to_bytes();
    let body = String::from_utf8(body.to_vec()).unwrap();
    let readable = text_xml("oMallory", 1, "readable", START).replace("</xml>", "");
    let both = body.replace("<xml>", &readable);
    let request = axum::http::Request::from_parts(head, axum::body::Body::from(both));
    check_sealed(&say(&webhook, request).await, "you said sealed");
}

#[tokio::test]
async fn the_key_that_opened_seals() {
    let newer = EncodingAesKey::new("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPA").unwrap();
    let rotated = CallbackConfig::secure(app(), token(), newer).with_previous_key(aes_key());
    check_sealed(&say(&serve(account(rotated, &echo())), sealed_push("oA", 1, "hi")).await, "you said hi");
}

#[tokio::test]
async fn success_is_never_sealed() {
    let webhook =
        serve(account(CallbackConfig::secure(app(), token(), aes_key()), &crate::support::silent()));
    let said = say(&webhook, sealed_push("oA", 1, "hi")).await;
    assert!(said.is_success());
    assert_eq!(said.content_type, "text/plain; charset=utf-8");
}

#[tokio::test]
async fn each_account_answers_at_its_own_path() {
    let (one, two) = (echo(), crate::support::silent());
    let webhook = builder(&one).account("/other", crate::support::plain(&two)).build().unwrap();
    let (mut head, body) = push("oA", 1).into_parts();
    let moved = head.uri.to_string().replace("/wechat", "/other");
    head.uri = moved.parse().unwrap();
    assert!(say(&webhook, axum::http::Request::from_parts(head, body)).await.is_success());
    assert_eq!((one.calls(), two.calls()), (0, 1));
}

#[tokio::test]
async fn entropy_comes_from_the_source_given_and_its_absence_is_a_retry() {
    struct Fixed(Option<[u8; 16]>);
    impl driftbottle_webhook::Entropy for Fixed {
        fn bytes(&self) -> Option<[u8; 16]> {
            self.0
        }
    }
    let serve = |entropy| {
        let secure = account(CallbackConfig::secure(app(), token(), aes_key()), &echo());
        let builder = Webhook::builder().account("/wechat", secure).clock(HandClock::new());
        builder.entropy(Fixed(entropy)).build().unwrap()
    };
    let fixed = serve(Some([9; 16]));
    let first = say(&fixed, sealed_push("oA", 1, "hi")).await;
    let second = say(&fixed, sealed_push("oA", 1, "hi")).await;
    assert_eq!(element(&first.text, "Encrypt"), element(&second.text, "Encrypt"));
    assert_eq!(say(&serve(None), sealed_push("oA", 1, "hi")).await.status, 503);
}
