//! Temporary media: ids that people's pictures and voices get, valid for three days.
//!
//! <https://developers.weixin.qq.com/doc/offiaccount/Asset_Management/New_temporary_materials.html>

use crate::Platform;
use std::collections::BTreeMap;

/// How long a media id lives, in milliseconds.
const LIFE_MS: i64 = 3 * 24 * 60 * 60 * 1000;

/// What a media id names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MediaKind {
    Image,
    Voice,
    Video,
    Thumb,
}

/// Every media id and when it dies.
#[derive(Debug, Clone, Default)]
pub(crate) struct MediaShelf(BTreeMap<String, (MediaKind, i64)>);

impl MediaShelf {
    /// Whether the id is alive at `now` and of that kind. A picture may serve as a thumb.
    pub(crate) fn has(&self, id: &str, kind: MediaKind, now: i64) -> bool {
        self.0.get(id).is_some_and(|(stored, until)| {
            let fits = *stored == kind || (kind == MediaKind::Thumb && *stored == MediaKind::Image);
            fits && now < *until
        })
    }
}

impl Platform {
    pub(crate) fn new_media(&mut self, kind: MediaKind) -> String {
        let id = self.entropy.text(64);
        self.media.0.insert(id.clone(), (kind, self.now.saturating_add(LIFE_MS)));
        id
    }
}
