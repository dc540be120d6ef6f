//! Control characters: not allowed in XML, shown as garbage by phones.

use std::borrow::Cow;

/// Tab and line breaks are text; every other control character below space, and DEL, is not. Two code points that
/// XML 1.0 forbids outright go with them.
pub(crate) const fn is_control(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}' | '\u{fffe}' | '\u{ffff}')
}

/// The text without control characters; borrowed when there are none.
///
/// ```
/// assert_eq!(wechat_core::text::strip_controls("a\u{8}b\nc"), "ab\nc");
/// ```
#[must_use]
pub fn strip_controls(text: &str) -> Cow<'_, str> {
    if may_contain_controls(text.as_bytes()) {
        Cow::Owned(text.chars().filter(|c| !is_control(*c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// A quick look that is right about nearly every text: bytes of controls, or the beginning of the last two code
/// points of the basic plane (shared with a few rare symbols).
fn may_contain_controls(text: &[u8]) -> bool {
    let low = |byte: &u8| (*byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r')) || *byte == 0x7f;
    let last_two = |(one, next): (&u8, &u8)| (*one == 0xef) & (*next == 0xbf);
    // Without an early exit the loops run on whole vectors.
    let found = text.iter().fold(false, |found, byte| found | low(byte));
    let pairs = text.iter().zip(text.get(1..).unwrap_or_default());
    pairs.fold(found, |found, pair| found | last_two(pair))
}
