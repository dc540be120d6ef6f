//! The normal form, with a short way for texts that need nothing done.

use unicode_normalization::UnicodeNormalization;

use crate::keywords::normal_form::is_invisible;
use crate::keywords::traditional::simplified;

/// Appends the normal form of a text.
pub(super) fn push_normal(text: &str, out: &mut String) {
    let begin = out.len();
    for it in text.chars() {
        match short(it) {
            Short::Same(it) => out.push(it),
            Short::Gone => {}
            Short::Dots => out.push_str("..."),
            Short::No => {
                out.truncate(begin);
                push_thoroughly(text, out);
                return;
            }
        }
    }
}

/// What becomes of one character.
enum Short {
    Same(char),
    Gone,
    Dots,
    /// That depends on its neighbours, or is one of the many the full way knows.
    No,
}

/// The short way for what diaries are made of: ASCII, ideographs and their punctuation, wide letters, emoji.
fn short(it: char) -> Short {
    match it {
        'A'..='Z' => Short::Same(it.to_ascii_lowercase()),
        '\0'..='\u{7F}' | '、'..='】' | '‘'..='”' => Short::Same(it),
        '\u{4E00}'..='\u{9FFF}' => Short::Same(plainest(it)),
        '！'..='～' => {
            let narrow = char::from_u32(u32::from(it) - 0xFEE0).unwrap_or(it);
            Short::Same(narrow.to_ascii_lowercase())
        }
        '\u{3000}' => Short::Same(' '),
        '…' => Short::Dots,
        '\u{1F3FB}'..='\u{1F3FF}' => Short::Gone,
        '\u{1F300}'..='\u{1F64F}' | '\u{1F680}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' => Short::Same(it),
        _ if is_invisible(it) => Short::Gone,
        _ => Short::No,
    }
}

/// The simplified form, of characters too that are simplified ones in some words: here nobody sees which was meant.
fn plainest(it: char) -> char {
    match it {
        '著' => '着',
        '瞭' => '了',
        '乾' => '干',
        '藉' => '借',
        _ => simplified(it),
    }
}

fn push_thoroughly(text: &str, out: &mut String) {
    let is_shade = |it: char| matches!(it, '\u{1F3FB}'..='\u{1F3FF}');
    let narrow = text.nfkc().filter(|&it| !is_invisible(it) && !is_shade(it)).flat_map(char::to_lowercase);
    out.extend(narrow.nfkc().map(plainest));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_leads_where_the_full_way_does() {
        for it in ('\0'..='\u{FFFF}').chain('\u{1F000}'..='\u{1FAFF}') {
            let (mut one, mut other) = (String::new(), String::new());
            push_normal(&it.to_string(), &mut one);
            push_thoroughly(&it.to_string(), &mut other);
            assert_eq!(one, other, "{:x}", u32::from(it));
        }
    }
}
