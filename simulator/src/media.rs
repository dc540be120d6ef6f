//! Temporary media: pictures, voices, films and thumbs, valid for three days.
//!
//! <https://developers.weixin.qq.com/doc/offiaccount/Asset_Management/New_temporary_materials.html>

mod sample;
mod sniff;

pub(crate) use sample::gray_png;
pub(crate) use sniff::{image_type, voice_ms, voice_type};

use crate::{PhoneId, Platform};
use std::collections::BTreeMap;

/// How long a media id lives, in milliseconds.
const LIFE_MS: i64 = 3 * 24 * 60 * 60 * 1000;
/// The largest picture, in bytes.
pub(crate) const MAX_IMAGE_BYTES: usize = 10 * 1024 * 1024;
/// What a voice note's second, sharper recording has behind its media id.
const SHARP: &str = "-16k";

/// What a media id names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MediaKind {
    Image,
    Voice,
    Video,
    Thumb,
}

/// One item on the shelf.
#[derive(Clone)]
struct Item {
    kind: MediaKind,
    until_ms: i64,
    /// Who sent it; `None` for what the bot uploaded.
    from: Option<PhoneId>,
    /// Its content; without it a sample stands in.
    bytes: Option<Vec<u8>>,
}

/// Every media id and when it dies.
#[derive(Clone, Default)]
pub(crate) struct MediaShelf(BTreeMap<String, Item>);

/// A file to be handed out.
pub(crate) struct MediaFile {
    pub(crate) kind: MediaKind,
    pub(crate) content_type: &'static str,
    pub(crate) extension: &'static str,
    pub(crate) bytes: Vec<u8>,
}

impl MediaShelf {
    fn alive(&self, id: &str, now: i64) -> Option<&Item> {
        self.0.get(id).filter(|item| now < item.until_ms)
    }

    /// Whether the id is alive at `now` and of that kind. A picture may serve as a thumb.
    pub(crate) fn has(&self, id: &str, kind: MediaKind, now: i64) -> bool {
        self.alive(id, now).is_some_and(|item| {
            item.kind == kind || (kind == MediaKind::Thumb && item.kind == MediaKind::Image)
        })
    }

    /// Who sent it, when a person did.
    pub(crate) fn sender(&self, id: &str) -> Option<PhoneId> {
        self.0.get(id)?.from
    }

    /// Puts content behind an id.
    pub(crate) fn fill(&mut self, id: &str, bytes: Vec<u8>) {
        if let Some(item) = self.0.get_mut(id) {
            item.bytes = Some(bytes);
        }
    }

    /// The file behind an id while it lives.
    pub(crate) fn file(&self, id: &str, now: i64) -> Option<MediaFile> {
        if let Some(id) = id.strip_suffix(SHARP).filter(|id| self.has(id, MediaKind::Voice, now)) {
            let (content_type, extension, bytes) = ("audio/amr-wb", "amr", sample::voice(id, true));
            return Some(MediaFile { kind: MediaKind::Voice, content_type, extension, bytes });
        }
        let item = self.alive(id, now)?;
        let bytes = item.bytes.clone().unwrap_or_else(|| match item.kind {
            MediaKind::Image | MediaKind::Thumb => sample::picture(id),
            MediaKind::Voice => sample::voice(id, false),
            MediaKind::Video => sample::film(),
        });
        let (content_type, extension) = match item.kind {
            MediaKind::Image | MediaKind::Thumb => image_type(&bytes).unwrap_or(("image/jpeg", "jpg")),
            MediaKind::Voice => voice_type(&bytes).unwrap_or(("audio/amr", "amr")),
            MediaKind::Video => ("video/mp4", "mp4"),
        };
        Some(MediaFile { kind: item.kind, content_type, extension, bytes })
    }
}

impl Platform {
    fn shelve(&mut self, kind: MediaKind, from: Option<PhoneId>, bytes: Option<Vec<u8>>) -> String {
        let id = self.entropy.text(64);
        let until_ms = self.now.saturating_add(LIFE_MS);
        self.media.0.insert(id.clone(), Item { kind, until_ms, from, bytes });
        id
    }

    /// What a person sends.
    pub(crate) fn inbound_media(&mut self, from: PhoneId, kind: MediaKind) -> String {
        self.shelve(kind, Some(from), None)
    }

    /// What the bot uploads.
    pub(crate) fn uploaded_media(&mut self, kind: MediaKind, bytes: Vec<u8>) -> String {
        self.shelve(kind, None, Some(bytes))
    }

    /// The content behind a media id while it lives, with its content type: what a phone shows. Pictures and
    /// voices of people are small samples unless they came by [`Self::send_image_file`]; films are an empty
    /// container.
    #[must_use]
    pub fn media_file(&self, media_id: &str) -> Option<(&'static str, Vec<u8>)> {
        self.media.file(media_id, self.now).map(|file| (file.content_type, file.bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Account;

    #[test]
    fn everything_dies_after_three_days_and_looks_like_what_it_is() {
        let mut platform = Platform::new(Account::example(), 0, 1).unwrap();
        let phone = platform.add_phone("小明");
        for (kind, content_type) in [
            (MediaKind::Image, "image/png"),
            (MediaKind::Thumb, "image/png"),
            (MediaKind::Voice, "audio/amr"),
            (MediaKind::Video, "video/mp4"),
        ] {
            let id = platform.inbound_media(phone, kind);
            assert_eq!(platform.media_file(&id).unwrap().0, content_type);
            assert_eq!(platform.media.file(&format!("{id}-16k"), 0).is_some(), kind == MediaKind::Voice);
            assert!(platform.media.has(&id, kind, LIFE_MS - 1) && !platform.media.has(&id, kind, LIFE_MS));
            assert!(platform.media.file(&id, LIFE_MS).is_none());
            assert!(platform.media.file(&format!("{id}-16k"), LIFE_MS).is_none());
        }
    }
}
