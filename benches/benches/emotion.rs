//! Emotion analysis against its targets: texts a second, start-up, memory; `cargo bench -p driftbottle-benches --bench
//! emotion`.
#![allow(missing_docs)]

use std::hint::black_box;
use std::time::Instant;

use anyhow::{Result, ensure};
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

    let builtin = Builtin::new()?;
    per_second("default", &builtin, &texts);
    start("default", || Builtin::new().is_ok());
    memory("default", || Builtin::new().ok());
    println!("  lexicon and model as they count themselves: {} bytes", builtin.memory_bytes());

    let trained = Trained::new(Model::read(&file)?)?;
    println!("\ntrained: a file of {} bytes, {} pieces", file.len(), trained.model().pieces());
    per_second("trained", &trained, &texts);
    start("trained", || Model::read(&file).and_then(Trained::new).is_ok());
    memory("trained", || Model::read(&file).and_then(Trained::new).ok());
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

fn per_second(name: &str, analyzer: &dyn EmotionAnalyzer, texts: &[String]) {
    let seconds = best(|| {
        for text in texts {
            black_box(analyzer.analyze(black_box(text)).is_ok());
        }
    });
    let rate = texts.len() as f64 / seconds;
    println!("  {name}: {rate:>9.0} texts/s {}", verdict(rate / 100_000.0, rate / 300_000.0));
}

fn start(name: &str, mut begin: impl FnMut() -> bool) {
    let ms = 1_000.0
        * best(|| {
            black_box(begin());
        });
    println!("  {name}: {ms:>9.2} ms to start {}", verdict(20.0 / ms, 5.0 / ms));
}

fn memory<T>(name: &str, make: impl FnOnce() -> T) {
    let mut kept = None;
    let counted = allocation_counter::measure(|| kept = Some(make()));
    let mb = counted.bytes_current as f64 / 1e6;
    let peak = counted.bytes_max as f64 / 1e6;
    println!(
        "  {name}: {mb:>9.2} MB kept, {peak:.2} MB at most meanwhile {}",
        verdict(4.0 / peak, 2.0 / peak)
    );
    drop(kept);
}

fn best(mut run: impl FnMut()) -> f64 {
    let once = |run: &mut dyn FnMut()| {
        let begun = Instant::now();
        run();
        begun.elapsed().as_secs_f64()
    };
    (0..ROUNDS).map(|_| once(&mut run)).fold(f64::MAX, f64::min)
}

/// Whether a target and the further one beyond it are met, as multiples of what they ask.
fn verdict(must: f64, stretch: f64) -> String {
    let word = |times: f64| if times >= 1.0 { "met" } else { "missed" };
    format!("(target {} ×{must:.2}, stretch {} ×{stretch:.2})", word(must), word(stretch))
}
