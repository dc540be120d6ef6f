//! Where the classes part: biases found on rows the machines have not seen.

use super::vectors::Vectors;
use crate::Emotion;

/// With fewer rows there is nothing to be found.
const FEW: usize = 2_000;
/// How far a bias is moved at most, in steps.
const STEPS: i8 = 12;
/// One step.
const STEP: f32 = 0.05;
/// How often all classes are gone through.
const ROUNDS: usize = 3;

/// Whether there are enough rows to find biases.
pub(super) fn is_worth_it(vectors: &Vectors) -> bool {
    vectors.len() >= FEW
}

/// A row no machine of its fold has seen: the place of its class, and what they say.
pub(super) type Unseen = (usize, Vec<f32>);

/// What machines say of the rows they have not seen, those of a fold.
pub(super) fn unseen<'a>(
    vectors: &'a Vectors,
    classes: &'a [Emotion],
    machines: &'a [Vec<f32>],
    fold: u8,
) -> impl Iterator<Item = Unseen> + 'a {
    let rows = vectors.labels().enumerate().filter(move |&(row, _)| vectors.fold(row) == fold);
    rows.filter_map(|(row, label)| {
        let class = classes.iter().position(|&class| class == label)?;
        Some((class, machines.iter().map(|weights| margin(vectors, row, weights)).collect()))
    })
}

/// What to add to each class's bias: what makes the mean of F1 and a quarter of the accuracy the largest.
pub(super) fn biases(seen: &[Unseen], classes: usize) -> Vec<f32> {
    let mut biases = vec![0.0_f32; classes];
    let mut best = worth(seen, &biases);
    for class in (0..ROUNDS).flat_map(|_| 0..classes) {
        let before = biases.get(class).copied().unwrap_or_default();
        let mut chosen = before;
        for bias in (-STEPS..=STEPS).map(|step| f32::from(step) * STEP) {
            set(&mut biases, class, bias);
            let worth = worth(seen, &biases);
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
fn worth(seen: &[Unseen], biases: &[f32]) -> f32 {
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
