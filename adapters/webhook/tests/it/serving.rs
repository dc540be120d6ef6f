//! Serving: where plain mode may listen, and how it ends.

use std::time::Duration;

use driftbottle_webhook::{Answer, Webhook, WebhookError};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use wechat_core::callback::CallbackConfig;

use crate::requests::{push, raw_push};
use crate::support::{account, aes_key, app, bot, builder, say, silent, sleep_ms, token, webhook};

#[tokio::test]
async fn plain_mode_does_not_leave_this_machine_by_accident() {
    let bot = silent();
    let everywhere = || async { TcpListener::bind("0.0.0.0:0").await.unwrap() };
    let error = webhook(&bot).serve(everywhere().await).await.unwrap_err();
    assert!(matches!(error, WebhookError::PlainOutsideLoopback { ref path, .. } if path == "/wechat"));
    assert!(error.to_string().contains("allow_plain"));

    let outside = "[2001:db8::1]:80".parse().unwrap();
    assert!(webhook(&bot).check_address(outside).is_err());
    for loopback in ["127.0.0.1:80", "[::1]:80", "[::ffff:127.0.0.1]:80"] {
        webhook(&bot).check_address(loopback.parse().unwrap()).unwrap();
    }
    builder(&bot).allow_plain().build().unwrap().check_address(outside).unwrap();
    let secure = account(CallbackConfig::secure(app(), token(), aes_key()), &bot);
    Webhook::builder().account("/", secure.clone()).build().unwrap().check_address(outside).unwrap();
    // One plain account among secure ones is enough.
    let mixed = builder(&bot).account("/secure", secure).build().unwrap();
    assert!(mixed.check_address(outside).is_err());
}

type Serving = (std::net::SocketAddr, oneshot::Sender<()>, JoinHandle<driftbottle_webhook::Drained>);

async fn serve(webhook: Webhook) -> Serving {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let serving = webhook.serve_until(listener, async { drop(stopped.await) });
    (address, stop, tokio::spawn(async { serving.await.unwrap() }))
}

#[tokio::test]
async fn an_idle_webhook_stops_at_once() {
    let (address, stop, serving) = serve(webhook(&silent())).await;
    stop.send(()).unwrap();
    let drained = tokio::time::timeout(Duration::from_secs(1), serving).await.unwrap().unwrap();
    assert_eq!(drained.unfinished, 0);
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn other_routes_are_served_beside_the_callbacks() {
    let health = axum::Router::new().route("/healthz", axum::routing::get(|| async { "ok" }));
    let (address, _stop, _serving) = serve(webhook(&silent()).with_routes(health)).await;
    for (request, ending) in [
        (b"GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n".to_vec(), "ok"),
        (raw_push("oA", 1), "success"),
    ] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(&request).await.unwrap();
        let mut answer = vec![0; 4096];
        let length = stream.read(&mut answer).await.unwrap();
        assert!(String::from_utf8_lossy(&answer[..length]).ends_with(ending));
    }
}

#[tokio::test]
async fn a_drain_finishes_what_is_in_flight_and_accepts_nothing_more() {
    let bot = bot(|_, turn| async move {
        turn.accepted();
        sleep_ms(400).await;
        Ok(Answer::silent())
    });
    let (address, stop, serving) = serve(webhook(&bot)).await;
    let mut idle = TcpStream::connect(address).await.unwrap();
    let mut busy = TcpStream::connect(address).await.unwrap();
    busy.write_all(&raw_push("oA", 1)).await.unwrap();
    sleep_ms(100).await;
    stop.send(()).unwrap();
    let mut answer = String::new();
    busy.read_to_string(&mut answer).await.unwrap();
    assert!(answer.ends_with("success"), "{answer}");
    assert_eq!(serving.await.unwrap().unfinished, 0);
    let mut rest = Vec::new();
    assert!(matches!(idle.read_to_end(&mut rest).await, Ok(0) | Err(_)));
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test(start_paused = true)]
async fn a_drain_does_not_wait_forever_and_says_what_is_left() {
    let bot = bot(|_, _| async {
        sleep_ms(60_000).await;
        Ok(Answer::silent())
    });
    let webhook = webhook(&bot);
    for user in ["oA", "oB"] {
        assert_eq!(say(&webhook, push(user, 1)).await.status, 503); // and the bot goes on
    }
    let before = tokio::time::Instant::now();
    let drained = webhook.drain(Duration::from_secs(5)).await;
    assert_eq!((drained.unfinished, before.elapsed()), (2, Duration::from_secs(5)));
    assert_eq!(say(&webhook, push("oC", 1)).await.status, 503);
    assert_eq!(bot.calls(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_drain_of_nothing_takes_no_time() {
    let webhook = webhook(&silent());
    assert!(say(&webhook, push("oA", 1)).await.is_success());
    let before = tokio::time::Instant::now();
    assert_eq!(webhook.drain(Duration::from_secs(5)).await.unfinished, 0);
    assert_eq!(before.elapsed(), Duration::ZERO);
}
