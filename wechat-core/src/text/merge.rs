//! Packing short texts into few messages.

use super::split::split;

/// Packs lines, in order, into as few texts of at most `max_bytes` bytes as their order allows, with `separator`
/// between lines that share one. A line that is too long alone is cut as by [`split`]; nothing shares a text with its
/// pieces, so that what belongs together stays recognisable.
///
/// Every push counts against the send window, so ten short lines are better sent as one.
///
/// ```
/// use wechat_core::text::merge;
/// assert_eq!(merge(["a", "b", "你好吗"], "\n", 6), ["a\nb", "你好", "吗"]);
/// ```
#[must_use]
pub fn merge<'t>(lines: impl IntoIterator<Item = &'t str>, separator: &str, max_bytes: usize) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    let mut open = false;
    for line in lines.into_iter().filter(|line| !line.is_empty()) {
        if line.len() > max_bytes {
            texts.extend(split(line, max_bytes).map(str::to_owned));
            open = false;
            continue;
        }
        match texts.last_mut() {
            Some(text) if open && text.len() + separator.len() + line.len() <= max_bytes => {
                text.push_str(separator);
                text.push_str(line);
            }
            _ => texts.push(line.to_owned()),
        }
        open = true;
    }
    texts
}
