//! Where the classes part: biases found on rows the machines have not seen.

use super::vectors::Vectors;
use crate::Emotion;

/// Every so manieth row is held out.
const HELD_OUT: usize = 5;
/// With fewer rows there is nothing to be found.
const FEW: usize = 2_000;
/// How far a bias is moved at most, in steps.
const STEPS: i8 = 12;
/// One step.
const STEP: f32 = 0.05;
/// How often all classes are gone through.
const ROUNDS: usize = 3;

/// Whether a row is held out to find the biases.
pub(super) const fn is_held_out(row: usize) -> bool {
    row % HELD_OUT == HELD_OUT - 1
}

/// Whether there are enough rows to find biases.
pub(super) fn is_worth_it(vectors: &Vectors) -> bool {
    vectors.len() >= FEW
}

/// What to add to each class's bias, for machines that have not seen the rows held out: what makes the mean of F1 and
/// a quarter of the accuracy the largest there.
pub(super) fn biases(vectors: &Vectors, classes: &[Emotion], machines: &[Vec<f32>]) -> Vec<f32> {
    let rows = vectors.labels().enumerate().filter(|&(row, _)| is_held_out(row));
    let seen: Vec<(usize, Vec<f32>)> = rows
        .filter_map(|(row, label)| {
            let class = classes.iter().position(|&class| class == label)?;
            Some((class, machines.iter().map(|weights| margin(vectors, row, weights)).collect()))
        })
        .collect();
    let mut biases = vec![0.0_f32; classes.len()];
    let mut best = worth(&seen, &biases);
    for class in (0..ROUNDS).flat_map(|_| 0..classes.len()) {
        let before = biases.get(class).copied().unwrap_or_default();
        let mut chosen = before;
        for bias in (-STEPS..=STEPS).map(|step| f32::from(step) * STEP) {
            set(&mut biases, class, bias);
            let worth = worth(&seen, &biases);
            if worth > best {
                (best, chosen) = (worth, bias);
            }
        }
        set(&mut biases, class, chosen);
    }
    biases
}

fn set(biases: &mut [f32], class: usize, bias: f32) {
    if let Some(slot) = biases.get_mut(class) {
        *slot = bias;
    }
}

fn margin(vectors: &Vectors, row: usize, weights: &[f32]) -> f32 {
    let at = |place: u32| weights.get(place as usize).copied().unwrap_or_default();
    let product: f32 = vectors.row(row).iter().map(|&(place, value)| at(place) * value).sum();
    product + weights.last().copied().unwrap_or_default()
}

/// The mean F1 of the classes and a quarter of the accuracy.
fn worth(seen: &[(usize, Vec<f32>)], biases: &[f32]) -> f32 {
    let mut counts = vec![[0_u32; 3]; biases.len()];
    let mut count = |class: usize, what: usize| {
        if let Some(slot) = counts.get_mut(class).and_then(|counts| counts.get_mut(what)) {
            *slot += 1;
        }
    };
    for (class, margins) in seen {
        let scores = margins.iter().zip(biases).map(|(margin, bias)| margin + bias).enumerate();
        let read = scores.max_by(|(_, one), (_, other)| one.total_cmp(other)).map_or(0, |(class, _)| class);
        count(*class, 0);
        count(read, 1);
        if read == *class {
            count(read, 2);
        }
    }
    let f1 = |&[labelled, read, hits]: &[u32; 3]| 2.0 * hits as f32 / (labelled + read).max(1) as f32;
    let hits: u32 = counts.iter().map(|[_, _, hits]| hits).sum();
    let mean = counts.iter().map(f1).sum::<f32>() / counts.len().max(1) as f32;
    mean + 0.25 * hits as f32 / seen.len().max(1) as f32
}
