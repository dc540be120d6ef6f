//! Weights in eight bits.

use super::vectors::Vectors;
use crate::Emotion;
use crate::emotion::model::{Head, Model};

/// The model of some machines, each weight rounded to one of 255 steps of its class.
pub(super) fn model(vectors: &Vectors, classes: &[Emotion], machines: &[Vec<f32>]) -> Model {
    let pieces = vectors.pieces();
    let heads: Vec<_> = classes
        .iter()
        .zip(machines)
        .map(|(&class, weights)| {
            let most = weights.iter().take(pieces.len()).fold(0.0_f32, |most, weight| most.max(weight.abs()));
            let bias = weights.last().copied().unwrap_or_default();
            Head { class, scale: (most / 127.0).max(f32::MIN_POSITIVE), bias }
        })
        .collect();
    let mut rows: Vec<_> = pieces
        .iter()
        .enumerate()
        .map(|(place, piece)| {
            let mut row = [0; Emotion::COUNT];
            for ((slot, head), weights) in row.iter_mut().zip(&heads).zip(machines) {
                let weight = weights.get(place).copied().unwrap_or_default();
                *slot = (weight / head.scale).round() as i8;
            }
            (piece.key(), row)
        })
        .collect();
    rows.sort_unstable();
    Model::of(heads, rows.into_iter())
}
