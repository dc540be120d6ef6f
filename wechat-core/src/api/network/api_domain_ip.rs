//! `GET /cgi-bin/get_api_domain_ip`: the addresses of the API's hosts, for a firewall that opens outward by address.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/Get_the_WeChat_server_IP_address.html>

use super::addresses::Addresses;
use crate::AccessToken;
use crate::api::call::Call;
use crate::api::{ApiBase, ApiError, Endpoint, HttpRequest, HttpResponse, response};

/// Asks for the addresses.
///
/// ```
/// use wechat_core::api::{Endpoint, network::GetApiDomainIp};
/// let answer = br#"{"ip_list":["127.0.0.1"]}"#.as_slice();
/// assert_eq!(GetApiDomainIp::parse(http::Response::new(answer)).unwrap(), ["127.0.0.1"]);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct GetApiDomainIp {}

impl GetApiDomainIp {
    /// The call; it has no parameters.
    #[must_use]
    pub const fn new() -> Self {
        Self {}
    }
}

impl Endpoint for GetApiDomainIp {
    /// Addresses or ranges, as written.
    type Response = Vec<String>;
    const NAME: &'static str = "GET /cgi-bin/get_api_domain_ip";
    const REPEATABLE_WHEN_BUSY: bool = true;
    const IDEMPOTENT: bool = true;

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        Call::authorized::<Self>(base, token)?.get()
    }

    fn parse(response: HttpResponse<'_>) -> Result<Vec<String>, ApiError> {
        response::read::<Addresses>(Self::NAME, &response).map(|wire| wire.ip_list)
    }
}
