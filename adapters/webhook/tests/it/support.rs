//! A bot made of a closure, a clock wound by hand, and a webhook around both.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use driftbottle_webhook::{
    AccountConfig, Answer, Bot, Clock, NotNow, Push, ReplyKey, Report, Turn, Webhook, WebhookBuilder,
};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;
use wechat_core::callback::{Callback, CallbackConfig};
use wechat_core::{AppId, CallbackToken, EncodingAesKey, Reply};

pub(crate) const APP: &str = "wx00000000000000aa";
pub(crate) const TOKEN: &str = "bottlepost";
pub(crate) const AES_KEY: &str = "driftbottleDRIFTBOTTLE0123456789driftbottlE";
/// When every test begins, in seconds.
pub(crate) const START: i64 = 1_790_000_000;
/// What the user reads on the last attempt.
pub(crate) const LAST: &str = "这条可能没有收到，请再发一次";

type Handled = Pin<Box<dyn Future<Output = Result<Answer, NotNow>> + Send>>;
type Handle = Box<dyn Fn(Push, Turn) -> Handled + Send + Sync>;

pub(crate) struct TestBot {
    handle: Handle,
    pub(crate) calls: AtomicUsize,
    reports: Mutex<Vec<(ReplyKey, Report)>>,
}

#[async_trait::async_trait]
impl Bot for TestBot {
    async fn handle(&self, push: Push, turn: Turn) -> Result<Answer, NotNow> {
        self.calls.fetch_add(1, Ordering::SeqCst);
        (self.handle)(push, turn).await
    }

    fn reported(&self, key: ReplyKey, report: Report) {
        self.reports.lock().unwrap().push((key, report));
    }
}

impl TestBot {
    pub(crate) fn reports(&self) -> Vec<Report> {
        self.reports.lock().unwrap().iter().map(|(_, report)| *report).collect()
    }

    pub(crate) fn keyed_reports(&self) -> Vec<(ReplyKey, Report)> {
        self.reports.lock().unwrap().clone()
    }

    pub(crate) fn calls(&self) -> usize {
        self.calls.load(Ordering::SeqCst)
    }
}

pub(crate) fn bot<F, Fut>(handle: F) -> Arc<TestBot>
where
    F: Fn(Push, Turn) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<Answer, NotNow>> + Send + 'static,
{
    let handle: Handle = Box::new(move |push, turn| Box::pin(handle(push, turn)));
    Arc::new(TestBot { handle, calls: AtomicUsize::new(0), reports: Mutex::default() })
}

/// Answers `success` at once.
pub(crate) fn silent() -> Arc<TestBot> {
    bot(|_, _| async { Ok(Answer::silent()) })
}

pub(crate) fn key(number: u8) -> ReplyKey {
    ReplyKey::new([number; 16])
}

/// A reply that asks for a report.
pub(crate) fn hello() -> Answer {
    Answer::reply(Reply::text("hello yourself")).with_key(key(1))
}

#[derive(Clone)]
pub(crate) struct HandClock(Arc<AtomicI64>);

impl HandClock {
    pub(crate) fn new() -> Self {
        Self(Arc::new(AtomicI64::new(START * 1000)))
    }

    pub(crate) fn set_secs(&self, secs: i64) {
        self.0.store(secs * 1000, Ordering::SeqCst);
    }
}

impl Clock for HandClock {
    fn now_ms(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

pub(crate) fn app() -> AppId {
    AppId::new(APP).unwrap()
}

pub(crate) fn token() -> CallbackToken {
    CallbackToken::new(TOKEN).unwrap()
}

pub(crate) fn aes_key() -> EncodingAesKey {
    EncodingAesKey::new(AES_KEY).unwrap()
}

pub(crate) fn plain(bot: &Arc<TestBot>) -> AccountConfig {
    account(CallbackConfig::plain(app(), token()), bot)
}

pub(crate) fn account(config: CallbackConfig, bot: &Arc<TestBot>) -> AccountConfig {
    AccountConfig::new(Callback::new(config).unwrap(), bot.clone())
}

/// A builder with one plain account at `/wechat` and the clock at [`START`].
pub(crate) fn builder(bot: &Arc<TestBot>) -> WebhookBuilder {
    Webhook::builder().account("/wechat", plain(bot)).clock(HandClock::new())
}

pub(crate) fn webhook(bot: &Arc<TestBot>) -> Webhook {
    builder(bot).build().unwrap()
}

/// Status and body of an answer, the body read to its end.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) status: u16,
    pub(crate) content_type: String,
    pub(crate) text: String,
}

impl Said {
    pub(crate) fn is_success(&self) -> bool {
        (self.status, self.text.as_str()) == (200, "success")
    }
}

pub(crate) async fn read(response: Response<Body>) -> Said {
    let header = response.headers().get("content-type");
    let content_type = header.map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
    let status = response.status().as_u16();
    let body = response.into_body().collect().await.unwrap().to_bytes();
    Said { status, content_type, text: String::from_utf8(body.to_vec()).unwrap() }
}

pub(crate) async fn say(webhook: &Webhook, request: Request<Body>) -> Said {
    read(webhook.router().oneshot(request).await.unwrap()).await
}

pub(crate) async fn status(webhook: &Webhook, request: Request<Body>) -> StatusCode {
    webhook.router().oneshot(request).await.unwrap().status()
}

pub(crate) async fn sleep_ms(millis: u64) {
    tokio::time::sleep(Duration::from_millis(millis)).await;
}
