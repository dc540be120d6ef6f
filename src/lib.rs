//! driftbottle: a stranger chat for WeChat, as a library.
//!
//! WeChat has a billion users and no way to meet a stranger. This crate is the service behind one: people say 找人,
//! are matched with somebody they do not know, and talk under aliases through an official account that passes their
//! lines on.
//!
//! **The promise**: a line that was accepted is never lost, never refused by the platform for a reason that could
//! have been known, and its sender learns what became of it. WeChat lets an account push 5 messages within 48 hours
//! of a person's message and wants every push answered within 5 seconds; [`ChatService`] keeps a ledger of that for
//! everybody, holds what cannot go, and lets it go when the person speaks.
//!
//! # What matters
//!
//! - [`ChatService`]: opened on a store, it accepts pushes, answers them, does what is due.
//! - [`Incoming`]: what arrives, made from a channel's own type.
//! - [`Push`] and [`Outcome`]: what is to be sent, and what became of it.
//! - [`Settings`], [`Texts`] and [`Analyst`]: what an operator may choose.
//!
//! # The loop around it
//!
//! 1. [`handle`](ChatService::handle) each push, answer what it says, [report](ChatService::reported) what became of
//!    the response.
//! 2. At [`next_deadline`](ChatService::next_deadline), or when [`changed`](ChatService::changed) resolves,
//!    [`run_due`](ChatService::run_due); send the pushes it returns and tell [what became of each](ChatService::settled).
//!
//! The crate has no clock, socket, file or runtime; the adapters `driftbottle-webhook`, `driftbottle-wechat-client`
//! and `driftbottle-runner` put it on the network.
//!
//! ```
//! use driftbottle::{ChatService, Incoming, IncomingKind, Settings, Texts};
//! use driftbottle::chatstore::MemoryStore;
//! use driftbottle::wechat_core::inbound::{Inbound, InboundKind, Text};
//! use driftbottle::wechat_core::{AccountId, MsgId, OpenId, Timestamp};
//! use std::sync::Arc;
//!
//! # pollster::block_on(async {
//! let app = "wx0123456789abcdef";
//! let now_ms = 1_790_000_000_000;
//! let store = Arc::new(MemoryStore::default());
//! let service = ChatService::open(store, Settings::new(app), Texts::embedded(), [7; 32], now_ms).await?;
//!
//! let mut answers = Vec::new();
//! for (id, person) in [("1", "oPersonNumberOne"), ("2", "oPersonNumberTwo")] {
//!     let said = InboundKind::Text(Text::new(MsgId::parse(id)?, "找人"));
//!     let at = Timestamp::from_secs(now_ms / 1000);
//!     let push = Inbound::new(AccountId::new("gh_0a1b2c3d4e5f")?, OpenId::new(person)?, at, said);
//!     let incoming = Incoming::from_official_account(app, &push);
//!     answers.push(service.handle(&incoming, &(), now_ms).await?.body.expect("an answer"));
//! }
//! assert!(answers[0].as_text().is_some_and(|text| text.contains("正在找")));
//! assert!(answers[1].as_text().is_some_and(|text| text.contains("遇到了")));
//! # Ok::<(), Box<dyn std::error::Error>>(()) }).unwrap();
//! ```

#![deny(clippy::disallowed_methods)]

mod decide;
mod error;
mod incoming;
mod lane;
mod secret;
mod service;
mod settings;
mod shared;
mod texts;
mod wish;
mod words;

pub use chatstore;
pub use decide::Outcome;
pub use error::ServiceError;
pub use incoming::{Incoming, IncomingKind};
pub use matchmaking;
pub use service::{Answer, ChatService, Gate, Hold, Push, Renewal, Report, Start};
pub use settings::Settings;
pub use shared::{customer_message, passive_reply};
pub use texts::{Arg, DEFAULT_LANGUAGE, Say, TEXT_LIMIT, TextError, Texts};
pub use wechat_core;
pub use wish::Analyst;
