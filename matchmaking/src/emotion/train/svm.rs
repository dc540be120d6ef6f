//! A linear support vector machine with squared hinge loss, by coordinate descent in the dual.
//!
//! The method is that of Hsieh et al., *A Dual Coordinate Descent Method for Large-scale Linear SVM* (ICML 2008).

use super::rng::Shuffler;
use super::vectors::Vectors;
use crate::Emotion;

/// When no step of a pass was larger than this, the machine is trained.
const ENOUGH: f32 = 0.01;

/// What belongs to one row.
struct Dual {
    alpha: f32,
    /// 1 for the class, -1 for the others.
    sign: f32,
    /// 1 / (2 · cost).
    softness: f32,
    /// The row's product with itself, with the bias and the softness.
    square: f32,
}

/// The weights of a machine that tells `class` from the others, and after them its bias.
///
/// An error on a row costs `cost`, on one of the class `weight` times as much.
pub(super) fn train(
    vectors: &Vectors,
    class: Emotion,
    (cost, weight): (f32, f32),
    passes: u32,
    seen: &dyn Fn(usize) -> bool,
) -> Vec<f32> {
    let mut duals: Vec<_> = vectors
        .labels()
        .map(|label| {
            let (sign, cost) = if label == class { (1.0, cost * weight) } else { (-1.0, cost) };
            let softness = 0.5 / cost;
            // Rows have the length 1, and the bias is one more entry of 1; an empty row has the bias alone.
            Dual { alpha: 0.0, sign, softness, square: 2.0 + softness }
        })
        .collect();
    let mut weights = vec![0.0_f32; vectors.pieces().len() + 1];
    let bias = vectors.pieces().len();
    let mut order: Vec<u32> = (0..).take(vectors.len()).filter(|&row| seen(row as usize)).collect();
    let mut shuffler = Shuffler::new();
    for _ in 0..passes {
        shuffler.shuffle(&mut order);
        let mut largest = 0.0_f32;
        for &row in &order {
            let (entries, Some(dual)) = (vectors.row(row as usize), duals.get_mut(row as usize)) else {
                continue;
            };
            let at = |place: usize| weights.get(place).copied().unwrap_or_default();
            let product: f32 = entries.iter().map(|&(place, value)| at(place as usize) * value).sum();
            let gradient = dual.sign * (product + at(bias)) - 1.0 + dual.softness * dual.alpha;
            let alpha = (dual.alpha - gradient / dual.square).max(0.0);
            let change = (alpha - dual.alpha) * dual.sign;
            dual.alpha = alpha;
            if change == 0.0 {
                continue;
            }
            largest = largest.max(change.abs());
            for (place, value) in
                entries.iter().map(|&(place, value)| (place as usize, value)).chain([(bias, 1.0)])
            {
                if let Some(weight) = weights.get_mut(place) {
                    *weight += change * value;
                }
            }
        }
        if largest < ENOUGH * cost {
            break;
        }
    }
    weights
}
