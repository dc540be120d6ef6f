//! Starting and stopping the server.

use super::callback::Callback;
use super::clock::Clock;
use super::config::{Config, StartError};
use super::shared::{Shared, State};
use super::{cgi_bin, control, courier, detail, events, guard, page, second, session, settings, visit};
use crate::compare::Comparison;
use crate::script::Step;
use crate::{Account, PhoneId, Platform};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn;
use axum::routing::{any, get, post};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// How long open connections may take to end.
const GRACE: Duration = Duration::from_secs(2);
/// The largest request: a film of 10 MB and its wrapping, with room to be refused as too large.
const MAX_BODY: usize = 24 * 1024 * 1024;

/// Starts simulator servers.
#[derive(Debug)]
pub struct Simulator;

impl Simulator {
    /// Starts listening, verifying and delivering.
    ///
    /// ```no_run
    /// use wechat_simulator::Account;
    /// use wechat_simulator::server::{Config, Simulator};
    /// # async fn run() -> Result<(), wechat_simulator::server::StartError> {
    /// let listen = ([127, 0, 0, 1], 0).into();
    /// let config = Config::new(listen, Account::example()).with_callback("http://127.0.0.1:8080/wechat");
    /// let simulator = Simulator::start(config).await?;
    /// println!("phones: http://{}/   API: {}", simulator.addr(), simulator.api_base());
    /// # simulator.stop().await; Ok(()) }
    /// ```
    ///
    /// # Errors
    /// [`StartError`]; a busy port is [`StartError::Bind`].
    pub async fn start(config: Config) -> Result<Running, StartError> {
        let clock = Clock::new();
        let mut platform = Platform::new(config.account.clone(), clock.now(), config.seed)?;
        let mut callback = Callback::default();
        callback.set(config.callback_url)?;
        let bind_error = |source| StartError::Bind { addr: config.listen, source };
        let listener = TcpListener::bind(config.listen).await.map_err(bind_error)?;
        let addr = listener.local_addr().map_err(bind_error)?;
        platform.set_media_base(format!("http://{addr}/simulator/media"));
        let newcomers: Vec<PhoneId> =
            config.phones.into_iter().map(|name| platform.add_phone(name)).collect();
        let world = second_world(config.stranger_chat, &config.account, &clock, config.seed)?;
        let client = build_client()?;
        let state = Shared::new(platform, clock, callback, newcomers, world, config.seed);
        note_phones(&state);
        let router = router(Arc::clone(&state), addr.ip().is_loopback());
        let courier = tokio::spawn(courier::run(Arc::clone(&state), client));
        let second = tokio::spawn(second::run(Arc::clone(&state)));
        let stop = Arc::clone(&state);
        let server =
            axum::serve(listener, router).with_graceful_shutdown(async move { stop.stopped().await });
        let server = tokio::spawn(async move {
            // Accept errors are retried inside; the future ends by `stop` alone.
            let _ = server.await;
        });
        Ok(Running { addr, state, tasks: [courier, second], server: Some(server) })
    }
}

/// A server at work; it stops when dropped.
#[derive(Debug)]
pub struct Running {
    addr: SocketAddr,
    state: State,
    tasks: [JoinHandle<()>; 2],
    server: Option<JoinHandle<()>>,
}

