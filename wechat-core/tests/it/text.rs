//! Cutting texts.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation as _;
use wechat_core::text::{split, strip_controls, truncate};

#[test]
fn families_and_flags_stay_whole() {
    let family = "👨‍👩‍👧‍👦"; // 25 bytes
    let pieces: Vec<_> = split(&family.repeat(3), 60).map(str::len).collect();
    assert_eq!(pieces, [50, 25]);
    assert_eq!(truncate(family, 24), "");
    assert_eq!(truncate("e\u{301}x", 3), "e\u{301}");
}

#[test]
fn a_cluster_longer_than_a_piece_is_cut_between_code_points() {
    let zalgo = format!("a{}", "\u{301}".repeat(20)); // one cluster of 41 bytes
    assert_eq!(split(&zalgo, 10).collect::<String>(), zalgo);
    assert!(split(&zalgo, 10).all(|piece| piece.len() <= 10));
    assert_eq!(split("😀😀", 0).count(), 2, "a piece holds at least one code point");
}

#[test]
fn nothing_makes_no_pieces() {
    assert_eq!(split("", 10).count(), 0);
}

proptest! {
    #[test]
    fn pieces_are_the_text(text in "(.|[\\x00-\\x7f]|👨‍👩‍👧|e\u{301}|\r\n){0,80}", max in 4_usize..40) {
        let pieces: Vec<_> = split(&text, max).collect();
        prop_assert_eq!(pieces.concat(), text.clone());
        prop_assert!(pieces.iter().all(|piece| !piece.is_empty() && piece.len() <= max));
        let borders: Vec<_> = text.grapheme_indices(true).map(|(at, _)| at).collect();
        let mut at = 0;
        for pair in pieces.windows(2) {
            at += pair[0].len();
            // A cut inside a cluster only where that cluster alone is too long for a piece.
            let inside = borders.binary_search(&at).is_err();
            let cluster = text.graphemes(true).map(str::len).max().unwrap();
            prop_assert!(!inside || cluster > max);
        }
    }

    #[test]
    fn truncation_is_the_first_piece_or_nothing(text in "\\PC{0,40}", max in 0_usize..60) {
        let head = truncate(&text, max);
        prop_assert!(text.starts_with(head) && head.len() <= max);
        let next = text[head.len()..].graphemes(true).next().map_or(0, str::len);
        prop_assert!(next == 0 || head.len() + next > max, "no further cluster fits");
    }

    #[test]
    fn stripped_texts_are_xml_characters(text in "[\\x00-\\x7f\u{fffe}你]{0,40}") {
        let stripped = strip_controls(&text);
        prop_assert!(stripped.chars().all(|c| c >= ' ' || "\t\n\r".contains(c)));
        let forbidden = stripped.contains(['\u{7f}', '\u{fffe}']);
        prop_assert!(!forbidden);
        prop_assert_eq!(strip_controls(&stripped), stripped.clone());
    }
}
