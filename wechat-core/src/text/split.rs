//! Cutting long texts on grapheme borders.

use std::iter::FusedIterator;

use unicode_segmentation::UnicodeSegmentation as _;

/// Cuts a text into pieces of at most `max_bytes` bytes that together are the text.
///
/// Pieces end between grapheme clusters; a single cluster longer than `max_bytes` is cut between code points. A
/// `max_bytes` below 4 counts as 4, so that every code point fits.
///
/// ```
/// let pieces: Vec<_> = wechat_core::text::split("你好吗", 6).collect();
/// assert_eq!(pieces, ["你好", "吗"]);
/// ```
#[must_use]
pub fn split(text: &str, max_bytes: usize) -> Split<'_> {
    Split { rest: text, max: max_bytes.max(4) }
}

/// The longest beginning of the text that has at most `max_bytes` bytes and tears no grapheme cluster.
///
/// Unlike [`split`] it may be empty: when not even the first cluster fits.
///
/// ```
/// assert_eq!(wechat_core::text::truncate("你好", 5), "你");
/// ```
#[must_use]
pub fn truncate(text: &str, max_bytes: usize) -> &str {
    let end = if text.len() <= max_bytes { text.len() } else { whole_clusters(text, max_bytes) };
    text.get(..end).unwrap_or_default()
}

/// Pieces of a text; see [`split`].
#[derive(Clone)]
pub struct Split<'a> {
    rest: &'a str,
    max: usize,
}

impl<'a> Iterator for Split<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        if self.rest.is_empty() {
            return None;
        }
        let end = if self.rest.len() <= self.max {
            self.rest.len()
        } else {
            match whole_clusters(self.rest, self.max) {
                0 => self.rest.floor_char_boundary(self.max),
                end => end,
            }
        };
        let (piece, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        Some(piece)
    }
}

impl FusedIterator for Split<'_> {}

impl std::fmt::Debug for Split<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Split").field("bytes_left", &self.rest.len()).field("max", &self.max).finish()
    }
}

/// Bytes of the leading clusters that fit.
fn whole_clusters(text: &str, max: usize) -> usize {
    text.grapheme_indices(true)
        .map(|(at, cluster)| at + cluster.len())
        .take_while(|end| *end <= max)
        .last()
        .unwrap_or(0)
}
