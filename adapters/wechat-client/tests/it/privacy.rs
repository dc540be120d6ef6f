//! Nothing secret is printed: not by errors with all their sources, not by `Debug`, not by a log at its most talkative.

use std::error::Error;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use driftbottle_wechat_client::{ReqwestTransport, Scripted, Step, TokenSource};
use tokio::net::TcpListener;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};
use wechat_core::api::ApiBase;

use crate::support::{OPENID, PLAIN, SECRET, SEND, STABLE, builder, code, grant, hello, ok};

const TOKEN: &str = "t0kent0kent0kent0kent0kent0ken";

fn clean(shown: &str) {
    for secret in [SECRET, TOKEN, OPENID, "hello there", "access_token=", "secret="] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}

fn chain(error: &(dyn Error + 'static)) -> String {
    let mut shown = format!("{error} {error:?}");
    let mut source = error.source();
    while let Some(error) = source {
        write!(shown, " / {error} {error:?}").unwrap();
        source = error.source();
    }
    shown
}

#[tokio::test]
async fn errors_of_a_real_transport_quote_no_url() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let open = silent.local_addr().unwrap().port();
    let closed = {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        listener.local_addr().unwrap().port()
    };
    for port in [open, closed] {
        let transport =
            ReqwestTransport::builder().total_timeout(Duration::from_millis(100)).build().unwrap();
        let client = builder()
            .base(ApiBase::new(&format!("http://127.0.0.1:{port}")).unwrap())
            .token_source(TokenSource::Token) // the secret is in this one's URL
            .transport(transport)
            .build()
            .unwrap();
        clean(&chain(&client.warm_up().await.unwrap_err()));
        let call = wechat_core::api::GetToken::new(
            client.app_id().clone(),
            wechat_core::AppSecret::new(SECRET).unwrap(),
        );
        clean(&chain(&client.call(&call).await.unwrap_err()));
        clean(&format!("{client:?}"));
    }
}

#[tokio::test(start_paused = true)]
async fn logs_and_debug_show_nothing() {
    let log = Log::default();
    let guard = tracing::subscriber::set_default(log.clone());
    let echo = format!(r#"{{"errcode":40003,"errmsg":"invalid openid [{OPENID}] {TOKEN}"}}"#);
    let wechat = Scripted::new()
        .on(STABLE, code(-1))
        .on(STABLE, grant(TOKEN))
        .on(PLAIN, code(40125))
        .on(SEND, code(42001))
        .on(SEND, code(-1))
        .on(SEND, ok())
        .on(SEND, Step::unknown())
        .on(SEND, Step::json(echo));
    let builder_shown = format!("{:?}", builder());
    let client = builder().transport(wechat.clone()).build().unwrap();
    client.call(&hello()).await.unwrap();
    for _ in 0..2 {
        clean(&chain(&client.call(&hello()).await.unwrap_err()));
    }
    let other = builder().token_source(TokenSource::Token).transport(wechat.clone()).build().unwrap();
    clean(&chain(&other.warm_up().await.unwrap_err()));
    drop(guard);
    let written = log.0.lock().unwrap().clone();
    assert!(written.contains("no access token"), "nothing was logged: {written}");
    clean(&written);
    clean(&builder_shown);
    clean(&format!("{client:?} {wechat:?} {:?} {:?}", wechat.requests(), grant(TOKEN)));
}

/// Keeps every field of every event.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

impl Visit for Log {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        writeln!(self.0.lock().unwrap(), "{field}={value:?}").unwrap();
    }
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut self.clone());
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut self.clone());
    }
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        event.record(&mut self.clone());
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}
