//! What kind of writing a character belongs to.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    /// Written without spaces between words: ideographs, kana, Thai and its neighbours.
    Unspaced,
    /// Letters, digits and marks of everything else.
    Spaced,
    /// Begins an emoji.
    Emoji,
    /// Between words.
    Gap,
}

impl Script {
    pub(super) fn of(it: char) -> Self {
        match it {
            '\u{3005}'
            | '\u{3007}'
            | '\u{3040}'..='\u{30FA}'
            | '\u{30FC}'..='\u{30FF}'
            | '\u{3400}'..='\u{4DBF}'
            | '\u{4E00}'..='\u{9FFF}'
            | '\u{20000}'..='\u{323AF}'
            | '\u{0E00}'..='\u{0EFF}'
            | '\u{1000}'..='\u{109F}'
            | '\u{1780}'..='\u{17FF}' => Self::Unspaced,
            '\u{203C}'
            | '\u{2049}'
            | '\u{2300}'..='\u{23FF}'
            | '\u{2600}'..='\u{27BF}'
            | '\u{2B00}'..='\u{2BFF}'
            | '\u{1F000}'..='\u{1FAFF}' => Self::Emoji,
            _ if it.is_alphanumeric() || unicode_normalization::char::is_combining_mark(it) => Self::Spaced,
            _ => Self::Gap,
        }
    }
}
