//! Emotion analysis against its targets: texts a second, start-up, memory, and how well texts are read; `cargo bench -p
//! driftbottle-benches --bench emotion`.
#![allow(missing_docs)]

#[path = "emotion/reading.rs"]
mod reading;

use std::hint::black_box;
use std::time::Instant;

use anyhow::{Result, ensure};
use driftbottle_benches::matching::targets::{Row, table};
use matchmaking::Emotion;
use matchmaking::emotion::{Builtin, Corpus, EmotionAnalyzer, Model, Trained, TrainingConfig, train};

/// The length of the texts that are read, characters.
const CHARS: usize = 30;
/// How often everything is measured; the best time counts, since others use the machine too.
const ROUNDS: usize = 15;

fn main() -> Result<()> {
    let corpus = Corpus::read(include_str!("../../matchmaking/data/emotion/corpus.tsv"))?;
    let texts = texts(&corpus);
    ensure!(texts.len() > 500 && texts.iter().all(|text| text.chars().count() == CHARS), "texts to read");
    let file = large_model()?.write();
    println!("{} texts of {CHARS} characters, best of {ROUNDS} rounds, one thread\n", texts.len());

    let mut rows = Vec::new();
    let builtin = Builtin::new()?;
    rows.push(per_second("default", &builtin, &texts));
    rows.push(start("default", || Builtin::new().is_ok()));
    rows.push(memory("default", || Builtin::new().ok()));
    println!("lexicon and model as they count themselves: {} bytes", builtin.memory_bytes());

    let trained = Trained::new(Model::read(&file)?)?;
    println!("trained: a file of {} bytes, {} pieces", file.len(), trained.model().pieces());
    rows.push(per_second("trained", &trained, &texts));
    rows.push(start("trained", || Model::read(&file).and_then(Trained::new).is_ok()));
    rows.push(memory("trained", || Model::read(&file).and_then(Trained::new).ok()));
    rows.extend(reading::rows()?);
    println!("\n{}", table(&rows));
    Ok(())
}

/// The sentences of the corpus, one after the other, cut into texts of the same length.
fn texts(corpus: &Corpus) -> Vec<String> {
    let all: Vec<char> = corpus.rows().iter().flat_map(|row| row.text.chars().chain(['，'])).collect();
    all.chunks_exact(CHARS).map(|text| text.iter().collect()).collect()
}

/// A model as large as a file may be: sentences of characters by a fixed rule fill it.
fn large_model() -> Result<Model> {
    let mut corpus = Corpus::default();
    let mut state = 7_u64;
    for row in 0..6_000 {
        let text: String = (0..40)
            .filter_map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                char::from_u32(0x4E00 + (state >> 33) as u32 % 600)
            })
            .collect();
        let class = Emotion::ALL.get(row % Emotion::COUNT).copied().unwrap_or(Emotion::Calm);
        corpus.push(class, text);
    }
    let model = train(&corpus, &TrainingConfig::default(), &mut |_| {})?;
    ensure!(model.write().len() > 420_000, "the model is as large as it may be");
    Ok(model)
}

fn per_second(name: &str, analyzer: &dyn EmotionAnalyzer, texts: &[String]) -> Row {
    let seconds = best(|| {
        for text in texts {
            black_box(analyzer.analyze(black_box(text)).is_ok());
        }
    });
    Row::at_least(format!("{name}, speed"), 100.0, texts.len() as f64 / seconds / 1e3, "k texts/s")
}

fn start(name: &str, mut begin: impl FnMut() -> bool) -> Row {
    let ms = 1_000.0
        * best(|| {
            black_box(begin());
        });
    Row::at_most(format!("{name}, start"), 20.0, ms, "ms")
}

/// At most, while it starts.
fn memory<T>(name: &str, make: impl FnOnce() -> T) -> Row {
    let mut kept = None;
    let counted = allocation_counter::measure(|| kept = Some(make()));
    drop(kept);
    Row::at_most(format!("{name}, memory"), 4.0, counted.bytes_max as f64 / 1e6, "MB")
}

fn best(mut run: impl FnMut()) -> f64 {
    let once = |run: &mut dyn FnMut()| {
        let begun = Instant::now();
        run();
        begun.elapsed().as_secs_f64()
    };
    (0..ROUNDS).map(|_| once(&mut run)).fold(f64::MAX, f64::min)
}
