//! WeChat for a test in Rust (feature `server`): a bot under its real callback address, people who act, what
//! they saw, and a clock to turn.
//!
//! For a bot that is a function or a state machine, [`Platform`] alone is faster and exact; this
//! is for a bot that listens.
//!
//! ```
//! use axum::{Router, extract::RawQuery, routing::get};
//! use std::time::Duration;
//! use wechat_simulator::testing::Simulation;
//!
//! // The bot under test, here the smallest there is: it proves its address and has nothing to say.
//! async fn prove(RawQuery(query): RawQuery) -> String {
//!     let query = query.unwrap_or_default();
//!     query.split('&').find_map(|pair| pair.strip_prefix("echostr=")).unwrap_or_default().to_owned()
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
//! let callback = format!("http://{}/wechat", listener.local_addr()?);
//! let bot = Router::new().route("/wechat", get(prove).post(async || "success"));
//! tokio::spawn(async { axum::serve(listener, bot).await });
//!
//! let wechat = Simulation::start().await?;
//! // A real bot is given `wechat.api_base()` and the account's credentials here.
//! wechat.connect(&callback).await?;
//! let ming = wechat.person("小明").await?;
//! let push = ming.say("在吗").await?;
//! assert!(push.answered());
//! assert_eq!(ming.pushes_left(), 5);
//! wechat.advance(Duration::from_secs(48 * 3600));
//! assert_eq!(ming.pushes_left(), 0);
//! # Ok(()) }
//! ```

mod error;
mod person;

pub use error::Error;
pub use person::{Answered, Person};

use crate::server::{Config, Running, Simulator};
use crate::{Account, Platform};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// How long is waited for something, unless set: more than the three attempts of a push take.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often is looked.
const LOOK: Duration = Duration::from_millis(10);

/// The platform at work on a free port of this machine. It ends when it and its people are dropped.
#[derive(Debug, Clone)]
pub struct Simulation {
    running: Arc<Running>,
    patience: Duration,
}

impl Simulation {
    /// A platform with [`Account::example`] and nobody in it.
    ///
    /// # Errors
    /// [`Error::Start`].
    pub async fn start() -> Result<Self, Error> {
        Self::start_with(Account::example()).await
    }

    /// A platform with that account: its kind, mode and format.
    ///
    /// # Errors
    /// [`Error::Start`].
    pub async fn start_with(account: Account) -> Result<Self, Error> {
        let mut config = Config::new(([127, 0, 0, 1], 0).into(), account);
        config.phones.clear();
        Self::start_configured(config).await
    }

    /// A platform with every setting of a server.
    ///
    /// # Errors
    /// [`Error::Start`].
    pub async fn start_configured(config: Config) -> Result<Self, Error> {
        let running = Arc::new(Simulator::start(config).await?);
        Ok(Self { running, patience: PATIENCE })
    }

    /// How long its people wait for something before they give up. Default: 20 seconds.
    #[must_use]
    pub fn with_patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// What the bot uses in place of `https://api.weixin.qq.com`.
    #[must_use]
    pub fn api_base(&self) -> String {
        self.running.api_base()
    }

    /// The account, for the bot's configuration.
    #[must_use]
    pub fn account(&self) -> Account {
        self.running.with_platform(|platform| platform.account().clone())
    }

    /// Sends pushes there, and waits until the address has proved itself.
    ///
    /// # Errors
    /// [`Error::Start`] for an address that is none; [`Error::Waited`] when the bot does not prove it.
    pub async fn connect(&self, callback: &str) -> Result<(), Error> {
        self.running.set_callback(callback)?;
        let verified = || self.running.is_verified();
        self.wait("the callback address proves itself", verified, String::new).await
    }

    /// Adds a person, lets them follow, and waits until the bot has answered that.
    ///
    /// # Errors
    /// [`Error::Refused`], [`Error::Waited`].
    pub async fn person(&self, name: &str) -> Result<Person, Error> {
        let person = self.stranger(name);
        person.act(|platform, phone| platform.follow(phone)).await?;
        Ok(person)
    }

    /// Adds a person who does not follow yet.
    #[must_use]
    pub fn stranger(&self, name: &str) -> Person {
        let phone = self.running.with_platform(|platform| platform.add_phone(name));
        Person::new(self.clone(), phone)
    }

    /// Turns the platform's clock forward. Attempts under way keep the time they have left.
    pub fn advance(&self, time: Duration) {
        let _ = self.running.advance(u64::try_from(time.as_millis()).unwrap_or(u64::MAX));
    }

    /// Looks at the platform, or changes it: faults, behaviours, the kind of account.
    pub fn with_platform<R>(&self, look: impl FnOnce(&mut Platform) -> R) -> R {
        self.running.with_platform(look)
    }

    /// Waits until something is so; `what` names it in the error.
    ///
    /// # Errors
    /// [`Error::Waited`].
    pub async fn until(&self, what: &str, is_so: impl Fn(&mut Platform) -> bool) -> Result<(), Error> {
        self.wait(what, || self.with_platform(&is_so), String::new).await
    }

    pub(crate) async fn wait(
        &self,
        what: &str,
        is_so: impl Fn() -> bool,
        instead: impl Fn() -> String,
    ) -> Result<(), Error> {
        let end = Instant::now() + self.patience;
        while !is_so() {
            if Instant::now() >= end {
                let (what, waited) = (what.to_owned(), self.patience);
                return Err(Error::Waited { what, waited, instead: instead() });
            }
            sleep(LOOK).await;
        }
        Ok(())
    }
}
