//! `POST /wxa/media_check_async` (version 2): is a picture or a recording fit for others to see?
//!
//! The verdict comes within half an hour as an event `wxa_media_check` with the same `trace_id`. 2000 a minute,
//! 200 000 a day. Pictures: jpg, png, bmp, the first frame of a gif; recordings: mp3, aac, ac3, wma, flac, vorbis,
//! opus, wav.
//!
//! Source: <https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/sec-center/sec-check/mediaCheckAsync.html>

use serde::Deserialize;
use serde_json::json;

use super::ContentScene;
use crate::api::call::Call;
use crate::api::check::Check;
use crate::api::{ApiBase, ApiError, Endpoint, HttpRequest, HttpResponse, lenient, response};
use crate::redact::redacted_debug;
use crate::{AccessToken, OpenId};

/// Largest file the platform fetches, in bytes.
pub const MEDIA_MAX_BYTES: usize = 10 * 1024 * 1024;

/// What the file is (`media_type`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AudioOrImage {
    /// A recording (1).
    Audio,
    /// A picture (2).
    Image,
}

/// Asks for a verdict.
///
/// ```
/// use wechat_core::api::{Endpoint, mini_program::CheckMedia};
/// let answer = br#"{"errcode":0,"errmsg":"ok","trace_id":"5f0-1"}"#.as_slice();
/// assert_eq!(CheckMedia::parse(http::Response::new(answer)).unwrap(), "5f0-1");
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CheckMedia {
    /// Where the platform fetches the file, at most [`MEDIA_MAX_BYTES`].
    pub url: String,
    /// What it is.
    pub kind: AudioOrImage,
    /// Whose it is; they used the mini-program in the last two hours.
    pub openid: OpenId,
    /// Where it is shown.
    pub scene: ContentScene,
}

redacted_debug!(CheckMedia, scene);

impl CheckMedia {
    /// A file of that person, shown there.
    #[must_use]
    pub fn new(url: impl Into<String>, kind: AudioOrImage, openid: OpenId, scene: ContentScene) -> Self {
        Self { url: url.into(), kind, openid, scene }
    }
}

impl Endpoint for CheckMedia {
    /// The check's number: the event has the same.
    type Response = String;
    const NAME: &'static str = "POST /wxa/media_check_async";
    const REPEATABLE_WHEN_BUSY: bool = true;
    const PER_MINUTE: Option<u32> = Some(2_000);

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        Check(Self::NAME).url("media_url", &self.url)?;
        let kind = match self.kind {
            AudioOrImage::Audio => 1,
            AudioOrImage::Image => 2,
        };
        Call::authorized::<Self>(base, token)?.post(&json!({
            "media_url": self.url,
            "media_type": kind,
            "version": 2,
            "scene": self.scene.number(),
            "openid": self.openid.as_str(),
        }))
    }

    fn parse(response: HttpResponse<'_>) -> Result<String, ApiError> {
        #[derive(Deserialize)]
        struct Wire {
            // Called through the cloud, the answer has the other name.
            #[serde(alias = "traceId", deserialize_with = "lenient::text")]
            trace_id: String,
        }
        response::read::<Wire>(Self::NAME, &response).map(|wire| wire.trace_id)
    }
}
