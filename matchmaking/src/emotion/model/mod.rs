//! A linear model: a weight per class for each piece it knows, in eight bits.

mod file;
mod table;
mod trained;

pub(crate) use file::most_pieces;
use table::Table;
pub use trained::Trained;
pub(crate) use trained::pieces;

use super::piece::{self, Piece};
use crate::Emotion;

/// A linear model of emotions, as [`train`](super::train) makes it and [`Model::write`] stores it.
///
/// The file is at most [`Model::MAX_BYTES`] where the trainer's default holds:
///
/// | bytes | what |
/// |---|---|
/// | 4 | `dbem` |
/// | 1 | the version, 2 |
/// | 1 | the classes it tells apart, a bit for each of [`Emotion::ALL`] |
/// | 1 | 1 if it [stands on the analyser that ships](Model::stands_on_builtin), else 0 |
/// | 1 | 0 |
/// | 4 | how many pieces it knows, little-endian as all numbers |
/// | 8 per class | a scale and a bias, `f32` each |
/// | 32 per class | if it stands on the analyser that ships: what each of its shares counts, `f32` each |
/// | 3 + 1 per class and piece | the key of a piece, ascending, and its weights, `i8` each |
/// | 8 | SipHash-2-4 of all before |
#[derive(Clone, PartialEq)]
pub struct Model {
    classes: Vec<Head>,
    on_builtin: bool,
    table: Table,
}

/// What belongs to one class.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Head {
    pub(crate) class: Emotion,
    pub(crate) scale: f32,
    pub(crate) bias: f32,
    /// What the opinion of the analyser that ships counts, by the class it has it of.
    pub(crate) by_opinion: [f32; Emotion::COUNT],
}

impl Model {
    /// The version of the file that this release writes and reads.
    pub const VERSION: u8 = 2;

    /// How large a file becomes at most with the trainer's default settings, bytes.
    pub const MAX_BYTES: usize = 430_000;

    /// How far from its bias an unknown class is.
    const UNKNOWN: f32 = -1e30;

    /// A model of heads and rows: the key of a piece, ascending, and a weight for each head.
    pub(crate) fn of(
        classes: Vec<Head>,
        on_builtin: bool,
        rows: impl Iterator<Item = (u32, [i8; Emotion::COUNT])>,
    ) -> Self {
        Self { classes, on_builtin, table: Table::of(rows) }
    }

    /// The classes it tells apart.
    pub fn classes(&self) -> impl Iterator<Item = Emotion> + '_ {
        self.classes.iter().map(|head| head.class)
    }

    /// Whether it was trained with what [`Builtin`](super::Builtin) says of each text, and is read with it.
    ///
    /// A release whose lexicon says otherwise of some words reads such a model a little less well: train it again then.
    #[must_use]
    pub const fn stands_on_builtin(&self) -> bool {
        self.on_builtin
    }

    /// How many pieces it has weights for.
    #[must_use]
    pub fn pieces(&self) -> usize {
        self.table.len()
    }

    /// How much memory it takes, bytes.
    #[must_use]
    pub fn memory_bytes(&self) -> usize {
        self.table.memory_bytes() + size_of_val(self.classes.as_slice())
    }

    /// The margin of each class for a folded text; of those it does not know a very low one. It takes what the analyser
    /// that ships thinks of the text, by [`opinion`], or zeros for a model that does not stand on it.
    pub(crate) fn margins(&self, folded: &str, opinion: [f32; Emotion::COUNT]) -> [f32; Emotion::COUNT] {
        let mut known = Vec::with_capacity(folded.len());
        piece::each(folded, |piece| known.extend(self.table.find(piece.key())));
        known.sort_unstable();
        let (mut sums, mut square) = ([0.0_f32; Emotion::COUNT], 0.0_f32);
        for same in known.chunk_by(|one, other| one == other) {
            let value = damped(same.len());
            square += value * value;
            let weights = same.first().and_then(|&row| self.table.weights(row)).unwrap_or_default();
            sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += value * f32::from(weight));
        }
        let length = square.sqrt().max(f32::MIN_POSITIVE);
        let mut margins = [Self::UNKNOWN; Emotion::COUNT];
        for (head, sum) in self.classes.iter().zip(sums) {
            if let Some(margin) = margins.get_mut(head.class.index()) {
                let by_opinion: f32 =
                    head.by_opinion.iter().zip(opinion).map(|(weight, part)| weight * part).sum();
                *margin = sum / length * head.scale + head.bias + by_opinion;
            }
        }
        margins
    }

    /// The pieces of a folded text that speak for a class, by how much more they do than for the others.
    pub(crate) fn pieces_for(&self, folded: &str, class: Emotion) -> Vec<(Piece, f32)> {
        let Some(place) = self.classes.iter().position(|head| head.class == class) else { return Vec::new() };
        let mut pieces = Vec::new();
        piece::each(folded, |piece| {
            let Some(weights) = self.table.find(piece.key()).and_then(|row| self.table.weights(row)) else {
                return;
            };
            let scaled =
                self.classes.iter().zip(weights).map(|(head, weight)| head.scale * f32::from(weight));
            let own = scaled.clone().nth(place).unwrap_or_default();
            let mean = scaled.sum::<f32>() / self.classes.len() as f32;
            pieces.push((piece, own - mean));
        });
        pieces.sort_by(|(one, a), (other, b)| b.total_cmp(a).then(one.cmp(other)));
        pieces.dedup();
        pieces.retain(|&(_, weight)| weight > 0.0);
        pieces
    }
}

/// What so many of one piece count: 1 + ln.
pub(crate) fn damped(times: usize) -> f32 {
    if times == 1 { 1.0 } else { 1.0 + (times as f32).ln() }
}

/// How long an opinion is beside the pieces of a text, whose length is 1.
const OPINION: f32 = 0.5;

/// The opinion of the analyser that ships as part of a text's vector, from its shares. Their roots, since these have the
/// same length whether it is sure or not, and a small share beside a large one still counts.
pub(crate) fn opinion(shares: [f32; Emotion::COUNT]) -> [f32; Emotion::COUNT] {
    shares.map(|share| OPINION * share.sqrt())
}

impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Model").field("pieces", &self.pieces()).finish_non_exhaustive()
    }
}
