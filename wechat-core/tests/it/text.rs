//! Cutting texts.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation as _;
use wechat_core::AppId;
use wechat_core::text::{menu_link, merge, mini_program_link, page_link, split, strip_controls, truncate};

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

#[test]
fn links_cannot_be_broken_out_of() {
    let hostile = "\"><a href='x'>&\n";
    let wx = AppId::new("wx1").unwrap();
    for link in [
        page_link(hostile, hostile),
        menu_link(hostile, hostile),
        mini_program_link(hostile, &wx, hostile, hostile),
    ] {
        assert_eq!(link.matches('<').count(), 2, "{link}");
        assert_eq!(link.matches('>').count(), 2, "{link}");
        let tag = link.split_once('>').unwrap().0;
        let attributes = if tag.contains("miniprogram") { 3 } else { 1 };
        assert_eq!(tag.matches('"').count(), 2 * attributes, "{link}");
    }
    assert!(menu_link("a&b", "1&2").contains("msgmenucontent=a%26b&msgmenuid=1%262"));
    assert_eq!(
        mini_program_link("open", &wx, "pages/a?x=1&y=2", "https://example.com"),
        r#"<a data-miniprogram-appid="wx1" data-miniprogram-path="pages/a?x=1&y=2" href="https://example.com">open</a>"#
    );
}

#[test]
fn short_lines_share_a_message() {
    assert_eq!(merge(["ab", "", "cd", "ef"], "\n", 5), ["ab\ncd", "ef"]);
    assert_eq!(merge(["a", "0123456789", "b", "c"], "\n", 6), ["a", "012345", "6789", "b\nc"]);
    assert!(merge([], "\n", 5).is_empty());
}

proptest! {
    #[test]
    fn merged_texts_are_the_lines(lines in prop::collection::vec("[a-z你😀]{0,30}", 0..12), max in 4_usize..60) {
        let texts = merge(lines.iter().map(String::as_str), "\n", max);
        prop_assert!(texts.iter().all(|text| !text.is_empty() && text.len() <= max));
        prop_assert_eq!(texts.concat().replace('\n', ""), lines.concat());
        // No two neighbours could have shared one text, unless one is a piece of a line too long for it.
        let cut = |text: &str| lines.iter().any(|line| line.len() > max && line.contains(text));
        for pair in texts.windows(2) {
            let first = pair[1].split('\n').next().unwrap();
            prop_assert!(pair[0].len() + 1 + first.len() > max || cut(&pair[0]) || cut(first));
        }
    }

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
