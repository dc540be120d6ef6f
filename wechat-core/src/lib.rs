//! The WeChat protocol without I/O: messages, events, replies, crypto, send windows, API endpoints as values.
//!
//! Nothing here opens a socket, reads a clock or draws a random number: time and entropy are arguments, requests
//! are [`http::Request`] values, and every answer of the platform becomes a typed value or a typed error. An
//! adapter (axum, reqwest, a simulator) does the rest in a few lines.
//!
//! # May I push?
//!
//! An account may send to a user only for a while after that user did something, and only a few times.
//! [`SendWindow`] keeps that ledger:
//!
//! ```
//! use wechat_core::send_window::{GrantClass, SendWindow, WindowRules};
//!
//! let rules = WindowRules::official_account();
//! let mut window = SendWindow::new();
//! let written_at = 1_790_000_000; // CreateTime of the user's push, in seconds
//! window.grant(GrantClass::UserMessage, written_at);
//!
//! let now = written_at * 1000 + 20_000; // milliseconds
//! assert_eq!(window.at(&rules, now).left(), 5);
//! window.charge(now, 1); // the send that leaves at `now`, and a number that tells it from others
//! assert_eq!(window.at(&rules, now).left(), 4);
//! ```
//!
//! # The tour
//!
//! | you have | you want | module |
//! |---|---|---|
//! | an HTTP request from WeChat | a verified, decrypted message | [`callback`] |
//! | the bytes of a message | a typed value | [`inbound`] |
//! | an answer to that very push | XML for the response body | [`reply`] |
//! | something to say later | JSON for the customer-service API | [`customer`] |
//! | a user | to know whether the platform lets you | [`send_window`] |
//! | an API call | an HTTP request, and its response understood | [`api`] |
//! | an access token, always fresh | one refresh at a time | [`token_keeper`] |
//! | a long text | pieces WeChat accepts | [`text`] |
//!
//! A webhook in one look:
//!
//! ```
//! use wechat_core::callback::{Callback, CallbackConfig, Query};
//! use wechat_core::{inbound::InboundKind, reply::Reply, AppId, CallbackToken, Timestamp};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let config = CallbackConfig::plain(AppId::new("wx0123456789abcdef")?, CallbackToken::new("driftwood")?);
//! let callback = Callback::new(config)?;
//!
//! let query = Query::parse(
//!     "signature=61e972be51feb93066441b0caf7c8d20cfd1c615&timestamp=1790000000&nonce=42",
//! )?;
//! let body = b"<xml><ToUserName>gh_0a1b2c3d4e5f</ToUserName><FromUserName>oExample_openid_of_a_person</FromUserName>\
//!     <CreateTime>1790000000</CreateTime><MsgType>text</MsgType><Content>hello</Content><MsgId>7</MsgId></xml>";
//! let opened = callback.open(&query, body)?;
//! if let InboundKind::Text(text) = &opened.inbound.kind {
//!     let xml = Reply::text(format!("you said {}", text.content))
//!         .to_xml(opened.inbound.reply_address(), Timestamp::from_secs(1_790_000_001))?;
//!     let answer = callback.seal(&opened.sealing, &xml, 1_790_000_001, &opened.nonce, &[0; 16])?;
//!     assert!(answer.contains("you said hello"));
//! }
//! # Ok(()) }
//! ```
//!
//! # Promises
//!
//! - Bad input is a typed error that names the field; never a panic, never a silent default.
//! - Secrets, openids and message text appear in no [`Debug`](std::fmt::Debug) output and no error.
//! - What the platform adds later survives: unknown messages, events and error codes keep their data.
#![deny(clippy::disallowed_methods)]

pub mod api;
pub mod callback;
pub mod customer;
pub mod ids;
pub mod inbound;
pub mod limits;
mod redact;
pub mod reply;
pub mod secrets;
pub mod send_window;
pub mod session;
pub mod text;
mod timestamp;
pub mod token_keeper;

pub use ids::{AccountId, AppId, IdError, MediaId, MsgId, OpenId};
pub use inbound::{DedupKey, Inbound};
pub use reply::Reply;
pub use secrets::{AccessToken, AppSecret, CallbackToken, EncodingAesKey, SecretError};
pub use send_window::SendWindow;
pub use timestamp::Timestamp;
