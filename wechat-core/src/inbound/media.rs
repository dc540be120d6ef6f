//! `image`, `voice`, `video` and `shortvideo`: a media id that lives three days.

use super::error::InboundError;
use super::read::Reader;
use crate::redact::redacted_debug;
use crate::{MediaId, MsgId};

/// A picture.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Image {
    /// The number of the message.
    pub msg_id: MsgId,
    /// The stored picture.
    pub media_id: MediaId,
    /// A temporary address of the picture (`PicUrl`), open to whoever knows it. Empty when WeChat left it out.
    pub pic_url: String,
}

/// A recording.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Voice {
    /// The number of the message.
    pub msg_id: MsgId,
    /// The stored recording, 8 kHz when the format is `amr`.
    pub media_id: MediaId,
    /// The same in 16 kHz (`MediaId16K`).
    pub media_id_16k: Option<MediaId>,
    /// `amr` or `speex`, as written.
    pub format: String,
    /// What WeChat understood (`Recognition`); on most accounts absent today.
    pub recognition: Option<String>,
}

/// A video or short video.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Video {
    /// The number of the message.
    pub msg_id: MsgId,
    /// The stored video.
    pub media_id: MediaId,
    /// Its still picture (`ThumbMediaId`).
    pub thumb_media_id: MediaId,
}

impl Image {
    /// A picture.
    #[must_use]
    pub const fn new(msg_id: MsgId, media_id: MediaId) -> Self {
        Self { msg_id, media_id, pic_url: String::new() }
    }

    pub(super) fn read(fields: Reader<'_>) -> Result<Self, InboundError> {
        Ok(Self {
            msg_id: fields.msg_id()?,
            media_id: fields.media_id("MediaId")?,
            pic_url: fields.filled("PicUrl").unwrap_or_default(),
        })
    }
}

impl Voice {
    /// A recording.
    #[must_use]
    pub fn new(msg_id: MsgId, media_id: MediaId, format: impl Into<String>) -> Self {
        Self { msg_id, media_id, media_id_16k: None, format: format.into(), recognition: None }
    }

    pub(super) fn read(fields: Reader<'_>) -> Result<Self, InboundError> {
        Ok(Self {
            msg_id: fields.msg_id()?,
            media_id: fields.media_id("MediaId")?,
            media_id_16k: fields.maybe_media_id("MediaId16K")?,
            format: fields.word("Format")?.to_owned(),
            recognition: fields.filled("Recognition"),
        })
    }
}

impl Video {
    /// A video.
    #[must_use]
    pub const fn new(msg_id: MsgId, media_id: MediaId, thumb_media_id: MediaId) -> Self {
        Self { msg_id, media_id, thumb_media_id }
    }

    pub(super) fn read(fields: Reader<'_>) -> Result<Self, InboundError> {
        Ok(Self {
            msg_id: fields.msg_id()?,
            media_id: fields.media_id("MediaId")?,
            thumb_media_id: fields.media_id("ThumbMediaId")?,
        })
    }
}

redacted_debug!(Image, msg_id);
redacted_debug!(Voice, msg_id, format);
redacted_debug!(Video, msg_id);
