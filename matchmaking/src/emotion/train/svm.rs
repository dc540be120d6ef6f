//! A linear support vector machine with squared hinge loss, by coordinate descent in the dual.
//!
//! The method is that of Hsieh et al., *A Dual Coordinate Descent Method for Large-scale Linear SVM* (ICML 2008).

use super::rng::Shuffler;
use super::vectors::Vectors;
use crate::Emotion;

/// When no step of a pass was larger than this, the machine is trained.
const ENOUGH: f32 = 0.01;

/// What tells one class from the others.
pub(super) struct Machine {
    /// By piece.
    pub(super) weights: Vec<f32>,
    /// By class of what the analyser that ships thinks.
    pub(super) by_opinion: [f32; Emotion::COUNT],
    pub(super) bias: f32,
}

impl Machine {
    fn margin(&self, entries: &[(u32, f32)], opinion: [f32; Emotion::COUNT]) -> f32 {
        let at = |place: u32| self.weights.get(place as usize).copied().unwrap_or_default();
        let pieces: f32 = entries.iter().map(|&(place, value)| at(place) * value).sum();
        let opinion: f32 = self.by_opinion.iter().zip(opinion).map(|(weight, part)| weight * part).sum();
        pieces + opinion + self.bias
    }

    fn learn(&mut self, entries: &[(u32, f32)], opinion: [f32; Emotion::COUNT], change: f32) {
        for &(place, value) in entries {
            if let Some(weight) = self.weights.get_mut(place as usize) {
                *weight += change * value;
            }
        }
        self.by_opinion.iter_mut().zip(opinion).for_each(|(weight, part)| *weight += change * part);
        self.bias += change;
    }
}

/// What belongs to one row.
struct Dual {
    alpha: f32,
    /// 1 for the class, -1 for the others.
    sign: f32,
    /// 1 / (2 · cost).
    softness: f32,
}

/// The machine that tells `class` from the others.
///
/// An error on a row costs `cost`, on one of the class `weight` times as much.
pub(super) fn train(vectors: &Vectors, class: Emotion, (cost, weight): (f32, f32), passes: u32) -> Machine {
    let mut duals: Vec<_> = vectors
        .labels()
        .map(|label| {
            let (sign, cost) = if label == class { (1.0, cost * weight) } else { (-1.0, cost) };
            Dual { alpha: 0.0, sign, softness: 0.5 / cost }
        })
        .collect();
    let mut machine =
        Machine { weights: vec![0.0; vectors.pieces().len()], by_opinion: [0.0; Emotion::COUNT], bias: 0.0 };
    let mut order: Vec<u32> = (0..).take(vectors.len()).collect();
    let mut shuffler = Shuffler::new();
    for _ in 0..passes {
        shuffler.shuffle(&mut order);
        let mut largest = 0.0_f32;
        for row in order.iter().map(|&row| row as usize) {
            let (entries, opinion) = (vectors.row(row), vectors.opinion(row));
            let Some(dual) = duals.get_mut(row) else { continue };
            // Rows have the length 1, and the bias is one more entry of 1; that an empty row lacks the first does no harm.
            let square = 2.0 + opinion.iter().map(|part| part * part).sum::<f32>() + dual.softness;
            let gradient = dual.sign * machine.margin(entries, opinion) - 1.0 + dual.softness * dual.alpha;
            let alpha = (dual.alpha - gradient / square).max(0.0);
            let change = (alpha - dual.alpha) * dual.sign;
            dual.alpha = alpha;
            if change != 0.0 {
                largest = largest.max(change.abs());
                machine.learn(entries, opinion, change);
            }
        }
        if largest < ENOUGH * cost {
            break;
        }
    }
    machine
}
