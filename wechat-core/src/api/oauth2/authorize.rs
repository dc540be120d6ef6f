//! `https://open.weixin.qq.com/connect/oauth2/authorize`: the page where the user agrees. A link, not a call.

use crate::AppId;
use crate::api::ApiError;
use crate::api::call::escape;
use crate::api::check::Check;

/// Longest `state`, in bytes, letters and digits only. From memory of the official page.
pub const STATE_MAX_BYTES: usize = 128;

/// What the page may learn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OauthScope {
    /// The openid, without a question (`snsapi_base`).
    Base,
    /// Name and picture too; the user is asked (`snsapi_userinfo`).
    Profile,
}

/// Where to send the browser.
///
/// ```
/// use wechat_core::AppId;
/// use wechat_core::api::oauth2::{AuthorizeUrl, OauthScope};
/// let page = AuthorizeUrl::new(AppId::new("wx1").unwrap(), "https://example.com/in?a=1", OauthScope::Base, "s7");
/// assert_eq!(page.to_url().unwrap(), "https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx1\
///     &redirect_uri=https%3A%2F%2Fexample.com%2Fin%3Fa%3D1&response_type=code&scope=snsapi_base&state=s7#wechat_redirect");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AuthorizeUrl {
    /// The account.
    pub app_id: AppId,
    /// Where the browser comes back to, within the account's web-authorisation domain.
    pub redirect_uri: String,
    /// What the page may learn.
    pub scope: OauthScope,
    /// Comes back unchanged: bind it to the visitor, or others can log them in.
    pub state: String,
    /// Shows the question again to whoever agreed before (`forcePopup`). From memory.
    pub force_popup: bool,
}

impl AuthorizeUrl {
    /// A login that comes back there.
    #[must_use]
    pub fn new(
        app_id: AppId,
        redirect_uri: impl Into<String>,
        scope: OauthScope,
        state: impl Into<String>,
    ) -> Self {
        Self { app_id, redirect_uri: redirect_uri.into(), scope, state: state.into(), force_popup: false }
    }

    /// The link. WeChat wants its parameters in this order and the fragment at the end.
    ///
    /// # Errors
    ///
    /// [`ApiError::BadParameter`] when the way back is no web address, [`ApiError::LongParameter`] or
    /// [`ApiError::BadParameter`] for a state WeChat does not keep.
    pub fn to_url(&self) -> Result<String, ApiError> {
        self.to_url_at("https://open.weixin.qq.com")
    }

    /// The link at another host, such as a simulator's.
    ///
    /// # Errors
    ///
    /// As [`to_url`](Self::to_url).
    pub fn to_url_at(&self, host: &str) -> Result<String, ApiError> {
        let check = Check("the authorize page");
        check.url("redirect_uri", &self.redirect_uri)?;
        check.bytes("state", &self.state, STATE_MAX_BYTES)?;
        let plain = self.state.bytes().all(|byte| byte.is_ascii_alphanumeric());
        check.holds(plain, "state", "other than letters and digits")?;
        let mut url = format!("{}/connect/oauth2/authorize?appid=", host.trim_end_matches('/'));
        escape(self.app_id.as_str(), &mut url);
        url.push_str("&redirect_uri=");
        escape(&self.redirect_uri, &mut url);
        url.push_str("&response_type=code&scope=");
        url.push_str(self.scope.as_str());
        url.push_str("&state=");
        url.push_str(&self.state);
        if self.force_popup {
            url.push_str("&forcePopup=true");
        }
        url.push_str("#wechat_redirect");
        Ok(url)
    }
}

impl OauthScope {
    /// The word on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Base => "snsapi_base",
            Self::Profile => "snsapi_userinfo",
        }
    }
}
