//! A bot: opened, run, stopped.

use crate::account::{Account, AccountKind};
use crate::bot::OfficialAccountBot;
use crate::channel::{Channel, OfficialAccountChannel};
use crate::clock::{Clock, ClockKind};
use crate::config::Config;
use crate::error::RunError;
use crate::halt::{Halt, Reason};
use crate::outbox::Outbox;
use crate::settling_in::SettlingIn;
use crate::summary::Summary;
use axum::Router;
use axum::routing::get;
use driftbottle::chatstore::ChatStore;
use driftbottle::wechat_core::api::ApiBase;
use driftbottle::wechat_core::api::menu::Button;
use driftbottle::{ChatService, Say, Start};
use driftbottle_webhook::{AccountConfig, AtDeadline, DRAIN, Deadlines, Webhook, WebhookError};
use driftbottle_wechat_client::ApiClient;
use std::error::Error;
use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout_at};

/// How far the time of a plain push may be from the clock, where the clock is the system's.
const REPLAY_WINDOW: Duration = Duration::from_secs(300);
/// A database this much ahead of the clock was not made by it.
const AHEAD_MS: i64 = 300_000;
/// How long the outbox may take for the rest when the webhook has used the whole time to drain.
const LAST_MOMENT: Duration = Duration::from_millis(500);

/// A bot that is open but takes nothing yet: its database is leased and its listener bound.
pub struct Runner {
    store: Arc<dyn ChatStore>,
    service: Arc<ChatService>,
    clock: Clock,
    client: ApiClient,
    channel: Arc<dyn Channel>,
    webhook: Webhook,
    listener: TcpListener,
    halt: Halt,
    pushes_in_flight: usize,
    kind: AccountKind,
    menu: Vec<Button>,
}

impl Runner {
    /// Takes the database's lease and sorts out what was under way.
    ///
    /// # Errors
    /// [`RunError`].
    pub async fn open(config: Config) -> Result<Self, RunError> {
        let Config { account, store, listener, mut settings, texts, .. } = config;
        if *settings.app != *account.app_id.as_str() {
            let (settings, account) = (settings.app.to_string(), account.app_id.as_str().to_owned());
            return Err(RunError::OtherApp { settings, account });
        }
        settings.may_push &= account.kind.may_push();
        settings.push_is_certain |= account.kind != AccountKind::Auto;
        let mut candidate = [0; 32];
        getrandom::fill(&mut candidate).map_err(|_| RunError::Entropy)?;
        // The platform's clock begins at the latest time kept, which the store tells when it is booted; the service
        // then takes the next lease.
        let last_ms = store.boot(candidate).await?.last_ms;
        let clock = Clock::new(config.clock, last_ms);
        if last_ms > clock.now_ms().saturating_add(AHEAD_MS) {
            tracing::warn!(
                "the database knows a later time than the clock: was it served by the platform's clock?"
            );
        }
        let sorry = texts.say(&settings.language, Say::Retry, &[]);
        let service =
            ChatService::open(Arc::clone(&store), settings, texts, candidate, clock.now_ms()).await?;
        let service = Arc::new(service);
        let halt = Halt::new();
        let bot = OfficialAccountBot::new(Arc::clone(&service), clock.clone(), halt.clone());
        let webhook = Webhook::builder()
            .account(config.path, AccountConfig::new(account.callback()?, Arc::new(bot)))
            .deadlines(deadlines(sorry))
            // Under the platform's clock a push may come from any time.
            .replay_window((config.clock == ClockKind::System).then_some(REPLAY_WINDOW))
            .clock(clock.clone());
        let webhook = if config.allow_plain { webhook.allow_plain() } else { webhook };
        let webhook = webhook.build()?.with_routes(health());
        webhook.check_address(listener.local_addr().map_err(WebhookError::from)?)?;
        let client = client(&account, config.api_base, clock.clone())?;
        Ok(Self {
            store,
            service,
            clock,
            channel: Arc::new(OfficialAccountChannel::new(client.clone())),
            client,
            webhook,
            listener,
            halt,
            pushes_in_flight: config.pushes_in_flight.max(1),
            kind: account.kind,
            menu: config.menu,
        })
    }

    /// Sends pushes another way.
    #[must_use]
    pub fn with_channel(mut self, channel: Arc<dyn Channel>) -> Self {
        self.channel = channel;
        self
    }

    /// What was found in the database.
    #[must_use]
    pub fn start(&self) -> Start {
        self.service.start()
    }

