//! `GET /cgi-bin/getcallbackip`: the addresses pushes come from. Also the cheapest call that proves a token works.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/Get_the_WeChat_server_IP_address.html>

use super::addresses::Addresses;
use crate::AccessToken;
use crate::api::call::Call;
use crate::api::{ApiBase, ApiError, Endpoint, HttpRequest, HttpResponse, response};

/// Asks for the addresses.
///
/// ```
/// use wechat_core::api::{Endpoint, GetCallbackIp};
/// let answer = br#"{"ip_list":["127.0.0.1","127.0.0.0/24"]}"#.as_slice();
/// assert_eq!(GetCallbackIp::parse(http::Response::new(answer)).unwrap().len(), 2);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct GetCallbackIp {}

impl GetCallbackIp {
    /// The call; it has no parameters.
    #[must_use]
    pub const fn new() -> Self {
        Self {}
    }
}

impl Endpoint for GetCallbackIp {
    /// Addresses or ranges, as written.
    type Response = Vec<String>;
    const NAME: &'static str = "GET /cgi-bin/getcallbackip";
    const REPEATABLE_WHEN_BUSY: bool = true;
    const IDEMPOTENT: bool = true;

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        Call::authorized::<Self>(base, token)?.get()
    }

    fn parse(response: HttpResponse<'_>) -> Result<Vec<String>, ApiError> {
        response::read::<Addresses>(Self::NAME, &response).map(|wire| wire.ip_list)
    }
}
