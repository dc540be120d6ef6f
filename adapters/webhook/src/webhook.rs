//! The webhook itself: a router to nest anywhere, or a server of its own.

use std::fmt;
use std::future::{Future, IntoFuture as _, pending};
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::time::{Instant, timeout_at};
use wechat_core::callback::Mode;

use crate::builder::WebhookBuilder;
use crate::endpoint::{Endpoint, Shared};
use crate::error::WebhookError;
use crate::patience::PatientListener;

/// How long [`Webhook::serve_until`] waits for what is in flight when told to stop: a push is over in this time.
pub const DRAIN: Duration = Duration::from_secs(5);

/// The callback endpoint of one or more accounts. Cheap to clone; clones share queues, bounds and replay memory.
#[derive(Clone)]
pub struct Webhook {
    endpoints: Arc<[Arc<Endpoint>]>,
    shared: Arc<Shared>,
    plain_allowed: bool,
    beside: Router,
}

/// How a drain ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Drained {
    /// Pushes whose bot was still at work. Those go on until the runtime stops.
    pub unfinished: usize,
}

impl Webhook {
    pub(crate) fn new(endpoints: Arc<[Arc<Endpoint>]>, shared: Arc<Shared>, plain_allowed: bool) -> Self {
        Self { endpoints, shared, plain_allowed, beside: Router::new() }
    }

    /// Starts with nothing: add at least one account.
    #[must_use]
    pub fn builder() -> WebhookBuilder {
        WebhookBuilder::default()
    }

    /// Serves these routes beside the callbacks, such as a check of health. None of them may be a callback's path.
    #[must_use]
    pub fn with_routes(mut self, routes: Router) -> Self {
        self.beside = self.beside.merge(routes);
        self
    }

    /// The routes, to be merged into a larger application. Whoever serves them answers for
    /// [plain mode](WebhookBuilder::allow_plain) beyond loopback (see [`check_address`](Self::check_address)) and for
    /// [draining](Self::drain).
    pub fn router(&self) -> Router {
        self.endpoints.iter().fold(self.beside.clone(), |router, endpoint| {
            let (verifying, receiving) = (Arc::clone(endpoint), Arc::clone(endpoint));
            let verify = move |request: Request| {
                let response = verifying.verify(&request);
                async move { response }
            };
            let receive = move |request: Request| Arc::clone(&receiving).receive(request);
            router.route(&endpoint.path, get(verify).post(receive))
        })
    }

    /// Whether every account may be served at this address.
    ///
    /// # Errors
    ///
    /// [`WebhookError::PlainOutsideLoopback`] when one is in plain mode, or in cloud hosting without the gateway's
    /// header, the address is not loopback and [`allow_plain`](WebhookBuilder::allow_plain) was not called.
    pub fn check_address(&self, address: SocketAddr) -> Result<(), WebhookError> {
        let unguarded = |endpoint: &Endpoint| match endpoint.callback.mode() {
            Mode::Plain => true,
            Mode::CloudHosting => endpoint.private_network,
            _ => false,
        };
        let plain = self.endpoints.iter().find(|endpoint| unguarded(endpoint));
        match plain {
            Some(endpoint) if !self.plain_allowed && !address.ip().to_canonical().is_loopback() => {
                Err(WebhookError::PlainOutsideLoopback { path: endpoint.path.to_string(), address })
            }
            _ => Ok(()),
        }
    }

    /// Serves until the listener fails, which it does not while the process lives.
    ///
    /// # Errors
    ///
    /// As [`serve_until`](Self::serve_until).
    pub async fn serve(self, listener: TcpListener) -> Result<Drained, WebhookError> {
        self.serve_until(listener, pending()).await
    }

    /// Serves until `stop` is ready, then stops accepting, waits up to [`DRAIN`] for what is in flight, and says what
    /// did not finish. A connection that does not take its answer for five seconds, or says nothing for 75, is closed.
    ///
    /// # Errors
    ///
    /// [`WebhookError::PlainOutsideLoopback`] as [`check_address`](Self::check_address), [`WebhookError::Listener`]
    /// when the listener has no address or fails.
    pub async fn serve_until(
        self,
        listener: TcpListener,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<Drained, WebhookError> {
        self.check_address(listener.local_addr()?)?;
        let (stopping, stopped) = oneshot::channel();
        let signal = async move {
            stop.await;
            // Nobody listens when the server ended first.
            let _ = stopping.send(());
        };
        let server = axum::serve(PatientListener(listener), self.router()).with_graceful_shutdown(signal);
        let mut server = pin!(server.into_future());
        let deadline = tokio::select! {
            // With no connection open, the server ends in the very poll that hears of the stop.
            ended = &mut server => {
                ended?;
                Instant::now() + DRAIN
            }
            _ = stopped => {
                let deadline = Instant::now() + DRAIN;
                // Connections that outlive the deadline are left to the runtime.
                let _ = timeout_at(deadline, server).await;
                deadline
            }
        };
        Ok(self.drain(deadline.saturating_duration_since(Instant::now())).await)
    }

    /// Turns new pushes away with 503 and waits for those in flight. There is no way back: clones drain too.
    pub async fn drain(&self, patience: Duration) -> Drained {
        Drained { unfinished: self.shared.room.close(patience).await }
    }
}

impl fmt::Debug for Webhook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let paths: Vec<_> = self.endpoints.iter().map(|endpoint| &*endpoint.path).collect();
        f.debug_struct("Webhook").field("paths", &paths).finish_non_exhaustive()
    }
}