    /// Where it listens.
    ///
    /// # Errors
    /// [`RunError::Webhook`] when the system does not say.
    pub fn address(&self) -> Result<SocketAddr, RunError> {
        Ok(self.listener.local_addr().map_err(WebhookError::from)?)
    }

    /// Runs until `stop` resolves, then takes no more pushes, waits up to five seconds for what is in flight, and
    /// releases the database.
    ///
    /// # Errors
    /// [`RunError::Fenced`] when another process has taken the database; [`RunError::Webhook`].
    pub async fn run(self, stop: impl Future<Output = ()> + Send + 'static) -> Result<Summary, RunError> {
        let (halt, store) = (self.halt.clone(), Arc::clone(&self.store));
        let app = self.service.settings().app.clone();
        let signal = end_at(stop, halt.clone());
        let ended = self.serve().await;
        signal.abort();
        let unfinished = ended?;
        if halt.reason() == Some(Reason::Fenced) {
            return Err(RunError::Fenced);
        }
        let owed = Summary::of(store.as_ref(), &app).await?;
        Ok(Summary { unfinished, ..owed })
    }

    /// Serves until the halt and drains; says how many callbacks were not finished.
    async fn serve(self) -> Result<usize, RunError> {
        let Self { service, channel, clock, halt, client, kind, menu, .. } = self;
        let settling_in =
            SettlingIn { client, service: Arc::clone(&service), clock: clock.clone(), kind, menu };
        let settling_in = tokio::spawn(settling_in.run());
        let outbox = Outbox { service, channel, clock, room: self.pushes_in_flight };
        let (close, closed) = oneshot::channel::<()>();
        let outbox = tokio::spawn(run_outbox(outbox, closed, halt.clone()));
        let (stop, stopped) = (halt.clone(), oneshot::channel());
        let stopping = async move {
            stop.halted().await;
            let _ = stopped.0.send(Instant::now());
        };
        let served = self.webhook.serve_until(self.listener, stopping).await;
        settling_in.abort();
        let _ = close.send(());
        let stopped = stopped.1.await.unwrap_or_else(|_| Instant::now());
        finish(outbox, (stopped + DRAIN).max(Instant::now() + LAST_MOMENT)).await;
        Ok(served?.unfinished)
    }
}

/// `GET /healthz`: whoever starts processes learns that this one listens. It says nothing else to anybody.
fn health() -> Router {
    Router::new().route("/healthz", get(|| async { "ok" }))
}

fn deadlines(sorry: String) -> Deadlines {
    let mut deadlines = Deadlines::default();
    deadlines.unaccepted_last = AtDeadline::Reply(sorry);
    deadlines
}

fn client(account: &Account, base: ApiBase, clock: Clock) -> Result<ApiClient, RunError> {
    let client = ApiClient::builder(account.app_id.clone(), account.secret.clone());
    Ok(client.base(base).clock(move || clock.now_ms()).build()?)
}

/// Halts the run when `stop` resolves.
fn end_at(stop: impl Future<Output = ()> + Send + 'static, halt: Halt) -> JoinHandle<()> {
    tokio::spawn(async move {
        stop.await;
        halt.halt(Reason::Asked);
    })
}

/// Runs the outbox until it is closed; a database lost to another process ends the run.
async fn run_outbox(outbox: Outbox, closed: oneshot::Receiver<()>, halt: Halt) {
    let close = async move {
        let _ = closed.await;
    };
    if let Err(error) = outbox.run(close).await {
        tracing::error!(error = &error as &dyn Error, "the outbox cannot go on");
        halt.halt(if error.is_fenced() { Reason::Fenced } else { Reason::Asked });
    }
}

/// Waits for the outbox to end. What is still on its way then counts as unknown after the next start.
async fn finish(mut outbox: JoinHandle<()>, until: Instant) {
    match timeout_at(until, &mut outbox).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::error!(%error, "the outbox ended by itself"),
        Err(_) => outbox.abort(),
    }
}

impl fmt::Debug for Runner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Runner")
            .field("service", &self.service)
            .field("clock", &self.clock)
            .field("listener", &self.listener)
            .finish_non_exhaustive()
    }
}

/// Opens a bot and runs it until `stop` resolves.
///
/// # Errors
/// [`RunError`].
pub async fn run(
    config: Config,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<Summary, RunError> {
    Runner::open(config).await?.run(stop).await
}
