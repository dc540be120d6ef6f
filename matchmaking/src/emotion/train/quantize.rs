//! Weights in eight bits.

use super::svm::Machine;
use super::vectors::Vectors;
use crate::Emotion;
use crate::emotion::model::{Head, Model};

/// The model of some machines, each weight rounded to one of 255 steps of its class.
pub(super) fn model(vectors: &Vectors, classes: &[Emotion], machines: &[Machine]) -> Model {
    let pieces = vectors.pieces();
    let heads: Vec<_> = classes
        .iter()
        .zip(machines)
        .map(|(&class, machine)| {
            let most = machine.weights.iter().fold(0.0_f32, |most, weight| most.max(weight.abs()));
            let scale = (most / 127.0).max(f32::MIN_POSITIVE);
            Head { class, scale, bias: machine.bias, by_opinion: machine.by_opinion }
        })
        .collect();
    let mut rows: Vec<_> = pieces
        .iter()
        .enumerate()
        .map(|(place, piece)| {
            let mut row = [0; Emotion::COUNT];
            for ((slot, head), machine) in row.iter_mut().zip(&heads).zip(machines) {
                let weight = machine.weights.get(place).copied().unwrap_or_default();
                *slot = (weight / head.scale).round() as i8;
            }
            (piece.key(), row)
        })
        .collect();
    rows.sort_unstable();
    Model::of(heads, vectors.has_opinions(), rows.into_iter())
}
