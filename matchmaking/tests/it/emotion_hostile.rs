//! Emotion analysis held against texts and files nobody meant well.

use std::sync::LazyLock;

use matchmaking::Emotion;
use matchmaking::emotion::{
    Builtin, Corpus, EmotionAnalyzer, EmotionError, Explanation, MAX_TEXT_BYTES, Model, TrainingConfig, train,
};
use proptest::prelude::{ProptestConfig, any, proptest};

static READER: LazyLock<Builtin> = LazyLock::new(|| Builtin::new().unwrap());

fn check(text: &str, explained: &Explanation) {
    let shares = explained.feeling.shares();
    assert!((shares.iter().sum::<f32>() - 1.0).abs() < 1e-3, "{text:?}");
    assert_eq!(explained.feeling, READER.analyze(text).unwrap(), "{text:?}");
    assert_eq!(explained.feeling.mood().class(), explained.feeling.class(), "{text:?}");
    for cue in &explained.cues {
        assert!(cue.weight.is_finite() && !cue.word.is_empty(), "{text:?}");
    }
}

#[test]
fn texts_of_any_kind_are_survived() {
    let mixed = "a哈я한🏳️‍🌈\u{202E}\u{0}\u{FFFF}\u{E0001}é\u{301}\u{301}";
    for text in [
        "开心".repeat(1_000),
        "不".repeat(3_000),
        "😭".repeat(2_000),
        "👩\u{200D}👩\u{200D}👧\u{200D}👦".repeat(300),
        mixed.repeat(200),
        "\u{0}\u{1}\u{7F}\u{85}\u{378}\u{10FFFF}\u{F8FF}".repeat(100),
        "ﷺ".repeat(1_000),
        "https://".repeat(500),
        "@".repeat(5_000),
        "9".repeat(5_000),
        "\n\t \u{3000}".repeat(1_000),
    ] {
        check(&text, &READER.explain(&text).unwrap());
    }
    let long = "长".repeat(MAX_TEXT_BYTES / 3 + 1);
    assert_eq!(READER.analyze(&long).unwrap_err(), EmotionError::TextTooLong { bytes: long.len() });
    assert!(READER.analyze(&long[..MAX_TEXT_BYTES / 3 * 3]).is_ok());
}

#[test]
fn a_model_needs_two_classes_and_is_the_same_every_time() {
    let config = TrainingConfig::default();
    let error = |rows, classes| EmotionError::Untrainable { rows, classes };
    assert_eq!(train(&Corpus::default(), &config, &mut |_| {}), Err(error(0, 0)));
    let one = Corpus::read("like\t好看\nlike\t好听").unwrap();
    assert_eq!(train(&one, &config, &mut |_| {}), Err(error(2, 1)));
    let two = Corpus::read("like\t好看的书\nanger\t吵死了\nlike\t好看的画\nanger\t烦死了").unwrap();
    let mut steps = Vec::new();
    let model = train(&two, &config, &mut |progress| steps.push((progress.done, progress.steps))).unwrap();
    assert_eq!(steps, [(1, 6), (2, 6), (3, 6), (4, 6), (5, 6), (6, 6)]);
    assert_eq!(model.write(), train(&two, &config, &mut |_| {}).unwrap().write());
    assert_eq!(model.classes().collect::<Vec<_>>(), [Emotion::Like, Emotion::Anger]);
    assert_eq!(Model::read(&model.write()), Ok(model));
}

#[test]
fn settings_with_which_nothing_is_learned_are_refused() {
    let corpus = Corpus::read("like\t好看的书\nanger\t吵死了\nlike\t好看的画\nanger\t烦死了").unwrap();
    let field = |cost, balance| {
        let mut config = TrainingConfig::default();
        (config.cost, config.balance) = (cost, balance);
        match train(&corpus, &config, &mut |_| {}) {
            Err(EmotionError::Setting { field, value, .. }) => Some((field, value)),
            other => other.map(|_| None).unwrap(),
        }
    };
    for (number, told) in
        [(f32::NAN, "NaN"), (f32::INFINITY, "inf"), (-1.0, "-1"), (1e30, "1000000000000000000000000000000")]
    {
        assert_eq!(field(number, 0.5), Some(("cost", told.to_owned())));
        assert_eq!(field(0.3, number), Some(("balance", told.to_owned())));
    }
    assert_eq!(field(0.0, 0.5), Some(("cost", "0".to_owned())));
    for (cost, balance) in [(1e-6, 0.0), (1_000.0, 1.0)] {
        assert_eq!(field(cost, balance), None);
    }
}

#[test]
fn a_large_corpus_makes_a_file_no_larger_than_it_may_be() {
    let (mut corpus, mut state) = (Corpus::default(), 7_u64);
    for row in 0..1_500 {
        let text: String = (0..40)
            .filter_map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                char::from_u32(0x4E00 + (state >> 33) as u32 % 600)
            })
            .collect();
        corpus.push(Emotion::ALL[row % 8], text);
    }
    let mut config = TrainingConfig::default();
    (config.max_bytes, config.passes) = (30_000, 3);
    let file = train(&corpus, &config, &mut |_| {}).unwrap().write();
    assert!((29_900..=30_000).contains(&file.len()), "{}", file.len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is written, the shares are shares, and an explanation says what a reading says.
    #[test]
    fn any_text_is_read(text in "(.|\n){0,60}|[不没很开心难过气死我了，。？！😭😂\\[\\]泪a-zA-Z０-９@:/. ]{0,60}") {
        check(&text, &READER.explain(&text).unwrap());
    }

    /// Damaged models are refused or were not damaged.
    #[test]
    fn a_damaged_model_is_refused(at in any::<proptest::sample::Index>(), bits in 1_u8.., cut in any::<bool>()) {
        let mut file = READER.model().write();
        let at = at.index(file.len());
        if cut { file.truncate(at) } else { file[at] ^= bits }
        assert!(Model::read(&file).is_err());
    }
}
