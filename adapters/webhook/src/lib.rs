//! The WeChat callback endpoint over axum: it opens what arrives, keeps each user's pushes in order, answers in time
//! whatever the bot does, and reports what became of every answer.
//!
//! WeChat gives a push five seconds, three times, and shows its users an error when nobody answers. [`Webhook`] keeps
//! that promise for any [`Bot`]:
//!
//! - signatures, decryption, size and replay are checked before the bot hears of anything ([`Refusal`]);
//! - one user's pushes are handled one after another, in a bounded queue; everything in flight is bounded too;
//! - at the deadline the webhook answers by a [policy](Deadlines) and the bot's work goes on behind it;
//! - a claim ([`Turn::claim_reply`]) decides by one compare-and-set who answers, bot or watchdog;
//! - every answer with a key is [reported](Bot::reported) written or missed, exactly once;
//! - a panic of the bot costs its own push, nothing else.
//!
//! # A bot in twenty lines
//!
//! ```
//! use std::sync::Arc;
//! use async_trait::async_trait;
//! use driftbottle_webhook::{AccountConfig, Answer, Bot, NotNow, Push, Turn, Webhook};
//! use wechat_core::callback::{Callback, CallbackConfig};
//! use wechat_core::{AppId, CallbackToken, EncodingAesKey, Reply, inbound::InboundKind};
//!
//! struct Echo;
//!
//! #[async_trait]
//! impl Bot for Echo {
//!     async fn handle(&self, push: Push, _turn: Turn) -> Result<Answer, NotNow> {
//!         Ok(match push.inbound.kind {
//!             InboundKind::Text(text) => Answer::reply(Reply::text(text.content)),
//!             _ => Answer::silent(),
//!         })
//!     }
//! }
//!
//! # async fn serve() -> Result<(), Box<dyn std::error::Error>> {
//! let (app, token) = (AppId::new("wx0123456789abcdef")?, CallbackToken::new("driftwood")?);
//! let key = EncodingAesKey::new("driftbottleDRIFTBOTTLE0123456789driftbottlE")?;
//! let callback = Callback::new(CallbackConfig::secure(app, token, key))?;
//! let webhook = Webhook::builder().account("/wechat", AccountConfig::new(callback, Arc::new(Echo))).build()?;
//! webhook.serve(tokio::net::TcpListener::bind("127.0.0.1:8080").await?).await?;
//! # Ok(()) }
//! ```
//!
//! # The life of a push
//!
//! | real time since the request head | what happens |
//! |---|---|
//! | 0 | opened; refused with a status if it is not WeChat's or not readable; 503 if too much is in flight |
//! | – | waits for the same user's earlier pushes, a retry for its first attempt |
//! | – | [`Bot::handle`] runs, in a task of its own if it does not finish at once |
//! | 4.0 s | not [accepted](Turn::accepted): 503, so that WeChat tries again; on the last attempt a reply that asks to |
//! | 4.5 s | accepted, not [claimed](Turn::claim_reply): `success`; the bot goes on, a late answer is missed |
//! | 4.9 s | claimed and still no answer: 503 |
//! | 5.0 s | what is not taken for writing by now is missed |
//!
//! Every time and every policy is a field of [`Deadlines`].
//!
//! # Modes
//!
//! Secure and compatible mode need nothing more. Plain mode signs neither sender nor text: it is served on loopback
//! (behind a proxy on the same machine, or the simulator) unless [`WebhookBuilder::allow_plain`] says otherwise, and
//! each signed query counts once.
//!
//! In cloud hosting (云托管) nothing is signed either, and the header that only the platform's gateway can set stands in
//! for it; without that header nothing is believed, unless [`AccountConfig::in_private_network`] says that nobody else
//! can reach the container.
//!
//! # Without a user
//!
//! What the platform says of its own accord (a consent withdrawn, an authorisation, the probe of a container) goes to
//! [`Bot::noticed`] and is answered `success`. Several accounts live side by side, each at its own path:
//! `Webhook::builder().account("/shore", …).account("/sea", …)`.
//!
//! # Privacy
//!
//! Logs (`tracing`) and the [`Observer`] know the callback path and kinds of events: never a query string (WeChat puts
//! openids there), a user or a word.

mod account;
mod ask;
mod body;
mod bot;
mod builder;
mod clock;
mod deadlines;
mod endpoint;
mod entropy;
mod error;
mod observer;
mod patience;
mod race;
mod read;
mod refusal;
mod replay;
mod report;
mod respond;
mod room;
mod turn;
mod turns;
mod webhook;

pub use account::AccountConfig;
pub use bot::{Answer, Bot, NotNow, Push, ReplyKey, Report};
pub use builder::WebhookBuilder;
pub use clock::{Clock, SystemClock};
pub use deadlines::{AtDeadline, Deadlines};
pub use entropy::{Entropy, SystemEntropy};
pub use error::WebhookError;
pub use observer::{Answered, NoObserver, Observer, Shed};
pub use refusal::Refusal;
pub use turn::Turn;
pub use webhook::{DRAIN, Drained, Webhook};
