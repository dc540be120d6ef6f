//! Ways into a page of a mini-program (小程序码与链接): from a text message, a web page, a printed code.
//!
//! Half a million schemes and links together a day, three million openings; not for personal mini-programs. Since
//! 2023-12-19 a link is no longer bound to the first who opens it.

mod expiry;
mod generate_scheme;
mod generate_url_link;
mod unlimited_code;

pub use expiry::{Expiry, LINK_LIFE_MAX_DAYS};
pub use generate_scheme::GenerateScheme;
pub use generate_url_link::GenerateUrlLink;
pub use unlimited_code::{CODE_WIDTH_MAX, CODE_WIDTH_MIN, CodeColor, GetUnlimitedCode, SCENE_MAX_CHARS};
