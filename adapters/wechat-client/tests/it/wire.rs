//! The transport over reqwest against a real server on loopback.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::extract::RawQuery;
use axum::routing::post;
use driftbottle_wechat_client::{ApiClient, CallError, ReqwestTransport};
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpListener;
use wechat_core::api::{ApiBase, ErrCode, GetStableToken};
use wechat_core::{AppId, AppSecret};

use crate::support::{SEND, STABLE, builder, hello};

const GRANT: &str = r#"{"access_token":"t0ken","expires_in":7200}"#;

fn quick() -> ReqwestTransport {
    ReqwestTransport::builder().total_timeout(Duration::from_secs(1)).build().unwrap()
}

fn client_at(port: u16) -> ApiClient {
    let base = ApiBase::new(&format!("http://127.0.0.1:{port}")).unwrap();
    builder().base(base).transport(quick()).build().unwrap()
}

async fn serve(router: Router) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move { axum::serve(listener, router).await });
    port
}

/// A call that needs no token, so that its own fate shows and not the fetch's.
fn tokenless() -> GetStableToken {
    GetStableToken::new(AppId::new("wx00000000000000aa").unwrap(), AppSecret::new("secret").unwrap())
}

/// WeChat with a `custom/send` that answers like this, and only with the right token.
fn wechat(answer: &'static str) -> Router {
    Router::new().route(STABLE, post(|| async { GRANT })).route(
        SEND,
        post(move |RawQuery(query): RawQuery, body: String| async move {
            let right = query.as_deref() == Some("access_token=t0ken") && body.contains("hello there");
            if right { answer } else { r#"{"errcode":41001}"# }
        }),
    )
}

#[tokio::test]
async fn a_message_arrives() {
    let port = serve(wechat(r#"{"errcode":0,"errmsg":"ok"}"#)).await;
    client_at(port).call(&hello()).await.unwrap();
}

#[tokio::test]
async fn a_refusal_arrives_with_its_code() {
    let port = serve(wechat(r#"{"errcode":45047,"errmsg":"out of response count limit"}"#)).await;
    let error = client_at(port).call(&hello()).await.unwrap_err();
    assert_eq!(error.code(), Some(ErrCode(45047)));
}

#[tokio::test]
async fn a_time_out_after_the_request_is_unknown_and_not_repeated() {
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&calls);
    let slow = post(move || async move {
        counted.fetch_add(1, Ordering::SeqCst);
        tokio::time::sleep(Duration::from_secs(30)).await;
        "late"
    });
    let port = serve(Router::new().route(STABLE, post(|| async { GRANT })).route(SEND, slow)).await;
    let error = client_at(port).call(&hello()).await.unwrap_err();
    assert!(matches!(error, CallError::Unknown { .. }), "{error:?}");
    assert_eq!(calls.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_connection_broken_after_the_request_is_unknown() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut some = [0; 64];
            let _ = stream.read(&mut some).await;
            drop(stream);
        }
    });
    let error = client_at(port).call(&tokenless()).await.unwrap_err();
    assert!(matches!(error, CallError::Unknown { .. }), "{error:?}");
}

#[tokio::test]
async fn a_refused_connection_was_surely_not_sent() {
    let port = {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        listener.local_addr().unwrap().port()
    };
    let error = client_at(port).call(&tokenless()).await.unwrap_err();
    assert!(matches!(error, CallError::NotSent { .. }) && error.surely_not_processed(), "{error:?}");
    assert!(matches!(client_at(port).warm_up().await.unwrap_err(), CallError::Token { .. }));
}

#[tokio::test]
async fn a_failed_tls_handshake_was_surely_not_sent() {
    let port = serve(wechat("{}")).await; // speaks HTTP only
    let base = ApiBase::new(&format!("https://127.0.0.1:{port}")).unwrap();
    let client = builder().base(base).transport(quick()).build().unwrap();
    let error = client.call(&tokenless()).await.unwrap_err();
    assert!(matches!(error, CallError::NotSent { .. }), "{error:?}");
}

#[tokio::test]
async fn redirects_are_not_followed() {
    use axum::response::Redirect;
    let away = post(|| async { Redirect::temporary("http://127.0.0.1:9/stolen") });
    let port = serve(Router::new().route(STABLE, post(|| async { GRANT })).route(SEND, away)).await;
    let error = client_at(port).call(&hello()).await.unwrap_err();
    assert!(matches!(error, CallError::Malformed(_)) && error.outcome_is_unknown(), "{error:?}");
}

#[tokio::test]
async fn a_response_without_end_is_cut() {
    let port = serve(Router::new().route(STABLE, post(|| async { "x".repeat(5_000) }))).await;
    let base = ApiBase::new(&format!("http://127.0.0.1:{port}")).unwrap();
    let transport = ReqwestTransport::builder().response_limit(4_096).build().unwrap();
    let client = builder().base(base).transport(transport).build().unwrap();
    assert!(matches!(client.call(&tokenless()).await.unwrap_err(), CallError::Unknown { .. }));
}
