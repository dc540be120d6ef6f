//! Temporary media: POST /cgi-bin/media/upload, GET /cgi-bin/media/get and /get/jssdk.
//!
//! <https://developers.weixin.qq.com/doc/offiaccount/Asset_Management/New_temporary_materials.html>,
//! <https://developers.weixin.qq.com/doc/offiaccount/Asset_Management/Get_temporary_materials.html>

use super::ApiRequest;
use super::answer::Answer;
use super::errcode::ApiError;
use super::multipart;
use crate::Platform;
use crate::media::{MAX_IMAGE_BYTES, MediaKind, image_type, voice_ms, voice_type};
use serde_json::{Value, json};

/// The largest voice note, film and thumb, in bytes, and the longest voice note, in milliseconds.
const MAX_VOICE_BYTES: usize = 2 * 1024 * 1024;
const MAX_VIDEO_BYTES: usize = 10 * 1024 * 1024;
const MAX_THUMB_BYTES: usize = 64 * 1024;
const MAX_VOICE_MS: u64 = 60_000;

/// Checks size and kind of an upload.
fn check(kind: MediaKind, bytes: &[u8]) -> Result<(), ApiError> {
    let (max, size_error) = match kind {
        MediaKind::Image => (MAX_IMAGE_BYTES, ApiError::IMAGE_SIZE),
        MediaKind::Voice => (MAX_VOICE_BYTES, ApiError::VOICE_SIZE),
        MediaKind::Video => (MAX_VIDEO_BYTES, ApiError::VIDEO_SIZE),
        MediaKind::Thumb => (MAX_THUMB_BYTES, ApiError::THUMB_SIZE),
    };
    if bytes.len() > max {
        return Err(size_error);
    }
    let fits = match kind {
        MediaKind::Image => image_type(bytes).is_some(),
        MediaKind::Thumb => image_type(bytes).is_some_and(|(_, extension)| extension == "jpg"),
        MediaKind::Voice => voice_type(bytes).is_some(),
        MediaKind::Video => bytes.get(4..8) == Some(b"ftyp"),
    };
    if !fits {
        return Err(ApiError::FILE_TYPE);
    }
    let long = kind == MediaKind::Voice && voice_ms(bytes).is_some_and(|ms| ms > MAX_VOICE_MS);
    if long { Err(ApiError::PLAY_TIME) } else { Ok(()) }
}

impl Platform {
    pub(super) fn media_upload(&mut self, request: ApiRequest<'_>) -> Result<Value, ApiError> {
        let name = request.parameter("type").unwrap_or_default();
        let kind = match name.as_str() {
            "image" => MediaKind::Image,
            "voice" => MediaKind::Voice,
            "video" => MediaKind::Video,
            "thumb" => MediaKind::Thumb,
            _ => return Err(ApiError::MEDIA_TYPE),
        };
        let part =
            multipart::file(request.content_type, request.body, "media").ok_or(ApiError::MEDIA_MISSING)?;
        if part.bytes.is_empty() {
            return Err(ApiError::EMPTY_MEDIA);
        }
        if !part.name.contains('.') {
            // The platform goes by the extension as well.
            return Err(ApiError::FILE_TYPE);
        }
        check(kind, part.bytes)?;
        let id = self.uploaded_media(kind, part.bytes.to_vec());
        let own_field = kind == MediaKind::Thumb && self.behaviours.thumb_upload_has_own_field;
        let field = if own_field { "thumb_media_id" } else { "media_id" };
        Ok(json!({ "type": name, field: id, "created_at": self.now.div_euclid(1000) }))
    }

    /// A file; for a film JSON with an address.
    pub(super) fn media_get(&mut self, request: ApiRequest<'_>) -> Result<Answer, ApiError> {
        let id = request.parameter("media_id").ok_or(ApiError::MEDIA_ID_MISSING)?;
        let file = self.media.file(&id, self.now).ok_or(ApiError::MEDIA_ID)?;
        if file.kind == MediaKind::Video {
            let url = format!("{}/{id}", self.media_base);
            return Ok(Answer::Json(json!({ "video_url": url })));
        }
        let name = format!("{id}.{}", file.extension);
        Ok(Answer::File { content_type: file.content_type, name, bytes: file.bytes })
    }

    /// The sharper recording of a voice note. Real ones are Speex, this is AMR-WB.
    pub(super) fn media_get_jssdk(&mut self, request: ApiRequest<'_>) -> Result<Answer, ApiError> {
        let id = request.parameter("media_id").ok_or(ApiError::MEDIA_ID_MISSING)?;
        let file = self.media.file(&format!("{id}-16k"), self.now).ok_or(ApiError::MEDIA_ID)?;
        let name = format!("{id}.{}", file.extension);
        Ok(Answer::File { content_type: file.content_type, name, bytes: file.bytes })
    }
}
