//! Runs the chat service on tokio: WeChat's pushes come in, lines go out, deadlines are kept, a stop drains.
//!
//! [`run`] takes a [`Config`] (an account, a store, a listener) and a future that says when to stop. It wires the
//! webhook, the API client and [`ChatService`](driftbottle::ChatService) together:
//!
//! - each push is committed before it is answered, and what became of the answer is noted;
//! - whatever falls due is done, and up to 32 pushes are on their way at once, each settled for certain;
//! - after a restart everything that was under way is taken up again.
//!
//! ```no_run
//! use driftbottle::chatstore::MemoryStore;
//! use driftbottle::wechat_core::{AppId, AppSecret, CallbackToken};
//! use driftbottle_runner::{Account, Config, listen_near, run};
//! use std::sync::Arc;
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let account = Account::new(
//!     AppId::new("wx0123456789abcdef")?,
//!     AppSecret::new("0123456789abcdef0123456789abcdef")?,
//!     CallbackToken::new("driftwood")?,
//! );
//! let listener = listen_near("127.0.0.1:8080".parse()?).await?;
//! let config = Config::new(account, Arc::new(MemoryStore::default()), listener);
//! let summary = run(config, std::future::pending()).await?;
//! println!("{summary}");
//! # Ok(()) }
//! ```
//!
//! [`Runner`] is the same in two steps, for whoever must know the [`Start`](driftbottle::Start) or the address first.
//! Pushes may leave another way through a [`Channel`] of one's own.
//!
//! # Promises
//! - No secret, openid, text or query appears in a log line, an error or a `Debug`.
//! - A token that cannot be had, a database that is busy for a while, an API that does not answer: nothing of it ends
//!   the run. A database that another process has taken does.

mod account;
mod bot;
mod channel;
mod clock;
mod config;
mod error;
mod halt;
mod listen;
mod menu;
mod outbox;
mod patience;
mod probe;
mod runner;
mod settling_in;
mod summary;
mod warm_up;

pub use account::{Account, AccountKind, UnknownKind};
pub use channel::{Channel, OfficialAccountChannel};
pub use clock::{Clock, ClockKind};
pub use config::Config;
pub use error::RunError;
pub use listen::listen_near;
pub use menu::usual_menu;
pub use probe::{Findings, Permission, Quota, probe};
pub use runner::{Runner, run};
pub use summary::Summary;
