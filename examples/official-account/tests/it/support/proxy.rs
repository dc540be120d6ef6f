//! Something between the platform and the bot, as the internet is: it can lose what it carries.

use super::http;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse as _, Response};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::AsyncWriteExt as _;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::time::{Instant, sleep, timeout};

/// How long a request waits for a bot that does not listen. The platform gives up after five seconds.
const PATIENCE: Duration = Duration::from_millis(4_500);

/// What becomes of a POST and its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Both arrive.
    Pass,
    /// The POST arrives, the answer is lost: 502.
    LoseAnswers,
    /// The connection to the bot is cut as soon as the POST was written to it: 502.
    Cut,
    /// The bot's answer is held back until the mode changes, then lost: 502.
    Withhold,
}

struct Shared {
    client: reqwest::Client,
    bot: Mutex<SocketAddr>,
    mode: Mutex<Mode>,
    /// How many POSTs the mode has struck.
    struck: Mutex<usize>,
    withheld: Notify,
}

/// A proxy at work.
#[derive(Clone)]
pub(crate) struct Proxy {
    address: SocketAddr,
    shared: Arc<Shared>,
}

impl Proxy {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            client: http(),
            bot: Mutex::new(address),
            mode: Mutex::new(Mode::Pass),
            struck: Mutex::new(0),
            withheld: Notify::new(),
        });
        let router = Router::new().fallback(carry).with_state(Arc::clone(&shared));
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { address, shared }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/wechat", self.address)
    }

    /// Where the bot is now.
    pub(crate) fn set_bot(&self, address: SocketAddr) {
        *self.shared.bot.lock().unwrap() = address;
    }

    pub(crate) fn set_mode(&self, mode: Mode) {
        *self.shared.mode.lock().unwrap() = mode;
        *self.shared.struck.lock().unwrap() = 0;
    }

    /// How many POSTs have suffered since the mode was set.
    pub(crate) fn struck(&self) -> usize {
        *self.shared.struck.lock().unwrap()
    }

    /// Waits until an answer is being held back.
    pub(crate) async fn has_withheld(&self) {
        timeout(Duration::from_secs(10), self.shared.withheld.notified()).await.unwrap();
    }
}

async fn carry(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    let mode = if head.method == "POST" { *shared.mode.lock().unwrap() } else { Mode::Pass };
    let end = Instant::now() + PATIENCE;
    let answer = match mode {
        Mode::Cut => cut(&shared, &head.uri.to_string(), &body).await,
        _ => forward(&shared, head.method, &head.uri.to_string(), body, end).await,
    };
    if mode != Mode::Pass {
        *shared.struck.lock().unwrap() += 1;
    }
    if mode == Mode::Withhold {
        shared.withheld.notify_one();
        while *shared.mode.lock().unwrap() == Mode::Withhold && Instant::now() < end {
            sleep(Duration::from_millis(10)).await;
        }
    }
    match answer {
        Some(answer) if mode == Mode::Pass => answer.into_response(),
        _ => StatusCode::BAD_GATEWAY.into_response(),
    }
}

/// Asks the bot; while nobody listens there, again and again.
async fn forward(
    shared: &Shared,
    method: Method,
    uri: &str,
    body: Bytes,
    end: Instant,
) -> Option<(StatusCode, Bytes)> {
    loop {
        let url = format!("http://{}{uri}", *shared.bot.lock().unwrap());
        let sent = shared.client.request(method.clone(), url).body(body.clone()).send().await;
        match sent {
            Err(error) if error.is_connect() && Instant::now() < end => {
                sleep(Duration::from_millis(50)).await
            }
            Err(_) => return None,
            Ok(response) => return Some((response.status(), response.bytes().await.ok()?)),
        }
    }
}

/// Writes the POST and hangs up.
async fn cut(shared: &Shared, uri: &str, body: &[u8]) -> Option<(StatusCode, Bytes)> {
    let bot = *shared.bot.lock().unwrap();
    let mut stream = TcpStream::connect(bot).await.unwrap();
    let head = format!("POST {uri} HTTP/1.1\r\nhost: {bot}\r\ncontent-length: {}\r\n\r\n", body.len());
    stream.write_all(&[head.as_bytes(), body].concat()).await.unwrap();
    None
}
