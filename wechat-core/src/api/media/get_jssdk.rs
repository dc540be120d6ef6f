//! `GET /cgi-bin/media/get/jssdk`: a recording made in a web page, in full quality.
//!
//! Speex at 16 kHz, where `/cgi-bin/media/get` gives 8 kHz AMR. Confidence: one source and memory.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Asset_Management/Get_temporary_materials.html>

use super::content::{self, MediaContent};
use crate::api::call::Call;
use crate::api::{ApiBase, ApiError, Endpoint, HttpRequest, HttpResponse};
use crate::{AccessToken, MediaId};

/// Downloads a file. 40007: no such id, or older than three days.
///
/// ```
/// use wechat_core::api::{Endpoint, media::{GetJsSdkMedia, MediaContent}};
/// let file = GetJsSdkMedia::parse(http::Response::new(b"#!AMR\n\x3c".as_slice())).unwrap().into_file().unwrap();
/// assert_eq!(file.format.unwrap().extension(), "amr");
/// let error = GetJsSdkMedia::parse(http::Response::new(br#"{"errcode":40007,"errmsg":"x"}"#.as_slice()));
/// assert!(error.is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GetJsSdkMedia {
    /// Which one.
    pub media_id: MediaId,
}

impl GetJsSdkMedia {
    /// This one.
    #[must_use]
    pub const fn new(media_id: MediaId) -> Self {
        Self { media_id }
    }
}

impl Endpoint for GetJsSdkMedia {
    type Response = MediaContent;
    const NAME: &'static str = "GET /cgi-bin/media/get/jssdk";
    const REPEATABLE_WHEN_BUSY: bool = true;
    const IDEMPOTENT: bool = true;
    const MOVES_FILE: bool = true;

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        Call::authorized::<Self>(base, token)?.query("media_id", self.media_id.as_str()).get()
    }

    fn parse(response: HttpResponse<'_>) -> Result<MediaContent, ApiError> {
        content::read(Self::NAME, &response)
    }
}
