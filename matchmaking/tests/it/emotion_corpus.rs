//! The model that ships is the one its corpus makes, and reads what it has never seen.

use std::collections::BTreeMap;

use matchmaking::Emotion;
use matchmaking::emotion::{
    Builtin, Corpus, EmotionAnalyzer, MAX_ROWS, Model, Trained, TrainingConfig, class_of_label, label, train,
};

const CORPUS: &str = include_str!("../../data/emotion/corpus.tsv");
const DIARY: &str = include_str!("emotion_diary.tsv");

fn accuracy(reader: &dyn EmotionAnalyzer, corpus: &Corpus) -> f64 {
    let read = |text: &str| reader.analyze(text).unwrap().class();
    let right = corpus.rows().iter().filter(|row| read(&row.text) == row.class).count();
    right as f64 / corpus.rows().len() as f64
}

#[test]
fn the_model_that_ships_is_the_one_its_corpus_makes() {
    let corpus = Corpus::read(CORPUS).unwrap();
    assert!((2_900..MAX_ROWS).contains(&corpus.rows().len()), "{}", corpus.rows().len());
    assert_eq!(corpus.classes(), Emotion::ALL);
    let shipped = Builtin::new().unwrap().model().clone();
    let mut config = TrainingConfig::default();
    (config.max_bytes, config.balance, config.on_builtin) = (200_000, 0.5, false);
    let made = train(&corpus, &config, &mut |_| {}).unwrap();
    assert_eq!(made.pieces(), shipped.pieces());
    // On other machines a logarithm may differ in its last bit, and with it a weight by one step.
    let (made, shipped) = (Trained::new(made).unwrap(), Trained::new(shipped).unwrap());
    let same = |text: &str| made.analyze(text).unwrap().class() == shipped.analyze(text).unwrap().class();
    let differ = corpus.rows().iter().filter(|row| !same(&row.text)).count();
    assert!(differ * 1_000 <= corpus.rows().len(), "{differ}");
}

// proves: F33
#[test]
fn diary_lines_it_has_never_seen_are_read_as_people_mean_them() {
    let (corpus, diary) = (Corpus::read(CORPUS).unwrap(), Corpus::read(DIARY).unwrap());
    assert!(diary.rows().len() >= 300, "{}", diary.rows().len());
    let known: BTreeMap<_, _> = corpus.rows().iter().map(|row| (&row.text, row.class)).collect();
    assert!(diary.rows().iter().all(|row| !known.contains_key(&row.text)), "held out");
    let accuracy = accuracy(&Builtin::new().unwrap(), &diary);
    assert!(accuracy >= 0.80, "{accuracy}");
}

/// Every tenth sentence kept back: the corpus teaches more than itself.
#[test]
fn a_model_trained_on_most_of_the_corpus_reads_the_rest() {
    let corpus = Corpus::read(CORPUS).unwrap();
    let (mut most, mut rest) = (Corpus::default(), Corpus::default());
    for (at, row) in corpus.rows().iter().enumerate() {
        if at % 10 == 3 { &mut rest } else { &mut most }.push(row.class, row.text.as_str());
    }
    let mut config = TrainingConfig::default();
    // The analyser that ships has seen the rest.
    config.on_builtin = false;
    let reader = Trained::new(train(&most, &config, &mut |_| {}).unwrap()).unwrap();
    let accuracy = accuracy(&reader, &rest);
    assert!(accuracy >= 0.65, "{accuracy}");
}

#[test]
fn a_model_that_stands_on_what_ships_reads_words_its_rows_never_had() {
    let rows = "sadness\t今天好难过\nsadness\t难过想哭\nhappiness\t今天好开心\nhappiness\t开心地笑";
    let corpus = Corpus::read(rows).unwrap();
    let mut config = TrainingConfig::default();
    let read = |config: &TrainingConfig| {
        let model = train(&corpus, config, &mut |_| {}).unwrap();
        assert_eq!(model.stands_on_builtin(), config.on_builtin);
        let reader = Trained::new(Model::read(&model.write()).unwrap()).unwrap();
        ["悲痛欲绝", "欣喜若狂"].map(|text| {
            let explained = reader.explain(text).unwrap();
            assert_eq!(explained.feeling, reader.analyze(text).unwrap());
            (explained.feeling.class(), explained.cues.iter().any(|cue| cue.word == text))
        })
    };
    assert_eq!(read(&config), [(Emotion::Sadness, true), (Emotion::Happiness, true)]);
    config.on_builtin = false;
    let [one, other] = read(&config);
    assert_eq!(one, other, "of a text without a known piece nothing can be said");
}

#[test]
fn labels_are_names_of_classes() {
    assert!(Emotion::ALL.iter().all(|&class| class_of_label(label(class)) == Some(class)));
}
