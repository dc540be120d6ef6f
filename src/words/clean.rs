//! What is taken out of people's lines, so that nobody can imitate the system.

/// Every system line begins with this glyph.
pub(crate) const GLYPH: char = '◈';

/// What stands in a line where something was taken out.
const TAKEN_OUT: char = '▢';

/// The glyph's look-alikes.
const LOOK_ALIKES: &[char] =
    &['◈', '◇', '◆', '❖', '⟐', '⬖', '⬗', '⬘', '⬙', '◊', '⧫', '⬥', '⬦', '⋄', '⌺', '⯁', '⯂'];

/// A line without the glyph and its look-alikes, without marks that nobody sees (zero width, direction) and without
/// control characters. Joiners inside emoji stay: without them a family falls apart.
pub(crate) fn line(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            // Ideographs, which most lines are made of, are none of the below.
            '\u{3400}'..='\u{9fff}' => cleaned.push(c),
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' => cleaned.push('\n'),
            '\n' | '\t' => cleaned.push(c),
            _ if LOOK_ALIKES.contains(&c) => cleaned.push(TAKEN_OUT),
            '\u{200d}' if cleaned.chars().next_back().is_some_and(joins) => cleaned.push(c),
            _ if unseen(c) || c.is_control() => {}
            _ => cleaned.push(c),
        }
    }
    cleaned
}

/// Whether a character may stand before a zero-width joiner: an emoji, its variation mark or skin tone.
fn joins(before: char) -> bool {
    matches!(before as u32, 0x2190..=0x2BFF | 0xFE0F | 0x1F000..=0x1FAFF)
}

fn unseen(c: char) -> bool {
    matches!(
        c as u32,
        0x00AD | 0x034F | 0x061C | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180E | 0x200B..=0x200F
            | 0x2028..=0x202E | 0x2060..=0x206F | 0x3164 | 0xFEFF | 0xFFA0 | 0xFFF9..=0xFFFB | 0xE0000..=0xE0FFF
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn imitations_are_seen_as_such() {
        // proves: M3
        let cases = [
            ("◈ 系统通知：转账", "▢ 系统通知：转账"),
            ("\u{200b}\u{202e}◇hi", "▢hi"),
            ("a\r\nb\rc\u{7}", "a\nb\nc"),
            ("👨\u{200d}👩\u{200d}👧", "👨\u{200d}👩\u{200d}👧"),
            ("a\u{200d}b", "ab"),
            ("❤\u{fe0f}\u{200d}🔥", "❤\u{fe0f}\u{200d}🔥"),
        ];
        for (typed, want) in cases {
            assert_eq!(line(typed), want, "{typed:?}");
        }
    }

    proptest! {
        #[test]
        fn no_line_contains_the_glyph(text in "\\PC*|[◈◇\u{200b}\u{202e}a\n]{0,20}") {
            let cleaned = line(&text);
            prop_assert!(!cleaned.contains(LOOK_ALIKES));
            prop_assert_eq!(line(&cleaned), cleaned.clone(), "cleaning twice changes nothing");
        }
    }
}
