//! API calls as values: each becomes an HTTP request and understands its response.
//!
//! An endpoint is a struct with the call's parameters. [`Endpoint::request`] makes the request, some client sends
//! it, [`Endpoint::parse`] reads the answer: WeChat reports nearly every failure with HTTP 200 and an `errcode`, and
//! a success often without any. The content type of an answer is never looked at, and what an answer says beyond its
//! documentation is kept where a caller may want it ([`Extra`]).
//!
//! The platform wants the access token in the URL. **Never log a request made here**, not even with `Debug`:
//! log [`Endpoint::NAME`] instead.
//!
//! ```
//! use wechat_core::api::{ApiBase, CustomSend, Endpoint};
//! use wechat_core::{AccessToken, OpenId, customer::Message};
//!
//! let call = CustomSend::new(Message::text(OpenId::new("oExample").unwrap(), "hello"));
//! let token = AccessToken::new("a-token").unwrap();
//! let request = call.request(&ApiBase::official(), Some(&token)).unwrap();
//! assert_eq!(request.uri().path(), "/cgi-bin/message/custom/send");
//!
//! let answer = http::Response::new(br#"{"errcode":45015,"errmsg":"response out of time limit"}"#.as_slice());
//! let error = CustomSend::parse(answer).unwrap_err();
//! assert!(error.code().unwrap().is_window_closed());
//! ```
//!
//! # The chapters
//!
//! One module per chapter of WeChat's documentation, one file per call. *Conf.* says how sure the shape is: C*n*
//! found in *n* sources (official page or SDKs), M from memory only. Nothing was tried on a live account.
//!
//! | chapter | calls | who may | Conf. |
//! |---|---|---|---|
//! | [`access`] | `token`, `stable_token` | all | C6 |
//! | [`network`] | `getcallbackip`, `get_api_domain_ip`, `callback/check` | all | C2 |
//! | [`quota`] | `quota/get`, `rid/get`, `clear_quota`, `clear_quota/v2` | all | C3 |
//! | [`custom`] | `custom/send`, `custom/typing`, and both under `business/` | verified accounts, mini-programs | C8 |
//! | [`kf_account`] | list, online, add, update, del, invite | verified accounts | C3 |
//! | [`media`] | `upload`, `get`, `get/jssdk` | verified accounts; mini-programs: images | C6 |
//! | [`user`] | `user/info`, `user/info/batchget` | verified accounts | C4 |
//! | [`menu`] | create, get, delete | all but unverified subscription accounts | C3 |
//! | [`qrcode`] | create, the picture's URL | verified service accounts | C5 |
//! | [`oauth2`] | authorize URL, `access_token`, `refresh_token`, `userinfo`, `auth` | verified service accounts | C3 |
//! | [`jssdk`] | `ticket/getticket`, the signature | web pages of an account | C3 |
//! | [`template`] | `template/send` | verified service accounts | C3 |
//! | [`subscription`] | `subscribe/bizsend`, confirm URL, `template/subscribe` | see each | C3 |
//! | [`mini_program`] | login, phone number, notices, content checks, links, codes | mini-programs | C3–C5 |
//!
//! What is not here is called with [`RawCall`].
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Getting_Started/Global_Return_Code.html>

pub mod access;
pub mod custom;
pub mod jssdk;
pub mod kf_account;
pub mod media;
pub mod menu;
pub mod mini_program;
pub mod network;
pub mod oauth2;
pub mod qrcode;
pub mod quota;
pub mod subscription;
pub mod template;
pub mod user;

mod base;
mod call;
mod check;
mod code_table;
mod err_code;
mod error;
mod extra;
mod lenient;
mod message;
mod multipart;
mod raw;
mod response;
mod words;

pub use access::{GetStableToken, GetToken, TokenGrant};
pub use base::ApiBase;
pub use code_table::CodeEntry;
pub use custom::{CustomSend, CustomTyping, TypingCommand};
pub use err_code::{Confidence, ErrCode, Handling};
pub use error::ApiError;
pub use extra::Extra;
pub use network::GetCallbackIp;
pub use raw::RawCall;

use crate::AccessToken;

/// A request ready to be sent. Its URL or body holds the access token: never print it.
pub type HttpRequest = http::Request<Vec<u8>>;

/// An answer read to its end.
pub type HttpResponse<'a> = http::Response<&'a [u8]>;

/// One call of the WeChat API.
pub trait Endpoint {
    /// What a successful answer says.
    type Response;

    /// Method and path, for logs and errors.
    const NAME: &'static str;

    /// Whether the call is made in the name of the account, with an access token.
    const NEEDS_TOKEN: bool = true;

    /// Whether the call may be made again after WeChat answered that it is busy (−1), which counts as a refusal.
    const REPEATABLE_WHEN_BUSY: bool = false;

    /// Whether twice is as good as once: the call only asks, or sets what stays the same. Such a call may be made
    /// again although nobody knows what became of the first, and at another host. A message to a user is never so.
    const IDEMPOTENT: bool = false;

    /// How many calls a minute the platform takes from one account, where that is documented; more are 45011.
    const PER_MINUTE: Option<u32> = None;

    /// Whether the limit of a minute is one user's and not the account's: a 45011 then says nothing about others.
    const LIMITED_PER_USER: bool = false;

    /// Whether a whole file travels, which takes longer than a few lines of JSON.
    const MOVES_FILE: bool = false;

    /// The request to send.
    ///
    /// # Errors
    ///
    /// [`ApiError::MissingToken`] without a needed token, or the parameter the platform would refuse.
    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError>;

    /// What the answer means.
    ///
    /// # Errors
    ///
    /// [`ApiError`] for every answer that is not a success as documented.
    fn parse(response: HttpResponse<'_>) -> Result<Self::Response, ApiError>;
}
