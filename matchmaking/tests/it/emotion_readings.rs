//! What the analyser that ships reads, as tables of what people write.

use matchmaking::Emotion::{self, Anger, Calm, Disgust, Fear, Happiness, Like, Sadness, Surprise};
use matchmaking::emotion::{Builtin, Crisis, Effect, EmotionAnalyzer, Lexicon, Tone};

fn check(cases: &[(&str, Emotion)]) {
    let reader = Builtin::new().unwrap();
    let read = |text| reader.analyze(text).unwrap().class();
    let wrong: Vec<_> = cases
        .iter()
        .map(|&(text, expected)| (text, expected, read(text)))
        .filter(|(_, expected, read)| expected != read)
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

// proves: F33
#[test]
fn what_the_earlier_backend_got_wrong_is_right() {
    check(&[
        ("我不开心", Sadness),
        ("哈哈哈哈", Happiness),
        ("吓死我了", Fear),
        ("气死我了", Anger),
        ("我好累想哭", Sadness),
        ("心情 今天好累，想哭", Sadness),
        ("笑死我了", Happiness),
        ("累死我了", Sadness),
        ("爱死你了", Like),
        ("烦死了", Anger),
        ("恶心死了", Disgust),
        ("呜呜呜", Sadness),
        ("呜呜呜呜呜呜", Sadness),
        ("啊？居然是他", Surprise),
        ("[泪][泪]", Sadness),
        ("😡😡", Anger),
        ("2333", Happiness),
        ("T_T", Sadness),
    ]);
}

// proves: F33
#[test]
fn negation_degree_contrast_and_writing_are_understood() {
    check(&[
        ("不高兴", Sadness),
        ("一点也不快乐", Sadness),
        ("没有很开心", Sadness),
        ("不是很喜欢这个味道", Disgust),
        ("玩得很开心，但是现在好难过", Sadness),
        ("本来很难过，但是收到你的礼物特别开心", Happiness),
        ("從來沒有這麼開心過", Happiness),
        ("我好開心啊", Happiness),
        ("ＳＯ ＨＡＰＰＹ", Happiness),
        ("哈哈哈哈哈哈哈哈哈哈哈哈哈哈", Happiness),
    ]);
}

#[test]
fn what_says_nothing_is_calm() {
    check(&[
        ("", Calm),
        ("今天星期三", Calm),
        ("早上吃了包子", Calm),
        ("快乐大本营几点播", Calm),
        ("会议改到下午三点", Calm),
        ("12345", Calm),
    ]);
}

// proves: F33
#[test]
fn an_explanation_names_the_words_and_what_was_done_to_them() {
    let reader = Builtin::new().unwrap();
    let explained = reader.explain("今天不太高兴，好累").unwrap();
    assert_eq!(explained.feeling, reader.analyze("今天不太高兴，好累").unwrap());
    assert_eq!((explained.feeling.class(), explained.feeling.tone()), (Sadness, Tone::Negative));
    let words: Vec<_> = explained.cues.iter().map(|cue| (cue.word.as_str(), cue.effect)).collect();
    assert_eq!(words[..2], [("高兴", Effect::Negated), ("好累", Effect::Plain)]);
    assert!(words[2..].iter().all(|(_, effect)| *effect == Effect::Piece));
}

// proves: M6
#[test]
fn words_of_a_crisis_are_a_signal_of_their_own() {
    let reader = Builtin::new().unwrap();
    for (text, expected) in [
        ("我想死", Some(Crisis::SelfHarm)),
        ("真的不想活了", Some(Crisis::SelfHarm)),
        ("活着没意思", Some(Crisis::Despair)),
        ("笑死我了", None),
        ("累死了", None),
        ("想死你了", None),
        ("今天天气不错", None),
    ] {
        assert_eq!(reader.analyze(text).unwrap().crisis(), expected, "{text}");
    }
}

// proves: F33
#[test]
fn a_lexicon_of_ones_own_has_the_last_word() {
    let mut lexicon = Lexicon::default();
    assert!(lexicon.read("sadness 9 团建").is_ok());
    lexicon.insert("摸鱼", Happiness, 9).unwrap();
    let reader = Builtin::with_lexicon(lexicon).unwrap();
    assert_eq!(reader.analyze("周末团建").unwrap().class(), Sadness);
    assert_eq!(reader.analyze("摸鱼").unwrap().class(), Happiness);
}

#[test]
fn nothing_printed_says_what_somebody_wrote_or_feels() {
    let reader = Builtin::new().unwrap();
    let explained = reader.explain("我想死").unwrap();
    let printed = format!("{explained:?} {:?} {:?} {reader:?}", explained.feeling, explained.cues);
    assert!(
        !printed.contains("想死") && !printed.contains("Sadness") && !printed.contains("SelfHarm"),
        "{printed}"
    );
}
