//! The kinds of temporary media, and how large each may be.

/// What a file is to be used as.
///
/// ```
/// use wechat_core::api::media::MediaKind;
/// assert_eq!(MediaKind::Thumb.max_bytes(), 64 * 1024);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MediaKind {
    /// A picture: PNG, JPEG or GIF, 10 MB (the official page's own heading still says 2 MB). C3.
    Image,
    /// A voice: AMR or MP3, 2 MB and 60 seconds. C4.
    Voice,
    /// A video: MP4, 10 MB. C4.
    Video,
    /// A video's still: JPEG, 64 KB. C4.
    Thumb,
}

impl MediaKind {
    /// The word on the wire (`type`).
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Voice => "voice",
            Self::Video => "video",
            Self::Thumb => "thumb",
        }
    }

    /// Largest file of this kind, in bytes; more are 40009 to 40012 or 45001.
    #[must_use]
    pub const fn max_bytes(self) -> usize {
        match self {
            Self::Image | Self::Video => 10 * 1024 * 1024,
            Self::Voice => 2 * 1024 * 1024,
            Self::Thumb => 64 * 1024,
        }
    }
}
