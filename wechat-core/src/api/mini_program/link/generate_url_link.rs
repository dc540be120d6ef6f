//! `POST /wxa/generate_urllink`: a web link, which opens a page from a browser.
//!
//! Source: <https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/qrcode-link/url-link/generateUrlLink.html>

use serde::Deserialize;
use serde_json::{Map, Value};

use super::Expiry;
use crate::AccessToken;
use crate::api::call::Call;
use crate::api::check::Check;
use crate::api::mini_program::EnvVersion;
use crate::api::{ApiBase, ApiError, Endpoint, HttpRequest, HttpResponse, lenient, response};
use crate::redact::redacted_debug;

/// Makes one.
///
/// ```
/// use wechat_core::AccessToken;
/// use wechat_core::api::{ApiBase, Endpoint, mini_program::GenerateUrlLink};
/// let call = GenerateUrlLink::new("/pages/room", "id=7", 1);
/// let request = call.request(&ApiBase::official(), Some(&AccessToken::new("t").unwrap())).unwrap();
/// let json: serde_json::Value = serde_json::from_slice(request.body()).unwrap();
/// assert_eq!((&json["expire_type"], &json["expire_interval"]), (&1.into(), &1.into()));
/// assert_eq!(json["query"], "id=7");
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct GenerateUrlLink {
    /// The page, published, without parameters; empty for the first one.
    pub path: String,
    /// Its parameters.
    pub query: String,
    /// Which build it opens.
    pub version: EnvVersion,
    /// When it ends.
    pub expiry: Expiry,
}

redacted_debug!(GenerateUrlLink, version, expiry);

impl GenerateUrlLink {
    /// To that page, for that many days, in what users have.
    #[must_use]
    pub fn new(path: impl Into<String>, query: impl Into<String>, days: u32) -> Self {
        let (path, query) = (path.into(), query.into());
        Self { path, query, version: EnvVersion::Release, expiry: Expiry::AfterDays(days) }
    }
}

impl Endpoint for GenerateUrlLink {
    /// The link, `https://wxaurl.cn/…`.
    type Response = String;
    const NAME: &'static str = "POST /wxa/generate_urllink";
    const REPEATABLE_WHEN_BUSY: bool = true;

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        let check = Check(Self::NAME);
        check.holds(!self.path.contains('?'), "path", "parameters belong into the query")?;
        let mut json = Map::new();
        json.insert("path".into(), self.path.as_str().into());
        json.insert("query".into(), self.query.as_str().into());
        json.insert("env_version".into(), self.version.as_str().into());
        self.expiry.insert(check, &mut json)?;
        Call::authorized::<Self>(base, token)?.post(&Value::Object(json))
    }

    fn parse(response: HttpResponse<'_>) -> Result<String, ApiError> {
        #[derive(Deserialize)]
        struct Wire {
            #[serde(deserialize_with = "lenient::text")]
            url_link: String,
        }
        response::read::<Wire>(Self::NAME, &response).map(|wire| wire.url_link)
    }
}
