//! `POST /wxa/generatescheme`: a `weixin://` link, which opens a page from outside of WeChat.
//!
//! Source: <https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/qrcode-link/url-scheme/generateScheme.html>

use serde::Deserialize;
use serde_json::{Map, Value, json};

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
/// use wechat_core::api::{ApiBase, Endpoint, mini_program::GenerateScheme};
/// let call = GenerateScheme::new("/pages/room", "id=7", 1);
/// let request = call.request(&ApiBase::official(), Some(&AccessToken::new("t").unwrap())).unwrap();
/// let json: serde_json::Value = serde_json::from_slice(request.body()).unwrap();
/// assert_eq!((&json["expire_type"], &json["expire_interval"]), (&1.into(), &1.into()));
/// assert_eq!(json["jump_wxa"]["query"], "id=7");
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct GenerateScheme {
    /// The page, published, without parameters; empty for the first one.
    pub path: String,
    /// Its parameters.
    pub query: String,
    /// Which build it opens.
    pub version: EnvVersion,
    /// When it ends.
    pub expiry: Expiry,
}

redacted_debug!(GenerateScheme, version, expiry);

impl GenerateScheme {
    /// To that page, for that many days, in what users have.
    #[must_use]
    pub fn new(path: impl Into<String>, query: impl Into<String>, days: u32) -> Self {
        let (path, query) = (path.into(), query.into());
        Self { path, query, version: EnvVersion::Release, expiry: Expiry::AfterDays(days) }
    }
}

impl Endpoint for GenerateScheme {
    /// The link, `weixin://dl/business/?t=…`.
    type Response = String;
    const NAME: &'static str = "POST /wxa/generatescheme";
    const REPEATABLE_WHEN_BUSY: bool = true;

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        let check = Check(Self::NAME);
        check.holds(!self.path.contains('?'), "path", "parameters belong into the query")?;
        let mut json = Map::new();
        let target = json!({ "path": self.path, "query": self.query, "env_version": self.version.as_str() });
        json.insert("jump_wxa".into(), target);
        json.insert("is_expire".into(), true.into());
        self.expiry.insert(check, &mut json)?;
        Call::authorized::<Self>(base, token)?.post(&Value::Object(json))
    }

    fn parse(response: HttpResponse<'_>) -> Result<String, ApiError> {
        #[derive(Deserialize)]
        struct Wire {
            #[serde(deserialize_with = "lenient::text")]
            openlink: String,
        }
        response::read::<Wire>(Self::NAME, &response).map(|wire| wire.openlink)
    }
}
