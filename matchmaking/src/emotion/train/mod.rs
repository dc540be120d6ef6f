//! Training a model on texts with labels.
//!
//! Character pieces of one to three, `1 + ln tf`, length 1, beside them what the analyser that ships thinks; one linear
//! support vector machine per class with squared hinge loss; the pieces that tell most are kept and the machines trained
//! once more on these alone.

mod prune;
mod quantize;
mod rng;
mod svm;
mod vectors;

use super::limits::MAX_ROWS;
use super::model::Model;
use super::{Builtin, Corpus, EmotionError};
use crate::Emotion;
use svm::Machine;
use vectors::Vectors;

/// The settings of the trainer.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct TrainingConfig {
    /// How much an error on a row counts beside small weights: more than 0, at most 1000. Default 0.3.
    pub cost: f32,
    /// How large the file may become, bytes. Default [`Model::MAX_BYTES`].
    pub max_bytes: usize,
    /// In how many rows a piece must be to be looked at. Default 2.
    pub min_rows: u32,
    /// How often each machine looks at every row at most. Default 20.
    pub passes: u32,
    /// How far rare classes are made up for, from 0 to 1: with 0 a row of any class counts the same, with 1 its rows together as much
    /// as those of any other. Less reads more rows right, more reads more rare classes. Default 1.
    pub balance: f32,
    /// Whether the model [stands on](Model::stands_on_builtin) the analyser that ships and learns when to believe it,
    /// which helps most with classes of few rows. Default yes.
    pub on_builtin: bool,
}

impl Default for TrainingConfig {
    fn default() -> Self {
        let (cost, balance) = (0.3, 1.0);
        Self { cost, max_bytes: Model::MAX_BYTES, min_rows: 2, passes: 20, balance, on_builtin: true }
    }
}

impl TrainingConfig {
    /// Beyond this rows are learned by heart, and the numbers of a model grow past what its file can hold.
    const MAX_COST: f32 = 1_000.0;

    fn check(&self) -> Result<(), EmotionError> {
        let refused =
            |field, value: f32, must| EmotionError::Setting { field, value: value.to_string(), must };
        // Neither holds of what is no number.
        if !(self.cost > 0.0 && self.cost <= Self::MAX_COST) {
            return Err(refused("cost", self.cost, "more than 0 and at most 1000"));
        }
        if !(0.0..=1.0).contains(&self.balance) {
            return Err(refused("balance", self.balance, "from 0 to 1"));
        }
        Ok(())
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
/// [`EmotionError::Setting`] if the cost or the balance is out of bounds, [`EmotionError::Untrainable`] if the rows have
/// fewer than two classes or are more than [`MAX_ROWS`](super::MAX_ROWS).
pub fn train(
    corpus: &Corpus,
    config: &TrainingConfig,
    progress: &mut dyn FnMut(TrainingProgress),
) -> Result<Model, EmotionError> {
    config.check()?;
    let (classes, rows) = (corpus.classes(), corpus.rows().len());
    if classes.len() < 2 || rows > MAX_ROWS {
        return Err(EmotionError::Untrainable { rows, classes: classes.len() });
    }
    let builtin = config.on_builtin.then(Builtin::new).transpose()?;
    let mut vectors = Vectors::of(corpus, config.min_rows, builtin.as_ref());
    let mut done = 0;
    let mut step = || {
        done += 1;
        progress(TrainingProgress { done, steps: 2 + 2 * classes.len() });
    };
    step();
    let all = machines(&vectors, &classes, config, &mut step);
    let keep = prune::keep(&vectors, &all, config.max_bytes);
    vectors.keep_only(&keep);
    step();
    let kept = machines(&vectors, &classes, config, &mut step);
    Ok(quantize::model(&vectors, &classes, &kept))
}

/// A machine for each class.
fn machines(
    vectors: &Vectors,
    classes: &[Emotion],
    config: &TrainingConfig,
    step: &mut dyn FnMut(),
) -> Vec<Machine> {
    let one = |&class: &Emotion| {
        let of_class = vectors.labels().filter(|&label| label == class).count();
        let rarity = vectors.labels().count() as f32 / (classes.len() * of_class.max(1)) as f32;
        let machine = svm::train(vectors, class, (config.cost, rarity.powf(config.balance)), config.passes);
        step();
        machine
    };
    classes.iter().map(one).collect()
}
