//! `POST /wxa/getwxacodeunlimit`: a mini-program code (小程序码) with a short scene, as many as one likes.
//!
//! The answer is a picture, or JSON with an error. 5000 a minute (beyond: 45009).
//!
//! Source: <https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/qrcode-link/qr-code/getUnlimitedQRCode.html>

use serde_json::json;

use crate::AccessToken;
use crate::api::call::Call;
use crate::api::check::Check;
use crate::api::media::{self, MediaFile};
use crate::api::mini_program::EnvVersion;
use crate::api::{ApiBase, ApiError, Endpoint, HttpRequest, HttpResponse};
use crate::redact::redacted_debug;

/// Longest scene, in characters.
pub const SCENE_MAX_CHARS: usize = 32;
/// Narrowest picture, in pixels.
pub const CODE_WIDTH_MIN: u32 = 280;
/// Widest picture, in pixels.
pub const CODE_WIDTH_MAX: u32 = 1_280;

/// Signs a scene may have beside letters and digits.
const SCENE_SIGNS: &str = "!#$&'()*+,/:;=?@-._~";

/// The colour of a code's lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CodeColor {
    /// The platform's.
    Default,
    /// One the platform chooses to fit.
    Auto,
    /// Red, green, blue.
    Rgb(u8, u8, u8),
}

/// Asks for a code.
///
/// ```
/// use wechat_core::api::{Endpoint, mini_program::GetUnlimitedCode};
/// let picture = GetUnlimitedCode::parse(http::Response::new(b"\x89PNG\r\n\x1a\n".as_slice())).unwrap();
/// assert_eq!(picture.format.unwrap().extension(), "png");
/// let refused = GetUnlimitedCode::parse(http::Response::new(br#"{"errcode":41030,"errmsg":"x"}"#.as_slice()));
/// assert_eq!(refused.unwrap_err().code().unwrap().0, 41030);
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct GetUnlimitedCode {
    /// What the page gets, 1 to [`SCENE_MAX_CHARS`] letters, digits and some signs.
    pub scene: String,
    /// The page, without a slash before and parameters behind; `None` for the first one.
    pub page: Option<String>,
    /// Whether the page must exist in what users have (41030 otherwise).
    pub check_path: bool,
    /// Which build it opens.
    pub version: EnvVersion,
    /// Its width, [`CODE_WIDTH_MIN`] to [`CODE_WIDTH_MAX`] pixels; the platform's default is 430.
    pub width: u32,
    /// The colour of its lines.
    pub color: CodeColor,
    /// Whether the ground is transparent.
    pub transparent: bool,
}

redacted_debug!(GetUnlimitedCode, version, width);

impl GetUnlimitedCode {
    /// With that scene, to the first page of what users have.
    #[must_use]
    pub fn new(scene: impl Into<String>) -> Self {
        Self {
            scene: scene.into(),
            page: None,
            check_path: true,
            version: EnvVersion::Release,
            width: 430,
            color: CodeColor::Default,
            transparent: false,
        }
    }

    fn check(&self) -> Result<(), ApiError> {
        let check = Check(Self::NAME);
        check.chars("scene", &self.scene, SCENE_MAX_CHARS)?;
        let allowed = |c: char| c.is_ascii_alphanumeric() || SCENE_SIGNS.contains(c);
        check.holds(self.scene.chars().all(allowed), "scene", "a sign that is not allowed")?;
        let within = (CODE_WIDTH_MIN..=CODE_WIDTH_MAX).contains(&self.width);
        check.holds(within, "width", "not within 280 to 1280")?;
        let page = self.page.as_deref().unwrap_or_default();
        check.holds(
            !page.starts_with('/') && !page.contains('?'),
            "page",
            "a slash before or parameters behind",
        )
    }
}

impl Endpoint for GetUnlimitedCode {
    type Response = MediaFile;
    const NAME: &'static str = "POST /wxa/getwxacodeunlimit";
    const REPEATABLE_WHEN_BUSY: bool = true;
    const IDEMPOTENT: bool = true;
    const MOVES_FILE: bool = true;
    const PER_MINUTE: Option<u32> = Some(5_000);

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        self.check()?;
        let mut json = json!({
            "scene": self.scene,
            "check_path": self.check_path,
            "env_version": self.version.as_str(),
            "width": self.width,
            "is_hyaline": self.transparent,
            "auto_color": self.color == CodeColor::Auto,
        });
        if let Some(members) = json.as_object_mut() {
            if let Some(page) = &self.page {
                members.insert("page".into(), page.as_str().into());
            }
            if let CodeColor::Rgb(r, g, b) = self.color {
                members.insert("line_color".into(), json!({ "r": r, "g": g, "b": b }));
            }
        }
        Call::authorized::<Self>(base, token)?.post(&json)
    }

    fn parse(response: HttpResponse<'_>) -> Result<MediaFile, ApiError> {
        let content = media::read(Self::NAME, &response)?;
        content.into_file().ok_or(ApiError::Unexpected { endpoint: Self::NAME })
    }
}
