//! Where the API is.

use http::header::{CONTENT_TYPE, HeaderValue};
use http::{Method, Request, Uri};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::error::ApiError;
use crate::AccessToken;

/// What stays as it is in a query value (RFC 3986, unreserved).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Scheme, host and port of the API, and a path in front of its own where a proxy wants one.
///
/// ```
/// use wechat_core::api::ApiBase;
/// assert_eq!(ApiBase::official().as_str(), "https://api.weixin.qq.com");
/// assert_eq!(ApiBase::new("http://127.0.0.1:9000/").unwrap().as_str(), "http://127.0.0.1:9000");
/// assert!(ApiBase::new("api.weixin.qq.com").is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ApiBase(Box<str>);

impl ApiBase {
    /// WeChat's own.
    #[must_use]
    pub fn official() -> Self {
        Self("https://api.weixin.qq.com".into())
    }

    /// Another place: a regional host, a proxy, a simulator.
    ///
    /// # Errors
    ///
    /// [`ApiError::BadBase`] unless it is an http or https URL without user, query and fragment.
    pub fn new(url: &str) -> Result<Self, ApiError> {
        let bad = |why| ApiError::BadBase { why };
        let uri: Uri = url.parse().map_err(|_| bad("not a URL"))?;
        if !matches!(uri.scheme_str(), Some("http" | "https")) {
            return Err(bad("neither http nor https"));
        }
        let authority = uri.authority().ok_or_else(|| bad("no host"))?;
        if authority.as_str().contains('@') || authority.host().is_empty() {
            return Err(bad("a user name or no host"));
        }
        if url.contains(['?', '#']) {
            return Err(bad("a query or fragment"));
        }
        Ok(Self(url.trim_end_matches('/').into()))
    }

    /// The URL, without a slash at its end.
    #[must_use]
    pub const fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn get(
        &self,
        endpoint: &'static str,
        query: &[(&str, &str)],
    ) -> Result<Request<Vec<u8>>, ApiError> {
        self.build(Method::GET, endpoint, query, Vec::new())
    }

    /// A POST with JSON; the token, where there is one, goes into the query as the platform demands.
    pub(super) fn post(
        &self,
        endpoint: &'static str,
        token: Option<&AccessToken>,
        json: String,
    ) -> Result<Request<Vec<u8>>, ApiError> {
        let query = token.map(|token| ("access_token", token.expose()));
        let mut request = self.build(Method::POST, endpoint, query.as_slice(), json.into_bytes())?;
        request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        Ok(request)
    }

    fn build(
        &self,
        method: Method,
        endpoint: &'static str,
        query: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Result<Request<Vec<u8>>, ApiError> {
        // NAME is "METHOD /path".
        let path = endpoint.split_once(' ').map_or(endpoint, |(_, path)| path);
        let mut url = format!("{}{path}", self.0);
        for (at, (name, value)) in query.iter().enumerate() {
            url.push(if at == 0 { '?' } else { '&' });
            url.push_str(name);
            url.push('=');
            url.extend(utf8_percent_encode(value, RESERVED));
        }
        // The error of the builder may quote the URL, and with it the token: it is dropped.
        let request = Request::builder().method(method).uri(url).body(body);
        request.map_err(|_| ApiError::Unbuildable { endpoint })
    }
}
