//! The normal form of a text: what differs only in writing becomes the same.

use unicode_normalization::UnicodeNormalization;

use super::traditional::simplified;

/// The form in which words are compared: Unicode NFKC (full width becomes narrow), lower case, simplified characters,
/// without the invisible characters that change nothing but comparison.
///
/// ```
/// use matchmaking::keywords::normal_form;
///
/// assert_eq!(normal_form("ＭＵＳＩＣ 電影"), "music 电影");
/// ```
#[must_use]
pub fn normal_form(text: &str) -> String {
    let folded = text.nfkc().filter(|&it| !is_invisible(it)).flat_map(char::to_lowercase);
    // Lower case may leave the normal form (İ becomes two characters), so it is sought once more.
    folded.nfkc().map(simplified).collect()
}

/// Zero-width characters, direction marks and variation selectors. The joiner stays: it makes one emoji of several.
pub(crate) fn is_invisible(it: char) -> bool {
    matches!(it,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{180B}'..='\u{180F}' | '\u{200B}' | '\u{200C}' | '\u{200E}'
        | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{E0100}'..='\u{E01EF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_the_same_becomes_the_same() {
        for (written, normal) in [
            ("ＡＢＣ１２３", "abc123"),
            ("ｶﾗｵｹ", "カラオケ"),
            ("Cafe\u{301}", "café"),
            ("ﬁlm", "film"),
            ("電\u{200B}影\u{FEFF}", "电影"),
            ("❤\u{FE0F}", "❤"),
            ("Ⅳ", "iv"),
            ("", ""),
        ] {
            assert_eq!(normal_form(written), normal, "{written:?}");
        }
    }

    #[test]
    fn a_normal_form_is_its_own() {
        for text in
            ["İstanbul", "ΌΔΟΣ ǅ", "㍿ﷺ", "👩\u{200D}🚀", "e\u{301}\u{301}\u{301}", "\u{1F1E8}\u{1F1F3}"]
        {
            let normal = normal_form(text);
            assert_eq!(normal_form(&normal), normal, "{text:?}");
        }
    }
}
