//! `https://mp.weixin.qq.com/mp/subscribemsg`: the page where a user consents to one message. A link, not a call.

use crate::AppId;
use crate::api::ApiError;
use crate::api::call::escape;
use crate::api::check::Check;

/// Largest scene; 0 is the smallest.
pub const SCENE_MAX: u16 = 10_000;

/// Longest `reserved`, in bytes. From memory of the official page.
const RESERVED_MAX_BYTES: usize = 128;

/// Where to send a user for one consent. One grant per scene; no expiry is stated.
///
/// The browser comes back with `openid`, `template_id`, `action` and `scene`, **unsigned**: never take that openid for
/// a login.
///
/// ```
/// use wechat_core::AppId;
/// use wechat_core::api::subscription::ConfirmUrl;
/// let page = ConfirmUrl::new(AppId::new("wx1").unwrap(), 7, "a-template", "https://example.com/back", "s7");
/// assert_eq!(page.to_url().unwrap(), "https://mp.weixin.qq.com/mp/subscribemsg?action=get_confirm&appid=wx1&scene=7\
///     &template_id=a-template&redirect_url=https%3A%2F%2Fexample.com%2Fback&reserved=s7#wechat_redirect");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ConfirmUrl {
    /// The account.
    pub app_id: AppId,
    /// Which consent, 0 to [`SCENE_MAX`]: the message is sent under the same number.
    pub scene: u16,
    /// The account's one-time template.
    pub template_id: String,
    /// Where the browser comes back to, within the account's business domain.
    pub redirect_url: String,
    /// Comes back unchanged: bind it to the visitor.
    pub reserved: String,
}

impl ConfirmUrl {
    /// A consent that comes back there.
    #[must_use]
    pub fn new(
        app_id: AppId,
        scene: u16,
        template_id: impl Into<String>,
        redirect_url: impl Into<String>,
        reserved: impl Into<String>,
    ) -> Self {
        let (template_id, redirect_url) = (template_id.into(), redirect_url.into());
        Self { app_id, scene, template_id, redirect_url, reserved: reserved.into() }
    }

    /// The link.
    ///
    /// # Errors
    ///
    /// [`ApiError::BadParameter`] or [`ApiError::LongParameter`] for what the platform would not take.
    pub fn to_url(&self) -> Result<String, ApiError> {
        self.to_url_at("https://mp.weixin.qq.com")
    }

    /// The link at another host, such as a simulator's.
    ///
    /// # Errors
    ///
    /// As [`to_url`](Self::to_url).
    pub fn to_url_at(&self, host: &str) -> Result<String, ApiError> {
        let check = Check("the confirm page");
        check.holds(self.scene <= SCENE_MAX, "scene", "above 10000")?;
        check.filled("template_id", &self.template_id)?;
        check.url("redirect_url", &self.redirect_url)?;
        check.bytes("reserved", &self.reserved, RESERVED_MAX_BYTES)?;
        let scene = self.scene.to_string();
        let mut url = format!("{}/mp/subscribemsg?action=get_confirm", host.trim_end_matches('/'));
        for (name, value) in [
            ("appid", self.app_id.as_str()),
            ("scene", &scene),
            ("template_id", &self.template_id),
            ("redirect_url", &self.redirect_url),
            ("reserved", &self.reserved),
        ] {
            url.push('&');
            url.push_str(name);
            url.push('=');
            escape(value, &mut url);
        }
        url.push_str("#wechat_redirect");
        Ok(url)
    }
}
