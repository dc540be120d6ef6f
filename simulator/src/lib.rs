//! WeChat on a laptop: a pure platform that judges a bot, and (feature `server`) phones in a page.
//!
//! # Which part to use
//! - [`Platform`]: a state machine in virtual time. People act ([`Platform::say`], [`Platform::follow`] …), it
//!   hands out the HTTP POSTs the bot is to get ([`Platform::poll_request`]), takes the answers
//!   ([`Platform::respond`]) and API calls ([`Platform::api`]), and shows what reached each phone
//!   ([`Platform::screen`]). Same seed, same run: thousands of days of chat in a unit test.
//! - [`Behaviours`] and [`Faults`]: what the platform does where its documentation is silent, and what goes
//!   wrong on the way.
//! - `server::Simulator` (feature `server`): the same platform over HTTP, with a page of phones, for a bot
//!   that runs as a program of its own, in any language.
//! - `testing::Simulation` (feature `server`): that server for a test in Rust: people who act, what they saw,
//!   waiting for something to happen, and a clock to turn.
//! - `check::examine` (feature `check`): an examination of any bot; on the command line `wechat-simulator check`
//!   (feature `program`).
//!
//! It keeps the platform's rules exactly, without any margin: three attempts of five seconds, the 48-hour and
//! one-minute send grants, token lives, message shapes, return codes. It shares no code with any bot: its own
//! envelope, its own ledger, its own validators.
//!
//! # A bot in a test
//! ```
//! use wechat_simulator::{Account, Platform, Sender, Verdict};
//!
//! let mut platform = Platform::new(Account::example(), 1_700_000_000_000, 1)?;
//! let phone = platform.add_phone("小明");
//! platform.follow(phone)?;
//! platform.say(phone, "你好")?;
//! while let Some(request) = platform.poll_request() {
//!     // A real test hands `request.query` and `request.body` to the bot here.
//!     assert_eq!(platform.respond(request.attempt, 200, b"success"), Verdict::Nothing);
//! }
//! assert_eq!(platform.ledger(phone)?.left, 5);
//! assert!(platform.screen(phone)?.iter().any(|bubble| bubble.from == Sender::Me));
//! # Ok::<(), wechat_simulator::Error>(())
//! ```
//!
//! # What is simulated
//! - Pushes in three security modes and in cloud hosting ([`Mode`]), as XML or JSON ([`Format`]); every message
//!   type and every event of a conversation, and types nobody knows yet ([`Platform::send_unknown`]).
//! - The five kinds of account with their permissions and quotas ([`AccountKind`], [`Permission`]), switchable
//!   while it runs ([`Platform::set_account_kind`]).
//! - Customer-service messages and typing, menus, temporary media, QR codes with a scene, users, web login,
//!   template messages, subscription notices and one-time messages with their consents, quotas, `rid`,
//!   `callback/check`, the IP whitelist: each under its real path, each error with its real code.
//! - What no official page settles is a named switch with its default explained: [`Behaviours`].
//!
//! # What is not simulated
//! Permanent media, drafts and published articles (`mpnews`, `mpnewsarticle`), mass messages, tags (a menu for
//! some followers is kept and never shown), human agents and their accounts, `wxcard`, JS-SDK tickets, mini
//! programs' own interfaces, API signing (`Wechatmp-…`), third-party platforms, payment. Unknown paths are
//! answered `40066`. Films have no pictures in them, and voice notes are silence.

#![deny(clippy::disallowed_methods)]

mod account;
mod action;
mod api;
mod behaviours;
#[cfg(feature = "check")]
pub mod check;
mod code;
mod envelope;
mod error;
mod faults;
mod id;
mod journal;
mod ledger;
mod media;
mod notice;
mod platform;
mod push;
mod random;
mod reply;
mod screen;
#[cfg(feature = "server")]
pub mod server;
#[cfg(feature = "server")]
pub mod testing;
mod web;
mod xml;

pub use account::{Account, AccountKind, Format, Mode, Permission};
pub use action::{PictureSource, PopupScene, ScanMode};
#[cfg(feature = "server")]
pub(crate) use api::parameter;
pub use api::{ApiOutcome, ApiRequest, ApiResponse, MenuButton};
pub use behaviours::{Behaviours, JsonReplies, StickerForm, SubscribeKey};
pub use code::QrScene;
pub use error::Error;
pub use faults::{FaultCounts, Faults};
pub use id::{AttemptId, PhoneId, PushId};
pub use journal::{LogEntry, LogEvent, Refusal, RefusalCause};
pub use ledger::{Grant, GrantClass, LedgerView};
pub use notice::TemplateKind;
pub use platform::Platform;
pub use push::{
    ATTEMPT_TIMEOUT_MS, Attempt, Failure, MAX_ATTEMPTS, Push, PushKind, PushRequest, PushState, Unshown,
    Verdict, VerifyProblem, VerifyRequest,
};
pub use reply::MAX_TEXT_BYTES;
pub use screen::{Bubble, BubbleKind, MenuChoice, Sender, Via};
pub use web::{LoginPage, PageProblem, Scope};
