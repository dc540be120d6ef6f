//! GET /cgi-bin/getcallbackip and /cgi-bin/get_api_domain_ip.
//!
//! <https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/Get_the_WeChat_server_IP_address.html>

use super::ApiRequest;
use super::errcode::ApiError;
use crate::Platform;
use serde_json::{Value, json};

impl Platform {
    /// The platform is this machine.
    pub(super) fn callback_ip(&mut self, _: ApiRequest<'_>) -> Result<Value, ApiError> {
        Ok(json!({ "ip_list": ["127.0.0.1"] }))
    }
}
