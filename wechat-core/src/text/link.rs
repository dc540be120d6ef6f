//! Links inside texts: pages, mini-programs and menu items.
//!
//! Source of the first two: <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html>.
//! The third is undocumented and in wide use (two sources).

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What would end an attribute or begin another parameter; everything else stays readable, as WeChat shows it.
const UNSAFE: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'%').add(b'&').add(b'#').add(b'+');
/// The same in an address of its own, whose percent signs and separators have a meaning already.
const ADDRESS: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>');

/// Words that open a page.
///
/// ```
/// use wechat_core::text::page_link;
/// assert_eq!(page_link("help", "https://example.com/?a=1&b=2"), r#"<a href="https://example.com/?a=1&b=2">help</a>"#);
/// ```
#[must_use]
pub fn page_link(words: &str, url: &str) -> String {
    format!(r#"<a href="{}">{}</a>"#, utf8_percent_encode(url, ADDRESS), shown(words))
}

/// Words that open a page of a mini-program; clients too old for that open `url`.
#[must_use]
pub fn mini_program_link(words: &str, app_id: &crate::AppId, path: &str, url: &str) -> String {
    format!(
        r#"<a data-miniprogram-appid="{}" data-miniprogram-path="{}" href="{}">{}</a>"#,
        utf8_percent_encode(app_id.as_str(), ADDRESS),
        utf8_percent_encode(path, ADDRESS),
        utf8_percent_encode(url, ADDRESS),
        shown(words),
    )
}

/// Words that say themselves when tapped: the tap arrives as a text with this id in
/// [`menu_id`](crate::inbound::Text::menu_id), and counts as a menu click. Unlike `msgmenu` it works on every account.
///
/// ```
/// use wechat_core::text::menu_link;
/// let link = menu_link("换一个", "next");
/// assert_eq!(link, r#"<a href="weixin://bizmsgmenu?msgmenucontent=换一个&msgmenuid=next">换一个</a>"#);
/// ```
#[must_use]
pub fn menu_link(words: &str, id: &str) -> String {
    format!(
        r#"<a href="weixin://bizmsgmenu?msgmenucontent={}&msgmenuid={}">{}</a>"#,
        readable(words),
        readable(id),
        shown(words)
    )
}

/// Encoded where it must be; letters of every script stay.
fn readable(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii() {
            let mut buffer = [0; 4];
            encoded.extend(utf8_percent_encode(character.encode_utf8(&mut buffer), UNSAFE));
        } else {
            encoded.push(character);
        }
    }
    encoded
}

/// Angle brackets in the words would end the link; their full-width forms look alike.
fn shown(words: &str) -> Cow<'_, str> {
    if words.contains(['<', '>']) {
        Cow::Owned(words.replace('<', "＜").replace('>', "＞"))
    } else {
        Cow::Borrowed(words)
    }
}
