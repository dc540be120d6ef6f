//! The WeChat API over reqwest: one access token for all tasks, careful repetition, errors that say what to do next.
//!
//! [`ApiClient::call`] takes any [`Endpoint`](wechat_core::api::Endpoint) of `wechat_core`, adds the account's token,
//! sends it through a [`Transport`] and reads the answer.
//!
//! # What is repeated, and what never
//!
//! | what happened | what the client does |
//! |---|---|
//! | the token is refused (40001, 40014, 42001) | drops it if it is still the one held, fetches, calls once more |
//! | busy (−1), and the endpoint may be repeated | up to three times more, after growing pauses |
//! | enough for a minute or a day (45011, 45009) | reports it, and makes no such call for a while: [`CallError::Halted`] |
//! | no answer, and twice is as good as once | once more at each [fallback](ApiClientBuilder::fallback) host |
//! | no connection | [`CallError::NotSent`]: repeat whenever you like |
//! | no answer | [`CallError::Unknown`]: it may have been processed, and only you know whether twice is harmless |
//!
//! However many tasks call at once, one of them fetches the token and all of them get it, or the failure. After a
//! failed fetch calls fail at once until the next one may be tried, at first a second later.
//!
//! # At the start
//!
//! ```no_run
//! use driftbottle_wechat_client::ApiClient;
//! use wechat_core::{AppId, AppSecret};
//!
//! # async fn start() -> Result<(), Box<dyn std::error::Error>> {
//! let client = ApiClient::builder(AppId::new("wx0123456789abcdef")?, AppSecret::new("secret")?).build()?;
//! if let Err(error) = client.warm_up().await {
//!     if let Some(advice) = error.advice() {
//!         eprintln!("{advice}"); // such as: add 203.0.113.7 to the IP whitelist
//!     }
//!     return Err(error.into());
//! }
//! # Ok(()) }
//! ```
//!
//! # Several accounts
//!
//! An account is a value, never a global: build a client for each, and let them share a transport.
//!
//! ```
//! use std::sync::Arc;
//! use driftbottle_wechat_client::{ApiClient, Auth, ReqwestTransport};
//! use wechat_core::{AppId, AppSecret};
//!
//! # fn start() -> Result<(), Box<dyn std::error::Error>> {
//! let transport = Arc::new(ReqwestTransport::new()?);
//! let shore = ApiClient::builder(AppId::new("wx1")?, AppSecret::new("one")?).transport(Arc::clone(&transport));
//! let sea = ApiClient::builder(AppId::new("wx2")?, Auth::CloudCall).transport(transport);
//! let (shore, sea) = (shore.build()?, sea.build()?);
//! assert_eq!(sea.base().as_str(), "http://api.weixin.qq.com"); // inside WeChat's cloud: no token, no secret
//! # drop(shore); Ok(()) }
//! # start().unwrap();
//! ```
//!
//! # In tests
//!
//! [`Scripted`] is a transport without a network; see the example at [`ApiClient`].
//!
//! # Promises
//!
//! - No token, secret, openid, message or URL appears in a log line, an error or a `Debug` of this crate.
//! - A call whose outcome is unknown is repeated only where twice is as good as once; a message to a user never.
//! - The single flight of the token is checked under a model checker, interleaving by interleaving (`tests/it/model`).

mod builder;
mod client;
mod clock;
mod error;
mod media;
mod pace;
mod reqwest_transport;
mod scripted;
mod single_flight;
mod sync;
mod tokens;
mod transport;
mod wire;

pub use builder::{ApiClientBuilder, Auth, TokenSource};
pub use client::ApiClient;
pub use error::{CallError, Halt, SetupError};
pub use pace::Budget;
pub use reqwest_transport::{ReqwestTransport, ReqwestTransportBuilder};
pub use scripted::{Recorded, Scripted, Step};
pub use transport::{BoxError, MovesFile, Transport, TransportError};
