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
//! # In tests
//!
//! [`Scripted`] is a transport without a network; see the example at [`ApiClient`].
//!
//! # Promises
//!
//! - No token, secret, openid, message or URL appears in a log line, an error or a `Debug` of this crate.
//! - A call whose outcome is unknown is never repeated.

mod builder;
mod client;
mod clock;
mod error;
mod reqwest_transport;
mod scripted;
mod tokens;
mod transport;
mod wire;

pub use builder::{ApiClientBuilder, TokenSource};
pub use client::ApiClient;
pub use error::{CallError, SetupError};
pub use reqwest_transport::{ReqwestTransport, ReqwestTransportBuilder};
pub use scripted::{Recorded, Scripted, Step};
pub use transport::{BoxError, Transport, TransportError};
