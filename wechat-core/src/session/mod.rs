//! Session data of mini-programs (开放数据): what a client sends, and whether it is to be believed.
//!
//! A login ([`CodeToSession`](crate::api::mini_program::CodeToSession)) gives a [`SessionKey`] that WeChat and the
//! server share. With it
//!
//! - [`check_raw_data`](SessionKey::check_raw_data) proves that a profile the client sends came from WeChat,
//! - [`login_signature`](SessionKey::login_signature) proves to WeChat that one holds the key,
//! - [`EncryptedData::open`] reads what WeChat sealed for the server, and refuses another app's and old ones.
//!
//! A key dies with the user's next `wx.login`, often unnoticed: what cannot be opened is as a rule sealed with a newer
//! one ([`SessionError::NotOpened`]); let the client log in and ask again.
//!
//! ```
//! use wechat_core::session::{EncryptedData, Freshness, SessionError, SessionKey};
//! use wechat_core::{AppId, Timestamp};
//!
//! let key = SessionKey::new("AAECAwQFBgcICQoLDA0ODw==").unwrap();
//! let app = AppId::new("wx0123456789abcdef").unwrap();
//! let fresh = Freshness::within_minutes(5, Timestamp::from_secs(1_790_000_060));
//!
//! let sealed = EncryptedData::new("lQ+hQGpDXvoSnL", "AAAAAAAAAAAAAAAAAAAAAA==");
//! assert!(matches!(sealed.open(&key, &app, fresh), Err(SessionError::Base64 { .. })));
//! ```
//!
//! Source: <https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/signature.html>

mod encrypted_data;
mod error;
mod key;
mod opened;
mod raw_data;
mod watermark;

pub use encrypted_data::EncryptedData;
pub use error::SessionError;
pub use key::SessionKey;
pub use opened::{OpenGroup, OpenedData, UserProfile};
pub use watermark::{Freshness, Watermark};
