//! `POST /cgi-bin/media/upload`: a file WeChat keeps for three days.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Asset_Management/New_temporary_materials.html>

use serde::Deserialize;

use super::{MediaFormat, MediaKind};
use crate::api::call::Call;
use crate::api::check::Check;
use crate::api::multipart::Multipart;
use crate::api::{ApiBase, ApiError, Endpoint, Extra, HttpRequest, HttpResponse, lenient, response};
use crate::redact::redacted_debug;
use crate::{AccessToken, MediaId};

/// Uploads a file. 40004–40006 and 40009–40012 refuse its type or size, 42010 the same file twice at once.
///
/// ```
/// use wechat_core::AccessToken;
/// use wechat_core::api::{ApiBase, Endpoint, media::{MediaKind, UploadMedia}};
/// let call = UploadMedia::new(MediaKind::Image, b"GIF89a".to_vec());
/// let request = call.request(&ApiBase::official(), Some(&AccessToken::new("t").unwrap())).unwrap();
/// assert_eq!(request.uri().query(), Some("access_token=t&type=image"));
/// assert!(String::from_utf8_lossy(request.body()).contains("filename=\"media.gif\""));
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct UploadMedia {
    /// What it is to be used as.
    pub kind: MediaKind,
    /// Its name. WeChat goes by the extension; the default one follows the format found in the file.
    pub file_name: String,
    /// The file.
    pub bytes: Vec<u8>,
}

redacted_debug!(UploadMedia, kind);

/// A file WeChat has.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct UploadedMedia {
    /// What it may be sent by. Some accounts name a still's `thumb_media_id`; both are read.
    #[serde(alias = "thumb_media_id", deserialize_with = "lenient::checked")]
    pub media_id: MediaId,
    /// When it was taken, in seconds since the epoch: three days from then it is gone.
    #[serde(default, deserialize_with = "lenient::number")]
    pub created_at: i64,
    /// Whatever else was said.
    #[serde(flatten)]
    pub extra: Extra,
}

impl UploadMedia {
    /// A file of this kind.
    #[must_use]
    pub fn new(kind: MediaKind, bytes: Vec<u8>) -> Self {
        let extension = match (MediaFormat::sniff(&bytes), kind) {
            (Some(format), _) => format.extension(),
            (None, MediaKind::Image | MediaKind::Thumb) => "jpg",
            (None, MediaKind::Voice) => "amr",
            (None, MediaKind::Video) => "mp4",
        };
        Self { kind, file_name: format!("media.{extension}"), bytes }
    }
}

impl Endpoint for UploadMedia {
    type Response = UploadedMedia;
    const NAME: &'static str = "POST /cgi-bin/media/upload";
    const REPEATABLE_WHEN_BUSY: bool = true;
    // Twice makes two files, of which one is forgotten after three days: no harm to anybody.
    const IDEMPOTENT: bool = true;
    const MOVES_FILE: bool = true;

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        let check = Check(Self::NAME);
        check.holds(!self.bytes.is_empty(), "media", "empty")?;
        check.filled("filename", &self.file_name)?;
        let (len, max) = (self.bytes.len(), self.kind.max_bytes());
        if len > max {
            return Err(check.long("media", len, max));
        }
        let content_type =
            MediaFormat::sniff(&self.bytes).map_or("application/octet-stream", MediaFormat::content_type);
        let file = Multipart { field: "media", file_name: &self.file_name, content_type, bytes: &self.bytes };
        Call::authorized::<Self>(base, token)?.query("type", self.kind.as_str()).post_file(file)
    }

    fn parse(response: HttpResponse<'_>) -> Result<UploadedMedia, ApiError> {
        response::read(Self::NAME, &response)
    }
}
