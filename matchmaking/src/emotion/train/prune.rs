//! Which pieces are worth their bytes.

use std::collections::BTreeSet;

use super::svm::Machine;
use super::vectors::Vectors;
use crate::emotion::model::most_pieces;

/// The pieces that fit into a file of `max_bytes`, ascending: those whose weights differ most from class to class, and
/// in more rows. Of two with the same key the better stays.
pub(super) fn keep(vectors: &Vectors, machines: &[Machine], max_bytes: usize) -> Vec<u32> {
    let mut by_worth: Vec<(f32, u32)> = (0_u32..)
        .zip(vectors.rows_with())
        .map(|(place, &rows)| {
            let own = || machines.iter().filter_map(|machine| machine.weights.get(place as usize).copied());
            let mean = own().sum::<f32>() / machines.len() as f32;
            let apart = own().map(|weight| (weight - mean).abs()).fold(0.0, f32::max);
            (apart * (rows as f32).sqrt(), place)
        })
        .collect();
    by_worth.sort_by(|(one, a), (other, b)| other.total_cmp(one).then(a.cmp(b)));
    let mut keys = BTreeSet::new();
    let key = |place: u32| vectors.pieces().get(place as usize).map(|piece| piece.key());
    let distinct = by_worth.into_iter().map(|(_, place)| place).filter(|&place| keys.insert(key(place)));
    let most = most_pieces(machines.len(), vectors.has_opinions(), max_bytes);
    let mut kept: Vec<_> = distinct.take(most).collect();
    kept.sort_unstable();
    kept
}
