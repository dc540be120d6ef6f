//! Training a model on texts with labels.
//!
//! Character pieces of one to three, `1 + ln tf`, length 1, one linear support vector machine per class with squared
//! hinge loss; the pieces that tell most are kept and the machines trained once more on these alone.

mod calibrate;
mod folds;
mod prune;
mod quantize;
mod rng;
mod svm;
mod vectors;

use super::limits::MAX_ROWS;
use super::model::Model;
use super::{Corpus, EmotionError};
use crate::Emotion;
use folds::FOLDS;
use vectors::Vectors;

/// The settings of the trainer.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct TrainingConfig {
    /// How much an error on a row counts beside small weights. Default 0.3.
    pub cost: f32,
    /// How large the file may become, bytes. Default [`Model::MAX_BYTES`].
    pub max_bytes: usize,
    /// In how many rows a piece must be to be looked at. Default 2.
    pub min_rows: u32,
    /// How often each machine looks at every row at most. Default 20.
    pub passes: u32,
    /// Whether the classes' biases are found on rows held out, a fifth at a time, so that rare classes are read more
    /// often (with 2,000 rows or more). It takes three times as long. Default yes.
    pub calibrate: bool,
}

impl Default for TrainingConfig {
    fn default() -> Self {
        Self { cost: 0.3, max_bytes: Model::MAX_BYTES, min_rows: 2, passes: 20, calibrate: true }
    }
}

/// How far a training is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TrainingProgress {
    /// How many of the steps are done.
    pub done: usize,
    /// How many there are.
    pub steps: usize,
}

/// Trains a model; `progress` is told of every step. The same corpus and settings give the same model.
///
/// Rows with a text that occurred before are left out. It takes about 200 bytes of memory for each character of the
/// corpus.
///
/// # Errors
///
/// [`EmotionError::Untrainable`] if the rows have fewer than two classes, or are more than
/// [`MAX_ROWS`](super::MAX_ROWS).
pub fn train(
    corpus: &Corpus,
    config: &TrainingConfig,
    progress: &mut dyn FnMut(TrainingProgress),
) -> Result<Model, EmotionError> {
    let (classes, rows) = (corpus.classes(), corpus.rows().len());
    if classes.len() < 2 || rows > MAX_ROWS {
        return Err(EmotionError::Untrainable { rows, classes: classes.len() });
    }
    let mut vectors = Vectors::of(corpus, config.min_rows);
    let calibrate = config.calibrate && calibrate::is_worth_it(&vectors);
    let mut done = 0;
    let mut step = || {
        done += 1;
        progress(TrainingProgress {
            done,
            steps: 2 + classes.len() * if calibrate { 2 + usize::from(FOLDS) } else { 2 },
        });
    };
    step();
    let weights = machines(&vectors, &classes, config, &|_| true, &mut step);
    let keep = prune::keep(&vectors, &weights, config.max_bytes);
    vectors.keep_only(&keep);
    step();
    let mut biases = vec![0.0; classes.len()];
    if calibrate {
        let mut unseen = Vec::with_capacity(vectors.len());
        for fold in 0..FOLDS {
            let seen = |row| vectors.fold(row) != fold;
            let weights = machines(&vectors, &classes, config, &seen, &mut step);
            unseen.extend(calibrate::unseen(&vectors, &classes, &weights, fold));
        }
        biases = calibrate::biases(&unseen, classes.len());
    }
    let mut weights = machines(&vectors, &classes, config, &|_| true, &mut step);
    for (bias, weights) in biases.iter().zip(&mut weights) {
        weights.last_mut().into_iter().for_each(|own| *own += bias);
    }
    Ok(quantize::model(&vectors, &classes, &weights))
}

/// A machine for each class, trained on the rows that are to be seen.
fn machines(
    vectors: &Vectors,
    classes: &[Emotion],
    config: &TrainingConfig,
    seen: &dyn Fn(usize) -> bool,
    step: &mut dyn FnMut(),
) -> Vec<Vec<f32>> {
    let one = |&class: &Emotion| {
        let of_class = vectors.labels().filter(|&label| label == class).count();
        // Rare classes count for more, though not for as much as they are rarer.
        let weight = (vectors.labels().count() as f32 / (classes.len() * of_class.max(1)) as f32).sqrt();
        let weights = svm::train(vectors, class, (config.cost, weight), config.passes, seen);
        step();
        weights
    };
    classes.iter().map(one).collect()
}
