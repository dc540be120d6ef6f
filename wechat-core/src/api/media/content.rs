//! What a download brings: a file, a link to one, or an error that looks like a file.

use std::fmt;

use http::header::CONTENT_DISPOSITION;
use serde::Deserialize;

use super::MediaFormat;
use crate::api::{ApiError, HttpResponse, lenient, response};

/// A downloaded medium.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum MediaContent {
    /// The file.
    File(MediaFile),
    /// Where the file is: videos are not sent here but linked.
    VideoUrl(String),
}

/// A file.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct MediaFile {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The name WeChat gave it; videos have none.
    pub name: Option<String>,
    /// Its format, by its first bytes.
    pub format: Option<MediaFormat>,
}

impl MediaFile {
    /// A file from its parts.
    #[must_use]
    pub const fn new(bytes: Vec<u8>, name: Option<String>, format: Option<MediaFormat>) -> Self {
        Self { bytes, name, format }
    }
}

impl MediaContent {
    /// The file, where it is one.
    #[must_use]
    pub fn into_file(self) -> Option<MediaFile> {
        match self {
            Self::File(file) => Some(file),
            Self::VideoUrl(_) => None,
        }
    }
}

/// Errors come as text/plain, videos as JSON and files without a name: only the bytes tell.
pub(crate) fn read(endpoint: &'static str, response: &HttpResponse<'_>) -> Result<MediaContent, ApiError> {
    response::check_status(endpoint, response)?;
    let body = *response.body();
    if may_be_json(body) {
        match response::check_outcome(endpoint, body) {
            Ok(()) => return linked(endpoint, body),
            // A file that begins like JSON.
            Err(ApiError::NotJson { .. }) => {}
            Err(refused) => return Err(refused),
        }
    }
    if body.is_empty() {
        return Err(ApiError::Unexpected { endpoint });
    }
    let name =
        response.headers().get(CONTENT_DISPOSITION).and_then(|value| value.to_str().ok()).and_then(file_name);
    Ok(MediaContent::File(MediaFile { bytes: body.to_vec(), name, format: MediaFormat::sniff(body) }))
}

/// Only short bodies are looked at as JSON: an answer that is no file has a few hundred bytes, and no picture begins
/// with a brace.
fn may_be_json(body: &[u8]) -> bool {
    const ANSWER_MAX: usize = 64 * 1024;
    body.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{') && body.len() <= ANSWER_MAX
}

/// JSON without an error: where a video is.
fn linked(endpoint: &'static str, body: &[u8]) -> Result<MediaContent, ApiError> {
    #[derive(Deserialize)]
    struct Wire {
        #[serde(default, deserialize_with = "lenient::opt_text")]
        video_url: Option<String>,
    }
    let wire: Wire = response::json(endpoint, body)?;
    wire.video_url.map(MediaContent::VideoUrl).ok_or(ApiError::Unexpected { endpoint })
}

/// The name in `attachment; filename="…"`.
fn file_name(disposition: &str) -> Option<String> {
    let (_, name) = disposition.split_once("filename=")?;
    let name = match name.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => name.split(';').next(),
    };
    name.map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned)
}

impl fmt::Debug for MediaContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(file) => file.fmt(f),
            Self::VideoUrl(_) => f.write_str("VideoUrl(…)"),
        }
    }
}

impl fmt::Debug for MediaFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MediaFile")
            .field("format", &self.format)
            .field("bytes", &self.bytes.len())
            .finish_non_exhaustive()
    }
}
