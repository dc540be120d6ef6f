//! `GET /cgi-bin/customservice/getonlinekflist`: who is answering now.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Customer_Service/Customer_Service_Management.html>

use serde::Deserialize;

use crate::AccessToken;
use crate::api::call::Call;
use crate::api::{ApiBase, ApiError, Endpoint, Extra, HttpRequest, HttpResponse, lenient, response};

/// Asks who is online: worth it before a
/// [transfer](crate::reply::Reply::TransferCustomerService), since a message waits where nobody is.
///
/// ```
/// use wechat_core::api::{Endpoint, kf_account::{KfPresence, ListOnlineKfAccounts}};
/// let answer = br#"{"kf_online_list":[{"kf_account":"k1@drift","status":1,"kf_id":"1001","accepted_case":2}]}"#;
/// let online = ListOnlineKfAccounts::parse(http::Response::new(answer.as_slice())).unwrap();
/// assert_eq!((online[0].presence, online[0].talks), (KfPresence::Web, 2));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ListOnlineKfAccounts {}

/// One account somebody answers as now.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct OnlineKfAccount {
    /// Its name, `prefix@account`.
    #[serde(rename = "kf_account", deserialize_with = "lenient::text")]
    pub name: String,
    /// Its number.
    #[serde(default, rename = "kf_id", deserialize_with = "lenient::text")]
    pub id: String,
    /// Where the person is.
    #[serde(default, rename = "status", deserialize_with = "presence")]
    pub presence: KfPresence,
    /// How many talks they are in.
    #[serde(default, rename = "accepted_case", deserialize_with = "lenient::number")]
    pub talks: i64,
    /// Whatever else was said.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Where somebody answers from (`status`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KfPresence {
    /// In a browser (1).
    Web,
    /// On a phone (2). From memory.
    Phone,
    /// Both (3). From memory.
    Both,
    /// Another number, or none.
    #[default]
    Unknown,
}

fn presence<'de, D: serde::Deserializer<'de>>(from: D) -> Result<KfPresence, D::Error> {
    lenient::opt_number(from).map(|number| match number {
        Some(1) => KfPresence::Web,
        Some(2) => KfPresence::Phone,
        Some(3) => KfPresence::Both,
        _ => KfPresence::Unknown,
    })
}

impl ListOnlineKfAccounts {
    /// The call; it has no parameters.
    #[must_use]
    pub const fn new() -> Self {
        Self {}
    }
}

impl Endpoint for ListOnlineKfAccounts {
    type Response = Vec<OnlineKfAccount>;
    const NAME: &'static str = "GET /cgi-bin/customservice/getonlinekflist";
    const REPEATABLE_WHEN_BUSY: bool = true;
    const IDEMPOTENT: bool = true;

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        Call::authorized::<Self>(base, token)?.get()
    }

    fn parse(response: HttpResponse<'_>) -> Result<Vec<OnlineKfAccount>, ApiError> {
        #[derive(Deserialize)]
        struct Wire {
            kf_online_list: Vec<OnlineKfAccount>,
        }
        response::read::<Wire>(Self::NAME, &response).map(|wire| wire.kf_online_list)
    }
}
