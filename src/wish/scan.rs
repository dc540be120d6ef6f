//! From 「女 28岁 在北京」 to what it says: known words wherever they stand, whatever is between them.

use super::region;
use super::{Nearby, SexWord};
use matchmaking::Region;
use unicode_normalization::UnicodeNormalization as _;

/// Something a line says about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Sex(SexWord),
    /// One number, perhaps a span: the second is the same or larger.
    Years(u8, u8),
    Region(Region),
    Language(u8),
    Near(Nearby),
    /// Anything will do.
    Any,
}

/// Words and what they say; longer ones before those they begin with.
const WORDS: &[(&str, Token)] = &[
    ("女生", Token::Sex(SexWord::Female)),
    ("女", Token::Sex(SexWord::Female)),
    ("female", Token::Sex(SexWord::Female)),
    ("woman", Token::Sex(SexWord::Female)),
    ("男生", Token::Sex(SexWord::Male)),
    ("男", Token::Sex(SexWord::Male)),
    ("male", Token::Sex(SexWord::Male)),
    ("man", Token::Sex(SexWord::Male)),
    ("其他性别", Token::Sex(SexWord::Other)),
    ("其他", Token::Sex(SexWord::Other)),
    ("nonbinary", Token::Sex(SexWord::Other)),
    ("同城", Token::Near(Nearby::City)),
    ("same city", Token::Near(Nearby::City)),
    ("同省", Token::Near(Nearby::Province)),
    ("same province", Token::Near(Nearby::Province)),
    ("不限", Token::Any),
    ("都可以", Token::Any),
    ("随便", Token::Any),
    ("anyone", Token::Any),
    ("any", Token::Any),
    ("普通话", Token::Language(0)),
    ("中文", Token::Language(0)),
    ("chinese", Token::Language(0)),
    ("英语", Token::Language(1)),
    ("英文", Token::Language(1)),
    ("english", Token::Language(1)),
    ("粤语", Token::Language(2)),
    ("cantonese", Token::Language(2)),
    ("日语", Token::Language(3)),
    ("japanese", Token::Language(3)),
    ("韩语", Token::Language(4)),
    ("korean", Token::Language(4)),
    ("法语", Token::Language(5)),
    ("french", Token::Language(5)),
    ("德语", Token::Language(6)),
    ("german", Token::Language(6)),
    ("西班牙语", Token::Language(7)),
    ("spanish", Token::Language(7)),
    ("俄语", Token::Language(8)),
    ("russian", Token::Language(8)),
];

/// What a language is called, by its number.
pub(crate) fn language_name(number: u8) -> Option<&'static str> {
    WORDS.iter().find(|(_, token)| *token == Token::Language(number)).map(|(word, _)| *word)
}

/// Everything a line says, in its order; what no word is known for is passed over.
pub(super) fn scan(line: &str) -> Vec<Token> {
    let folded: String = line.nfkc().flat_map(char::to_lowercase).collect();
    let mut rest = folded.as_str();
    let mut found = Vec::new();
    while let Some(first) = rest.chars().next() {
        // A number nobody is old enough for is passed over whole, not by parts.
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let passed = (digits.max(first.len_utf8()), None);
        let (bytes, token) = token_at(rest).map_or(passed, |(bytes, token)| (bytes, Some(token)));
        found.extend(token);
        rest = rest.get(bytes..).unwrap_or_default();
    }
    found
}

fn token_at(text: &str) -> Option<(usize, Token)> {
    let word = WORDS.iter().find(|(word, _)| text.starts_with(word));
    let word = word.map(|(word, token)| (word.len(), *token));
    word.or_else(|| years(text)).or_else(|| region::at_start(text).map(|(b, it)| (b, Token::Region(it))))
}

/// 「28」, 「25-35」, 「25到35」, 「30以上」, 「30岁以下」.
fn years(text: &str) -> Option<(usize, Token)> {
    let (mut bytes, one) = number(text)?;
    let after = |bytes: usize| text.get(bytes..).unwrap_or_default();
    let unit = |bytes: usize| if after(bytes).starts_with('岁') { '岁'.len_utf8() } else { 0 };
    bytes += unit(bytes);
    for (word, from, to) in [("以上", one, u8::MAX), ("以下", 0, one), ("+", one, u8::MAX)] {
        if after(bytes).starts_with(word) {
            return Some((bytes + word.len(), Token::Years(from, to)));
        }
    }
    let span = ['-', '~', '到', '至', '–', '—'].into_iter().find(|sign| after(bytes).starts_with(*sign));
    if let Some((length, two)) = span.and_then(|sign| {
        let (length, two) = number(after(bytes + sign.len_utf8()))?;
        Some((sign.len_utf8() + length, two))
    }) {
        bytes += length;
        bytes += unit(bytes);
        return Some((bytes, Token::Years(one.min(two), one.max(two))));
    }
    Some((bytes, Token::Years(one, one)))
}

/// A number of years: digits, not more than anybody lives.
fn number(text: &str) -> Option<(usize, u8)> {
    let bytes = text.bytes().take_while(u8::is_ascii_digit).count();
    let years = text.get(..bytes)?.parse().ok().filter(|years| (1..=120).contains(years))?;
    Some((bytes, years))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_words_are_found_wherever_they_stand() {
        let cases: &[(&str, &[Token])] = &[
            ("女 28 普通话", &[Token::Sex(SexWord::Female), Token::Years(28, 28), Token::Language(0)]),
            ("２８岁的男生", &[Token::Years(28, 28), Token::Sex(SexWord::Male)]),
            ("男 25-35 同城", &[Token::Sex(SexWord::Male), Token::Years(25, 35), Token::Near(Nearby::City)]),
            ("Female, 25到20岁", &[Token::Sex(SexWord::Female), Token::Years(20, 25)]),
            ("30岁以上", &[Token::Years(30, u8::MAX)]),
            ("20以下 不限", &[Token::Years(0, 20), Token::Any]),
            ("来聊天的", &[]),
            ("99999", &[]),
            ("0", &[]),
        ];
        for (line, want) in cases {
            assert_eq!(scan(line), *want, "{line}");
        }
    }

    proptest! {
        #[test]
        fn no_line_panics(line in "\\PC{0,60}|[0-9岁到~男女以上下-]{0,20}") {
            let _ = scan(&line);
        }
    }
}
