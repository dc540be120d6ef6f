//! Building a webhook: accounts first, then the bounds.

use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use wechat_core::limits::BODY_MAX_BYTES;

use crate::account::AccountConfig;
use crate::clock::{Clock, SystemClock};
use crate::deadlines::Deadlines;
use crate::endpoint::{Endpoint, Shared};
use crate::entropy::{Entropy, SystemEntropy};
use crate::error::WebhookError;
use crate::observer::Observer;
use crate::replay::ReplayGuard;
use crate::room::Room;
use crate::turns::Turns;
use crate::webhook::Webhook;

/// Collects accounts and settings; [`build`](Self::build) checks them.
pub struct WebhookBuilder {
    accounts: Vec<(String, AccountConfig)>,
    deadlines: Deadlines,
    in_flight_max: usize,
    queue_max: usize,
    body_max: usize,
    replay_window: Option<Duration>,
    plain_allowed: bool,
    clock: Box<dyn Clock>,
    entropy: Box<dyn Entropy>,
    observer: Option<Box<dyn Observer>>,
}

impl Default for WebhookBuilder {
    fn default() -> Self {
        Self {
            accounts: Vec::new(),
            deadlines: Deadlines::default(),
            in_flight_max: 1024,
            queue_max: 16,
            body_max: BODY_MAX_BYTES,
            replay_window: Some(Duration::from_secs(300)),
            plain_allowed: false,
            clock: Box::new(SystemClock),
            entropy: Box::new(SystemEntropy),
            observer: None,
        }
    }
}

impl WebhookBuilder {
    /// Adds an account at a path of its own, such as `/wechat`.
    #[must_use]
    pub fn account(mut self, path: impl Into<String>, account: AccountConfig) -> Self {
        self.accounts.push((path.into(), account));
        self
    }

    /// Lets accounts in plain mode be served beyond loopback. Their signature covers neither sender nor text: whoever
    /// sees one request can write others in anybody's name.
    #[must_use]
    pub const fn allow_plain(mut self) -> Self {
        self.plain_allowed = true;
        self
    }

    /// Deadlines, and what is answered at each.
    #[must_use]
    pub fn deadlines(mut self, deadlines: Deadlines) -> Self {
        self.deadlines = deadlines;
        self
    }

    /// Most pushes in flight together, waiting ones and those whose bot runs on behind a deadline included; 503
    /// beyond. Default 1024.
    #[must_use]
    pub const fn max_in_flight(mut self, pushes: usize) -> Self {
        self.in_flight_max = pushes;
        self
    }

    /// Most pushes of one user waiting behind the one being handled; 503 beyond (or the last attempt's reply).
    /// Default 16; 0 lets none wait.
    #[must_use]
    pub const fn queue_per_user(mut self, pushes: usize) -> Self {
        self.queue_max = pushes;
        self
    }

    /// Largest body read, in bytes; 413 beyond. Default and most: [`BODY_MAX_BYTES`].
    #[must_use]
    pub const fn body_limit(mut self, bytes: usize) -> Self {
        self.body_max = bytes;
        self
    }

    /// In plain mode, how far a request's time may be from the clock's; each request counts once in any case.
    /// Default 5 minutes. `None` checks only the once: right for a clock that follows the platform.
    #[must_use]
    pub const fn replay_window(mut self, window: Option<Duration>) -> Self {
        self.replay_window = window;
        self
    }

    /// The time pushes are judged by. Default: the system's.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Box::new(clock);
        self
    }

    /// The random bytes sealed replies begin with. Default: the system's.
    #[must_use]
    pub fn entropy(mut self, entropy: impl Entropy + 'static) -> Self {
        self.entropy = Box::new(entropy);
        self
    }

    /// Who counts what happens. Default: nobody.
    #[must_use]
    pub fn observer(mut self, observer: impl Observer + 'static) -> Self {
        self.observer = Some(Box::new(observer));
        self
    }

    /// Checks everything.
    ///
    /// # Errors
    ///
    /// [`WebhookError`] with the setting at fault.
    pub fn build(self) -> Result<Webhook, WebhookError> {
        self.check()?;
        let shared = Arc::new(Shared {
            deadlines: self.deadlines,
            body_max: self.body_max.min(BODY_MAX_BYTES),
            clock: self.clock,
            entropy: self.entropy,
            observer: self.observer,
            room: Arc::new(Room::new(self.in_flight_max)),
        });
        let window_secs =
            self.replay_window.map(|window| i64::try_from(window.as_secs()).unwrap_or(i64::MAX));
        let endpoints = self.accounts.into_iter().map(|(path, account)| {
            Arc::new(Endpoint {
                path: path.into(),
                callback: account.callback,
                bot: account.bot,
                turns: Arc::new(Turns::new(self.queue_max)),
                replay: ReplayGuard::new(window_secs),
                private_network: account.private_network,
                shared: Arc::clone(&shared),
            })
        });
        Ok(Webhook::new(endpoints.collect(), shared, self.plain_allowed))
    }

    fn check(&self) -> Result<(), WebhookError> {
        if self.accounts.is_empty() {
            return Err(WebhookError::NoAccount);
        }
        let mut paths = HashSet::new();
        for (path, _) in &self.accounts {
            if !is_plain_path(path) {
                return Err(WebhookError::InvalidPath { path: path.clone() });
            }
            if !paths.insert(path) {
                return Err(WebhookError::DuplicatePath { path: path.clone() });
            }
        }
        for (name, limit) in [("max_in_flight", self.in_flight_max), ("body_limit", self.body_max)] {
            if limit == 0 {
                return Err(WebhookError::ZeroLimit { name });
            }
        }
        self.deadlines.check()
    }
}

/// Whether the router takes the path literally.
fn is_plain_path(path: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._~-".contains(&byte);
    path.starts_with('/') && path.bytes().all(plain)
}

impl fmt::Debug for WebhookBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebhookBuilder")
            .field("accounts", &self.accounts)
            .field("plain_allowed", &self.plain_allowed)
            .finish_non_exhaustive()
    }
}
