//! Texts that fit: measured in bytes, cut where no character breaks.
//!
//! WeChat counts bytes of UTF-8 ([`TEXT_MAX_BYTES`](crate::limits::TEXT_MAX_BYTES)), people see grapheme clusters:
//! a flag, a family emoji or an accented letter is several code points and must not be torn apart.

mod control;
mod link;
mod merge;
mod split;

pub use control::strip_controls;
pub use link::{menu_link, mini_program_link, page_link};
pub use merge::merge;
pub use split::{Split, split, truncate};

/// Length as WeChat counts it: bytes of UTF-8.
///
/// ```
/// assert_eq!(wechat_core::text::byte_len("你好"), 6);
/// ```
#[must_use]
pub const fn byte_len(text: &str) -> usize {
    text.len()
}
