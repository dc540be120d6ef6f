//! Traditional characters and their simplified forms.

use std::sync::LazyLock;

const TABLE: &str = include_str!("../../data/traditional.txt");

/// The block of ideographs the table speaks of: for each of them the simplified form.
static SIMPLIFIED: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut forms: Vec<char> = ('\u{4E00}'..='\u{9FFF}').collect();
    for (from, to) in pairs() {
        if let Some(form) = forms.get_mut(place(from)) {
            *form = to;
        }
    }
    forms
});

fn pairs() -> impl Iterator<Item = (char, char)> {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' '));
    lines.flat_map(|(from, to)| from.chars().zip(to.chars()))
}

/// Where a character is in the block; beyond its end for what lies before it.
const fn place(of: char) -> usize {
    (of as usize).wrapping_sub(0x4E00)
}

/// The simplified form of a traditional character, or the character itself.
pub(crate) fn simplified(from: char) -> char {
    SIMPLIFIED.get(place(from)).copied().unwrap_or(from)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn every_line_pairs_as_many_and_no_character_has_two_forms() {
        let mut known = BTreeMap::new();
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let (from, to) = line.split_once(' ').unwrap();
            assert_eq!(from.chars().count(), to.chars().count(), "{line}");
        }
        for (from, to) in pairs() {
            assert!(from != to && place(from) < SIMPLIFIED.len(), "{from}");
            assert_eq!(*known.entry(from).or_insert(to), to, "{from}");
        }
        assert!(known.len() >= 2_500, "{}", known.len());
        let settled = |&to: &char| simplified(to) == to;
        assert!(known.values().all(settled), "no simplified form is itself simplified further");
    }

    #[test]
    fn sentences_are_simplified_and_the_rest_stays_as_it_is() {
        for (from, to) in [
            ("電影 music 乾", "电影 music 乾"),
            ("憂鬱的臺灣烏龜尋釁幾羣", "忧郁的台湾乌龟寻衅几群"),
            ("我們體驗過這裡的風景，後來發現頭髮亂了", "我们体验过这里的风景，后来发现头发乱了"),
            ("俱乐部 著名 姊妹 瞭望 大阪", "俱乐部 著名 姊妹 瞭望 大阪"),
            ("\u{3400}\u{20000}é🎸", "\u{3400}\u{20000}é🎸"),
        ] {
            assert_eq!(from.chars().map(simplified).collect::<String>(), to);
        }
    }
}
