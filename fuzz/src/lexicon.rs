//! Lists of words that users bring: lexicons, the ontology of DUTIR, corpora, dictionaries, synonyms.

use matchmaking::emotion::{Builtin, Corpus, Dutir, EmotionAnalyzer, EmotionError, Lexicon};
use matchmaking::keywords::{Analyzer, Dictionary, KeywordError, StopWords, Synonyms};

/// Lists are read or refused with a line that exists; with what was read, texts are still read.
pub fn lexicon(data: &[u8]) {
    if let Ok(reader) = Dutir::read(data) {
        let _ = reader.explain(&String::from_utf8_lossy(data)).map(check);
    }
    let Ok(text) = std::str::from_utf8(data) else { return };
    let lines = text.split('\n').count().max(text.lines().count());
    let mut lexicon = Lexicon::none();
    match lexicon.read(text) {
        Ok(()) => {
            if let Ok(reader) = Builtin::with_lexicon(lexicon) {
                let _ = reader.explain(text).map(check);
            }
        }
        Err(
            EmotionError::UnknownKind { line }
            | EmotionError::NotAWord { line }
            | EmotionError::TwoMeanings { line, .. },
        ) => assert!((1..=lines).contains(&line) && lexicon.is_empty()),
        Err(other) => panic!("not a matter of lexicons: {other}"),
    }
    match Corpus::read(text) {
        Ok(corpus) => assert!(corpus.rows().len() <= lines),
        Err(EmotionError::NoRow { line } | EmotionError::UnknownLabel { line }) => {
            assert!((1..=lines).contains(&line));
        }
        Err(other) => panic!("not a matter of corpora: {other}"),
    }
    keywords(text, lines);
}

fn check(explained: matchmaking::emotion::Explanation) {
    assert!(explained.cues.iter().all(|cue| cue.weight.is_finite() && !cue.word.is_empty()));
    assert!(explained.feeling.shares().iter().all(|share| (0.0..=1.0).contains(share)));
}

fn keywords(text: &str, lines: usize) {
    let (mut dictionary, mut synonyms, mut stop_words) =
        (Dictionary::default(), Synonyms::none(), StopWords::none());
    for read in [dictionary.read(text), synonyms.read(text), stop_words.read(text)] {
        match read {
            Ok(()) => {}
            Err(KeywordError::NotAWord { line } | KeywordError::TwoMeanings { line, .. }) => {
                assert!((1..=lines).contains(&line));
            }
            Err(other) => panic!("not a matter of lists: {other}"),
        }
    }
    let analyzer =
        Analyzer::default().with_dictionary(dictionary).with_synonyms(synonyms).with_stop_words(stop_words);
    for found in [analyzer.text(text), analyzer.interests(text)].into_iter().flatten() {
        assert!(found.words.iter().all(|word| !word.text.is_empty()));
    }
}
