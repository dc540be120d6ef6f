//! `GET /cgi-bin/media/get`: a file that was uploaded or came with a message.
//!
//! Voices come as AMR at 8 kHz; a video comes as a link.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Asset_Management/Get_temporary_materials.html>

use super::content::{self, MediaContent};
use crate::api::call::Call;
use crate::api::{ApiBase, ApiError, Endpoint, HttpRequest, HttpResponse};
use crate::{AccessToken, MediaId};

/// Downloads a file. 40007: no such id, or older than three days.
///
/// ```
/// use wechat_core::api::{Endpoint, media::{GetMedia, MediaContent}};
/// let file = GetMedia::parse(http::Response::new(b"#!AMR\n\x3c".as_slice())).unwrap().into_file().unwrap();
/// assert_eq!(file.format.unwrap().extension(), "amr");
/// let error = GetMedia::parse(http::Response::new(br#"{"errcode":40007,"errmsg":"x"}"#.as_slice()));
/// assert!(error.is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GetMedia {
    /// Which one.
    pub media_id: MediaId,
}

impl GetMedia {
    /// This one.
    #[must_use]
    pub const fn new(media_id: MediaId) -> Self {
        Self { media_id }
    }
}

impl Endpoint for GetMedia {
    type Response = MediaContent;
    const NAME: &'static str = "GET /cgi-bin/media/get";
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
