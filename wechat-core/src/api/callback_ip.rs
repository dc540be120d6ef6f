//! `GET /cgi-bin/getcallbackip`: the addresses pushes come from. Also the cheapest call that proves a token works.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/Get_the_WeChat_server_IP_address.html>

use serde::Deserialize;

use super::error::ApiError;
use super::{ApiBase, Endpoint, response};
use crate::AccessToken;

/// Asks for the addresses.
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

    fn request(
        &self,
        base: &ApiBase,
        token: Option<&AccessToken>,
    ) -> Result<http::Request<Vec<u8>>, ApiError> {
        let token = token.ok_or(ApiError::MissingToken { endpoint: Self::NAME })?;
        base.get(Self::NAME, &[("access_token", token.expose())])
    }

    fn parse(response: http::Response<&[u8]>) -> Result<Vec<String>, ApiError> {
        #[derive(Deserialize)]
        struct Wire {
            ip_list: Vec<String>,
        }
        response::read::<Wire>(Self::NAME, &response).map(|wire| wire.ip_list)
    }
}
