//! File formats, by how files begin.

/// The formats WeChat takes or gives.
///
/// ```
/// use wechat_core::api::media::MediaFormat;
/// assert_eq!(MediaFormat::sniff(b"\x89PNG\r\n\x1a\n..."), Some(MediaFormat::Png));
/// assert_eq!(MediaFormat::sniff(b"#!AMR\n..."), Some(MediaFormat::Amr));
/// assert_eq!(MediaFormat::sniff(b"{}"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MediaFormat {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// GIF.
    Gif,
    /// Windows bitmap.
    Bmp,
    /// AMR, 8 kHz, as voices come.
    Amr,
    /// MP3.
    Mp3,
    /// Speex in Ogg, 16 kHz, as recordings of web pages come.
    Speex,
    /// MP4.
    Mp4,
}

impl MediaFormat {
    /// The format a file seems to be of.
    #[must_use]
    pub fn sniff(bytes: &[u8]) -> Option<Self> {
        let begins: [(&[u8], Self); 8] = [
            (b"\x89PNG\r\n\x1a\n", Self::Png),
            (b"\xff\xd8\xff", Self::Jpeg),
            (b"GIF8", Self::Gif),
            (b"BM", Self::Bmp),
            (b"#!AMR", Self::Amr),
            (b"ID3", Self::Mp3),
            (b"OggS", Self::Speex),
            (b"Speex", Self::Speex),
        ];
        if bytes.get(4..8) == Some(b"ftyp") {
            return Some(Self::Mp4);
        }
        // A frame of MP3 without a tag: eleven bits set, then any version and layer III.
        if let [0xff, second, ..] = bytes
            && second & 0xe6 == 0xe2
        {
            return Some(Self::Mp3);
        }
        begins.into_iter().find(|(begin, _)| bytes.starts_with(begin)).map(|(_, format)| format)
    }

    /// Its media type, as uploads name it.
    #[must_use]
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::Bmp => "image/bmp",
            Self::Amr => "audio/amr",
            Self::Mp3 => "audio/mpeg",
            Self::Speex => "audio/speex",
            Self::Mp4 => "video/mp4",
        }
    }

    /// How its files are called, without the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Gif => "gif",
            Self::Bmp => "bmp",
            Self::Amr => "amr",
            Self::Mp3 => "mp3",
            Self::Speex => "speex",
            Self::Mp4 => "mp4",
        }
    }
}
