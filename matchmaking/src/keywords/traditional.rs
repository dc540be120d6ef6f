//! Traditional characters and their simplified forms.

use std::collections::BTreeMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../data/traditional.txt");

static SIMPLIFIED: LazyLock<BTreeMap<char, char>> = LazyLock::new(|| {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once(' '))
        .flat_map(|(from, to)| from.chars().zip(to.chars()))
        .collect()
});

/// The simplified form of a common traditional character, or the character itself.
pub(super) fn simplified(from: char) -> char {
    // Nothing below the ideographs is in the table.
    if from < '\u{4E00}' { from } else { SIMPLIFIED.get(&from).copied().unwrap_or(from) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_pairs_as_many_and_no_character_has_two_forms() {
        let mut pairs = BTreeMap::new();
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let (from, to) = line.split_once(' ').unwrap();
            assert_eq!(from.chars().count(), to.chars().count(), "{line}");
            for (from, to) in from.chars().zip(to.chars()) {
                assert_ne!(from, to);
                assert_eq!(*pairs.entry(from).or_insert(to), to, "{from}");
            }
        }
        assert!(pairs.len() > 1_000);
        let settled = |&to: &char| simplified(to) == to;
        assert!(pairs.values().all(settled), "no simplified form is itself simplified further");
    }

    #[test]
    fn the_rest_stays_as_it_is() {
        assert_eq!("電影 music 乾".chars().map(simplified).collect::<String>(), "电影 music 乾");
    }
}
