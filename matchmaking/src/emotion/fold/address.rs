//! Addresses of the web and names after `@`.

/// The longest name a platform allows.
const MOST_NAME_CHARS: usize = 30;

/// The bytes of the address a text begins with.
pub(super) fn length(text: &str) -> Option<usize> {
    let begins = ["http://", "https://", "www."].iter().any(|head| text.starts_with(head));
    let end = || text.find(|it: char| !it.is_ascii_graphic()).unwrap_or(text.len());
    begins.then(end)
}

/// The bytes of the name a text begins with, `@` included.
pub(super) fn name_length(text: &str) -> Option<usize> {
    let is_name = |it: char| it.is_alphanumeric() || matches!(it, '_' | '-');
    let name = text.chars().skip(1).take(MOST_NAME_CHARS).take_while(|&it| is_name(it));
    let bytes: usize = name.map(char::len_utf8).sum();
    (bytes > 0).then_some(1 + bytes)
}
