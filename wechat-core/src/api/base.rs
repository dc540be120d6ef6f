//! Where the API is.

use http::Uri;

use super::error::ApiError;

/// Scheme, host and port of the API, and a path in front of its own where a proxy wants one.
///
/// ```
/// use wechat_core::api::ApiBase;
/// assert_eq!(ApiBase::official().as_str(), "https://api.weixin.qq.com");
/// assert_eq!(ApiBase::new("http://127.0.0.1:9000/").unwrap().as_str(), "http://127.0.0.1:9000");
/// assert!(ApiBase::new("api.weixin.qq.com").is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ApiBase {
    url: Box<str>,
    adds_token: bool,
}

impl ApiBase {
    /// WeChat's own.
    #[must_use]
    pub fn official() -> Self {
        Self { url: "https://api.weixin.qq.com".into(), adds_token: false }
    }

    /// WeChat's own as seen from inside its cloud hosting (微信云托管): plain HTTP, and the platform adds the access
    /// token itself (开放接口服务). Outside of it such calls are refused with 41001. Confidence: one official page.
    ///
    /// Source: <https://developers.weixin.qq.com/miniprogram/dev/wxcloudrun/src/guide/weixin/open.html>
    ///
    /// ```
    /// use wechat_core::api::{ApiBase, Endpoint, GetCallbackIp};
    /// let request = GetCallbackIp::new().request(&ApiBase::cloud_hosting(), None).unwrap();
    /// assert_eq!(request.uri(), "http://api.weixin.qq.com/cgi-bin/getcallbackip");
    /// ```
    #[must_use]
    pub fn cloud_hosting() -> Self {
        Self { url: "http://api.weixin.qq.com".into(), adds_token: true }
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
        Ok(Self { url: url.trim_end_matches('/').into(), adds_token: false })
    }

    /// The same place, which adds the access token itself: calls are made without one.
    #[must_use]
    pub fn adding_tokens(mut self) -> Self {
        self.adds_token = true;
        self
    }

    /// The URL, without a slash at its end.
    #[must_use]
    pub const fn as_str(&self) -> &str {
        &self.url
    }

    /// Whether calls are made without a token because the place adds one.
    #[must_use]
    pub const fn adds_token(&self) -> bool {
        self.adds_token
    }
}
