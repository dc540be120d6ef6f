//! Cloud hosting, where the way a request came is all there is; and what no user sent.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use axum::http::Request;
use driftbottle_webhook::{AccountConfig, Answer, Bot, NotNow, Push, Refusal, Turn, Webhook, WebhookError};
use wechat_core::AppId;
use wechat_core::callback::{Callback, CallbackConfig};
use wechat_core::inbound::{Notice, NoticeKind};

use crate::requests::{post, signed_query, text_xml};
use crate::support::{START, app, builder, read, say, silent};
use tower::ServiceExt as _;

/// Remembers what it was told of.
#[derive(Default)]
struct Listener {
    notices: Mutex<Vec<Notice>>,
    pushes: AtomicUsize,
    refuses: bool,
}

#[async_trait]
impl Bot for Listener {
    async fn handle(&self, _: Push, _: Turn) -> Result<Answer, NotNow> {
        self.pushes.fetch_add(1, Ordering::SeqCst);
        Ok(Answer::silent())
    }

    async fn noticed(&self, notice: Notice, app_id: AppId) -> Result<(), NotNow> {
        assert_eq!(app_id, app());
        assert!(!matches!(notice.kind, NoticeKind::Unauthorized(_)), "a bot with a fault");
        self.notices.lock().unwrap().push(notice);
        if self.refuses { Err(NotNow::new("not yet")) } else { Ok(()) }
    }
}

fn cloud(bot: Arc<Listener>) -> AccountConfig {
    AccountConfig::new(Callback::new(CallbackConfig::cloud_hosting(app())).unwrap(), bot)
}

fn from_gateway(body: &str) -> Request<axum::body::Body> {
    Request::post("/wechat").header("x-wx-source", "wx").body(body.to_owned().into()).unwrap()
}

async fn said(webhook: &Webhook, request: Request<axum::body::Body>) -> (u16, String) {
    let said = read(webhook.router().oneshot(request).await.unwrap()).await;
    (said.status, said.text)
}

#[tokio::test]
async fn only_the_gateway_is_believed() {
    let bot = Arc::new(Listener::default());
    let webhook = Webhook::builder().account("/wechat", cloud(Arc::clone(&bot))).build().unwrap();
    let body = text_xml("oSomebody", 7, "hi", START);
    let forged = Request::post("/wechat").body(body.clone().into()).unwrap();
    assert_eq!(said(&webhook, forged).await.0, Refusal::Source.status().as_u16());
    assert_eq!(bot.pushes.load(Ordering::SeqCst), 0);
    // Nothing is signed, so there is nothing to count: repetitions are the bot's to recognise.
    for _ in 0..2 {
        assert_eq!(said(&webhook, from_gateway(&body)).await, (200, "success".into()));
    }
    assert_eq!(bot.pushes.load(Ordering::SeqCst), 2);
    assert!(webhook.check_address("0.0.0.0:80".parse().unwrap()).is_ok());
}

#[tokio::test]
async fn a_private_network_is_believed_when_told_to_and_on_loopback_only() {
    let account = cloud(Arc::new(Listener::default())).in_private_network();
    let webhook = Webhook::builder().account("/wechat", account).build().unwrap();
    let body = text_xml("oSomebody", 7, "hi", START);
    let request = Request::post("/wechat").body(body.into()).unwrap();
    assert_eq!(said(&webhook, request).await.0, 200);
    let outside = webhook.check_address("0.0.0.0:80".parse().unwrap());
    assert!(matches!(outside, Err(WebhookError::PlainOutsideLoopback { .. })));
}

#[tokio::test]
async fn the_probe_of_a_container_is_answered() {
    let bot = Arc::new(Listener::default());
    let webhook = Webhook::builder().account("/wechat", cloud(Arc::clone(&bot))).build().unwrap();
    for probe in [r#"{"action":"CheckContainerPath"}"#, "<xml><action>CheckContainerPath</action></xml>"] {
        assert_eq!(said(&webhook, from_gateway(probe)).await, (200, "success".into()), "{probe}");
    }
    let kinds: Vec<_> = bot.notices.lock().unwrap().iter().map(|notice| notice.kind.clone()).collect();
    assert_eq!(kinds, [NoticeKind::ContainerProbe, NoticeKind::ContainerProbe]);
}

const UNAUTHORIZED: &str = "<xml><AppId>wx1</AppId><CreateTime>1790000000</CreateTime><InfoType>unauthorized</InfoType>\
    <AuthorizerAppid>wx2</AuthorizerAppid></xml>";

#[tokio::test]
async fn a_notice_that_is_not_taken_comes_again() {
    let refusing = Arc::new(Listener { refuses: true, ..Listener::default() });
    let webhook = Webhook::builder().account("/wechat", cloud(refusing)).build().unwrap();
    assert_eq!(said(&webhook, from_gateway(r#"{"action":"CheckContainerPath"}"#)).await.0, 503);
    // A panic of the bot costs that notice and nothing else.
    let webhook =
        Webhook::builder().account("/wechat", cloud(Arc::new(Listener::default()))).build().unwrap();
    assert_eq!(said(&webhook, from_gateway(UNAUTHORIZED)).await.0, 503);
    assert_eq!(said(&webhook, from_gateway(&text_xml("oX", 7, "hi", START))).await.0, 200);
}

#[tokio::test]
async fn signed_notices_are_taken_once_and_forgotten_by_default() {
    let webhook = builder(&silent()).build().unwrap();
    let query = signed_query(START, "42");
    assert!(say(&webhook, post("/wechat", &query, UNAUTHORIZED)).await.is_success());
    assert_eq!(say(&webhook, post("/wechat", &query, UNAUTHORIZED)).await.status, 403);
}