impl Running {
    /// Where it listens.
    #[must_use]
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// What a bot uses in place of `https://api.weixin.qq.com`.
    #[must_use]
    pub fn api_base(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// The address of the page.
    #[must_use]
    pub fn page_url(&self) -> String {
        format!("http://{}/", self.addr)
    }

    /// Sets or changes where pushes go; the new address is verified first.
    ///
    /// # Errors
    /// [`StartError::CallbackUrl`].
    pub fn set_callback(&self, url: impl Into<String>) -> Result<(), StartError> {
        self.state.callback().set(Some(url.into()))?;
        self.state.changed();
        Ok(())
    }

    /// Whether the callback address was verified.
    #[must_use]
    pub fn is_verified(&self) -> bool {
        self.state.callback().is_verified()
    }

    /// Moves the platform's clock forward; answers its new time in Unix milliseconds.
    pub fn advance(&self, ms: u64) -> i64 {
        self.state.turn_clock(ms)
    }

    /// Looks at the platform or acts on it, its clock brought up to date. Keep it short: everything waits.
    pub fn with_platform<R>(&self, look: impl FnOnce(&mut Platform) -> R) -> R {
        let result = look(&mut self.state.platform());
        self.state.changed();
        result
    }

    /// Stops; connections get two seconds to end.
    pub async fn stop(mut self) {
        self.state.stop();
        if let Some(mut server) = self.server.take()
            && tokio::time::timeout(GRACE, &mut server).await.is_err()
        {
            server.abort();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.state.stop();
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}

impl Shared {
    /// Turns clock and platform together.
    pub(super) fn turn_clock(&self, ms: u64) -> i64 {
        let now = {
            let mut platform = self.platform();
            platform.leap(ms);
            self.clock.turn(ms);
            self.note(platform.now(), Step::Clock { advance_ms: ms });
            if let Some(mut second) = self.second() {
                second.leap(ms);
            }
            platform.now()
        };
        self.changed();
        now
    }
}

/// The world of the naive relay, for a stranger chat.
fn second_world(
    wanted: bool,
    account: &Account,
    clock: &Clock,
    seed: u64,
) -> Result<Option<Comparison>, StartError> {
    let world = || Comparison::new(account.kind, &account.name, clock.now(), seed);
    Ok(wanted.then(world).transpose()?)
}

/// A session begins with the phones that are there.
fn note_phones(state: &Shared) {
    let platform = state.platform();
    for phone in platform.phones() {
        let name = platform.name(phone).unwrap_or_default().to_owned();
        state.note(platform.now(), Step::Phone { phone, name });
    }
}

fn router(state: State, loopback: bool) -> Router {
    let router = Router::new()
        .route("/cgi-bin/{*path}", any(cgi_bin::call))
        .route("/sns/{*path}", any(cgi_bin::call))
        .route("/wxaapi/{*path}", any(cgi_bin::call))
        .route("/cgi-bin/showqrcode", get(visit::show_qr))
        .route("/connect/oauth2/authorize", get(visit::authorize))
        .route("/mp/subscribemsg", get(visit::consent))
        .route("/simulator/state", get(control::state))
        .route("/simulator/events", get(events::stream))
        .route("/simulator/refusals", get(control::refusals))
        .route("/simulator/pushes/{id}", get(detail::push))
        .route("/simulator/calls/{index}", get(detail::call))
        .route("/simulator/session", get(session::export))
        .route("/simulator/phones", post(control::add_phone))
        .route("/simulator/phones/{id}", post(control::act))
        .route("/simulator/phones/{id}/image", post(control::image))
        .route("/simulator/account", post(settings::account))
        .route("/simulator/behaviours", post(settings::behaviours))
        .route("/simulator/templates", post(settings::templates))
        .route("/simulator/clock", post(control::clock))
        .route("/simulator/faults", post(settings::faults))
        .route("/simulator/faults/seed", post(settings::fault_seed))
        .route("/simulator/callback", post(control::callback))
        .route("/simulator/media/{id}", get(page::media))
        .route("/", get(page::index))
        .fallback(page::asset)
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .with_state(state)
        .layer(from_fn(guard::headers));
    if loopback { router.layer(from_fn(guard::loopback_only)) } else { router }
}

/// A client that goes straight to the bot: no proxy, no redirect.
fn build_client() -> Result<reqwest::Client, StartError> {
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        // Another thread may have been faster; then its provider serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
    }
    reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .user_agent("Mozilla/4.0")
        .build()
        .map_err(StartError::Client)
}
