//! The example in `examples/`, served for real: the URL is verified, a line comes back, the program stops.

#[path = "../../examples/echo.rs"]
#[allow(dead_code)] // its `main` is not called here
mod echo;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use wechat_core::callback::CallbackConfig;

use crate::requests::{nonce, sign, signed_query, text_xml};
use crate::support::{app, token};

fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    i64::try_from(since.as_secs()).unwrap()
}

async fn ask(port: u16, request: String) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test]
async fn the_echo_bot_verifies_answers_and_stops() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (stop, stopped) = oneshot::channel::<()>();
    let stopped = async move { drop(stopped.await) };
    let served = async move {
        let drained = echo::serve(CallbackConfig::plain(app(), token()), listener, stopped).await;
        drained.map_err(|error| error.to_string())
    };
    let local = tokio::task::LocalSet::new();
    local
        .run_until(async move {
            let serving = tokio::task::spawn_local(served);
            let (time, nonce_) = (now().to_string(), nonce());
            let signature = sign(&[&time, &nonce_]);
            let verify = format!(
                "GET /wechat?signature={signature}&timestamp={time}&nonce={nonce_}&echostr=4711 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"
            );
            let answer = ask(port, verify).await;
            assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("\r\n\r\n4711"), "{answer}");

            let body = text_xml("oSomebody", 7, "漂流瓶", now());
            let query = signed_query(now(), &nonce());
            let push = format!(
                "POST /wechat?{query} HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            );
            let answer = ask(port, push).await;
            assert!(answer.contains("<Content><![CDATA[漂流瓶]]></Content>"), "{answer}");
            stop.send(()).unwrap();
            let drained = serving.await.unwrap().unwrap();
            assert_eq!(drained.unfinished, 0);
        })
        .await;
}
