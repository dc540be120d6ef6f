//! `POST /cgi-bin/callback/check`: how WeChat sees the way to the account's callback URL: names, routes, losses.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/Network_Detection.html>

use serde::Deserialize;
use serde_json::json;

use crate::AccessToken;
use crate::api::call::Call;
use crate::api::words::wire_words;
use crate::api::{ApiBase, ApiError, Endpoint, Extra, HttpRequest, HttpResponse, lenient, response};

/// What is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CheckKind {
    /// The name of the callback's host (`dns`).
    Dns,
    /// The way to it (`ping`).
    Ping,
    /// Both (`all`).
    #[default]
    All,
}

wire_words! {
    /// Whose network the look is taken from.
    Carrier {
        /// China Telecom.
        Telecom = "CHINANET",
        /// China Unicom.
        Unicom = "UNICOM",
        /// Tencent's own exit.
        Tencent = "CAP",
        /// Whichever the platform chooses by the host.
        Default = "DEFAULT",
    }
}

/// Asks for the look.
///
/// ```
/// use wechat_core::api::{Endpoint, network::CheckCallback};
/// let answer = br#"{"dns":[{"ip":"203.0.113.7","real_operator":"UNICOM"}],
///     "ping":[{"ip":"203.0.113.7","from_operator":"UNICOM","package_loss":"0%","time":"23.011ms"}]}"#.as_slice();
/// let report = CheckCallback::parse(http::Response::new(answer)).unwrap();
/// assert_eq!(report.ping[0].loss, "0%");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CheckCallback {
    /// What is looked at.
    pub kind: CheckKind,
    /// Whose network the look is taken from.
    pub carrier: Carrier,
}

/// What was seen.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct NetworkReport {
    /// The addresses the host's name has.
    #[serde(default)]
    pub dns: Vec<DnsResult>,
    /// The way to each.
    #[serde(default)]
    pub ping: Vec<PingResult>,
}

/// One address of the callback's host.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct DnsResult {
    /// The address.
    #[serde(default, deserialize_with = "lenient::text")]
    pub ip: String,
    /// Whose network it is in.
    #[serde(default, rename = "real_operator", deserialize_with = "lenient::text")]
    pub carrier: String,
    /// Whatever else was said.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The way to one address.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct PingResult {
    /// The address.
    #[serde(default, deserialize_with = "lenient::text")]
    pub ip: String,
    /// Whose network the look was taken from.
    #[serde(default, rename = "from_operator", deserialize_with = "lenient::text")]
    pub from: String,
    /// Lost packets, as written: `0%`.
    #[serde(default, rename = "package_loss", deserialize_with = "lenient::text")]
    pub loss: String,
    /// Time for the way, as written: `23.011ms`.
    #[serde(default, deserialize_with = "lenient::text")]
    pub time: String,
    /// Whatever else was said.
    #[serde(flatten)]
    pub extra: Extra,
}

impl CheckCallback {
    /// Looks at that, from where the platform chooses.
    #[must_use]
    pub const fn new(kind: CheckKind) -> Self {
        Self { kind, carrier: Carrier::Default }
    }
}

impl Endpoint for CheckCallback {
    type Response = NetworkReport;
    const NAME: &'static str = "POST /cgi-bin/callback/check";
    const REPEATABLE_WHEN_BUSY: bool = true;
    const IDEMPOTENT: bool = true;

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        let action = match self.kind {
            CheckKind::Dns => "dns",
            CheckKind::Ping => "ping",
            CheckKind::All => "all",
        };
        Call::authorized::<Self>(base, token)?
            .post(&json!({ "action": action, "check_operator": self.carrier.as_str() }))
    }

    fn parse(response: HttpResponse<'_>) -> Result<NetworkReport, ApiError> {
        response::read(Self::NAME, &response)
    }
}
