//! API calls as values: each becomes an HTTP request and understands its response.
//!
//! An endpoint is a struct with the call's parameters. [`Endpoint::request`] makes the request, some client sends
//! it, [`Endpoint::parse`] reads the answer: WeChat reports nearly every failure with HTTP 200 and an `errcode`, and
//! a success often without any.
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
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Getting_Started/Global_Return_Code.html>

mod base;
mod callback_ip;
mod code_table;
mod custom_send;
mod custom_typing;
mod err_code;
mod error;
mod message;
mod response;
mod stable_token;
mod token;

pub use base::ApiBase;
pub use callback_ip::GetCallbackIp;
pub use custom_send::CustomSend;
pub use custom_typing::{CustomTyping, TypingCommand};
pub use err_code::{ErrCode, Handling};
pub use error::ApiError;
pub use stable_token::GetStableToken;
pub use token::{GetToken, TokenGrant};

use crate::AccessToken;

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

    /// The request to send.
    ///
    /// # Errors
    ///
    /// [`ApiError::MissingToken`] without a needed token, or the parameter the platform would refuse.
    fn request(
        &self,
        base: &ApiBase,
        token: Option<&AccessToken>,
    ) -> Result<http::Request<Vec<u8>>, ApiError>;

    /// What the answer means.
    ///
    /// # Errors
    ///
    /// [`ApiError`] for every answer that is not a success as documented.
    fn parse(response: http::Response<&[u8]>) -> Result<Self::Response, ApiError>;
}
