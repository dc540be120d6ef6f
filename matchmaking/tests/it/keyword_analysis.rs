//! Keyword analysis, as a table of what users write; and held against hostile input.

use matchmaking::Keyword;
use matchmaking::keywords::{
    Analysis, Analyzer, Dictionary, KeywordError, MAX_TEXT_BYTES, MAX_WORD_CHARS, MAX_WORDS, StopWords,
    Synonyms,
};
use proptest::prelude::{ProptestConfig, proptest};

fn texts(found: &Analysis) -> Vec<&str> {
    found.words.iter().map(|word| word.text.as_str()).collect()
}

#[test]
fn interests_are_understood_as_people_name_them() {
    let analyzer = Analyzer::default();
    for (written, expected) in [
        ("爬山 电影", &["爬山", "电影"][..]),
        ("登山、觀影，HIKING", &["爬山", "电影"]),
        ("我 喜欢 猫", &["猫"]),
        ("貓", &["猫"]),
        ("熊猫", &["熊猫"]),
        ("ＫＴＶ；Ｋ歌", &["唱歌"]),
        ("深夜电影", &["深夜电影", "电影"]),
        ("c++ c# Rust", &["c++", "c#", "rust"]),
        ("周末想找人一起去爬山拍照", &["周末", "爬山", "摄影"]),
        ("#摄影# 🎸👩\u{200D}🚀", &["摄影", "🎸", "👩\u{200D}🚀"]),
        ("、。！ \u{200B}\u{7}", &[]),
        ("", &[]),
    ] {
        assert_eq!(texts(&analyzer.interests(written).unwrap()), expected, "{written:?}");
    }
}

#[test]
fn running_text_gives_up_its_words() {
    let analyzer = Analyzer::default();
    for (written, expected) in [
        ("今天好累，想哭", &["好累", "想哭"][..]),
        ("最近在學吉他，也喜歡看小說", &["吉他", "小说"]),
        ("有没有人打羽毛球？", &["羽毛球"]),
        ("I really love Sci-Fi movies", &["sci", "fi", "电影"]),
        ("🎮🎮🎮", &["🎮"]),
        ("我家的猫很可爱", &["猫", "可爱"]),
    ] {
        let found = analyzer.text(written).unwrap();
        let (found, pairs) = (texts(&found), expected.len() + 2);
        assert!(expected.iter().all(|word| found.contains(word)), "{written:?}: {found:?}");
        assert!(found.len() <= pairs, "hardly any of what is found says nothing: {written:?}: {found:?}");
    }
}

#[test]
fn words_of_a_community_are_found_whole_and_mean_what_it_says() {
    let (mut dictionary, mut synonyms) = (Dictionary::default(), Synonyms::none());
    dictionary.read("深圳湾读书会").unwrap();
    synonyms.read("剧本杀 本子").unwrap();
    let mut stop_words = StopWords::none();
    stop_words.read("求 组队").unwrap();
    let analyzer =
        Analyzer::default().with_dictionary(dictionary).with_synonyms(synonyms).with_stop_words(stop_words);
    let found = analyzer.text("求深圳湾读书会组队本子").unwrap();
    assert_eq!(texts(&found), ["深圳湾读书会", "剧本杀"]);
    assert_eq!(found.words[1].keyword, Keyword::of("剧本杀"));
}

#[test]
fn what_is_too_long_or_too_many_is_said() {
    let analyzer = Analyzer::default();
    let long = "长".repeat(MAX_TEXT_BYTES / 3 + 1);
    let bytes = long.len();
    assert_eq!(analyzer.interests(&long), Err(KeywordError::TextTooLong { bytes }));
    assert_eq!(analyzer.text(&long), Err(KeywordError::TextTooLong { bytes }));
    let chars = MAX_WORD_CHARS + 1;
    let interest = format!("电影 {}", "x".repeat(chars));
    assert_eq!(analyzer.interests(&interest), Err(KeywordError::InterestTooLong { index: 1, chars }));
    let many: Vec<_> = (0..MAX_WORDS + 2).map(|number| format!("word{number}")).collect();
    let error = KeywordError::TooManyInterests { count: MAX_WORDS + 2 };
    assert_eq!(analyzer.interests(&many.join(" ")), Err(error));
    let found = analyzer.text(&many.join(" ")).unwrap();
    assert_eq!((found.words.len(), found.left_out), (MAX_WORDS, 2));
}

#[test]
fn writing_nobody_expects_is_survived() {
    let analyzer = Analyzer::default();
    for (written, expected) in [
        ("我們體驗過臺灣的憂鬱", &["体验", "忧郁"][..]),
        (
            "👩\u{200D}👩\u{200D}👧\u{200D}👦🏳\u{FE0F}\u{200D}🌈",
            &["👩\u{200D}👩\u{200D}👧\u{200D}👦", "🏳\u{200D}🌈"],
        ),
        ("рок музыка ภาพยนตร์ rock電影", &["рок", "музыка", "摇滚", "电影"]),
        ("\u{0}\u{1}\u{85}\u{378}\u{E000}\u{10FFFF}", &[]),
    ] {
        let found = analyzer.text(written).unwrap();
        let found = texts(&found);
        assert!(expected.iter().all(|word| found.contains(word)), "{written:?}: {found:?}");
        assert!(!expected.is_empty() || found.is_empty(), "{written:?}: {found:?}");
    }
    let thousand = "爱".repeat(600);
    let error = KeywordError::InterestTooLong { index: 0, chars: 600 };
    assert_eq!(analyzer.interests(&thousand), Err(error));
    assert_eq!(analyzer.interests(&"同 ".repeat(500)).unwrap().words.len(), 1, "all the same is one");
}

#[test]
fn nothing_printed_says_what_somebody_wrote() {
    let analyzer = Analyzer::default();
    let found = analyzer.interests("失恋").unwrap();
    let printed = format!("{found:?} {analyzer:?}");
    assert!(
        !printed.contains("失恋") && !printed.contains(&found.words[0].keyword.0.to_string()),
        "{printed}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is written, the answer is bounded and each word once; and what was found is found again in itself.
    #[test]
    fn any_text_is_survived(text in ".{0,80}|[一-龥a-zA-Zａ-ｚ電影 ，🎮👩\u{200D}\u{FE0F}]{0,80}") {
        let analyzer = Analyzer::default();
        for found in [analyzer.text(&text), analyzer.interests(&text)].into_iter().flatten() {
            assert!(found.words.len() <= MAX_WORDS);
            for (at, word) in found.words.iter().enumerate() {
                assert!(!word.text.is_empty() && word.text.chars().count() <= MAX_WORD_CHARS, "{text:?}");
                assert_eq!(word.keyword, Keyword::of(&word.text));
                assert!(found.words[..at].iter().all(|other| other.text != word.text), "{text:?}");
            }
        }
    }

    /// Lists of anybody's are read or refused.
    #[test]
    fn any_list_is_survived(list in "(.|\n){0,120}") {
        let _ = Dictionary::default().read(&list);
        let _ = Synonyms::default().read(&list);
        let _ = StopWords::default().read(&list);
    }
}
