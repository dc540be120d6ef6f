//! `GET /cgi-bin/ticket/getticket`: the ticket pages are signed with, for two hours. Keep it: a million calls a day.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/OA_Web_Apps/JS-SDK.html#62>

use std::fmt;

use serde::Deserialize;
use zeroize::Zeroizing;

use crate::AccessToken;
use crate::api::call::Call;
use crate::api::{ApiBase, ApiError, Endpoint, HttpRequest, HttpResponse, lenient, response};
use crate::secrets::{SecretError, equal, secret_text};

secret_text!(
    /// A ticket (`jsapi_ticket`): the right to sign pages of the account.
    JsTicket, "JS-SDK ticket", (1..=2048), "1 to 2048", u8::is_ascii_graphic
);

/// What the ticket is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TicketKind {
    /// Pages (`jsapi`).
    #[default]
    JsApi,
    /// Cards and coupons (`wx_card`).
    Card,
}

/// Asks for a ticket.
///
/// ```
/// use wechat_core::api::{Endpoint, jssdk::GetJsTicket};
/// let answer = br#"{"errcode":0,"errmsg":"ok","ticket":"a-ticket","expires_in":7200}"#.as_slice();
/// assert_eq!(GetJsTicket::parse(http::Response::new(answer)).unwrap().expires_in_secs, 7200);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct GetJsTicket {
    /// What it is for.
    pub kind: TicketKind,
}

/// A ticket and how long it lives.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct JsTicketGrant {
    /// The ticket.
    #[serde(deserialize_with = "lenient::checked")]
    pub ticket: JsTicket,
    /// Its life from now on, in seconds; 7200 today.
    #[serde(rename = "expires_in", deserialize_with = "lenient::number")]
    pub expires_in_secs: i64,
}

impl GetJsTicket {
    /// For pages.
    #[must_use]
    pub const fn new() -> Self {
        Self { kind: TicketKind::JsApi }
    }
}

impl Endpoint for GetJsTicket {
    type Response = JsTicketGrant;
    const NAME: &'static str = "GET /cgi-bin/ticket/getticket";
    const REPEATABLE_WHEN_BUSY: bool = true;
    const IDEMPOTENT: bool = true;

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        let kind = match self.kind {
            TicketKind::JsApi => "jsapi",
            TicketKind::Card => "wx_card",
        };
        Call::authorized::<Self>(base, token)?.query("type", kind).get()
    }

    fn parse(response: HttpResponse<'_>) -> Result<JsTicketGrant, ApiError> {
        response::read(Self::NAME, &response)
    }
}
