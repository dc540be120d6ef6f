//! The texts of a corpus as sparse vectors.

use std::collections::BTreeSet;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use crate::Emotion;
use crate::emotion::fold::folded;
use crate::emotion::model::{damped, opinion};
use crate::emotion::piece::{self, Piece};
use crate::emotion::{Builtin, Corpus};

/// The rows as vectors over the pieces that are in enough of them.
pub(super) struct Vectors {
    /// The pieces, by index.
    pieces: Vec<Piece>,
    /// In how many rows each is.
    rows_with: Vec<u32>,
    labels: Vec<Emotion>,
    /// What the analyser that ships thinks of each row, if it is asked.
    opinions: Option<Vec<[f32; Emotion::COUNT]>>,
    /// Where the entries of each row begin, and after the last where they end.
    begins: Vec<usize>,
    /// The piece and its value, of length 1 row by row.
    entries: Vec<(u32, f32)>,
}

impl Vectors {
    pub(super) fn of(corpus: &Corpus, min_rows: u32, builtin: Option<&Builtin>) -> Self {
        let rows = distinct(corpus);
        let mut counts: HashMap<Piece, u32, FixedState> = HashMap::with_hasher(FixedState::with_seed(0));
        for (_, text) in &rows {
            let mut pieces = Vec::new();
            piece::each(text, |piece| pieces.push(piece));
            pieces.sort_unstable();
            pieces.dedup();
            pieces.into_iter().for_each(|piece| *counts.entry(piece).or_insert(0) += 1);
        }
        let mut known: Vec<_> = counts.into_iter().filter(|&(_, count)| count >= min_rows).collect();
        known.sort_unstable();
        let mut index: HashMap<Piece, u32, FixedState> = HashMap::with_hasher(FixedState::with_seed(0));
        index.extend(known.iter().zip(0..).map(|(&(piece, _), place)| (piece, place)));
        let mut vectors = Self {
            pieces: known.iter().map(|&(piece, _)| piece).collect(),
            rows_with: known.iter().map(|&(_, count)| count).collect(),
            labels: Vec::with_capacity(rows.len()),
            opinions: builtin.map(|it| rows.iter().map(|(_, text)| opinion(it.shares(text))).collect()),
            begins: vec![0],
            entries: Vec::new(),
        };
        for (class, text) in &rows {
            let mut places = Vec::new();
            piece::each(text, |piece| places.extend(index.get(&piece)));
            places.sort_unstable();
            let same = places.chunk_by(|one, other| one == other);
            vectors.entries.extend(same.filter_map(|same| Some((*same.first()?, damped(same.len())))));
            vectors.end_row(*class);
        }
        vectors
    }

    /// Makes a row of the entries since the last one.
    fn end_row(&mut self, class: Emotion) {
        let begin = self.begins.last().copied().unwrap_or_default();
        let row = self.entries.get_mut(begin..).unwrap_or_default();
        let length = row.iter().map(|(_, value)| value * value).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        row.iter_mut().for_each(|(_, value)| *value /= length);
        self.begins.push(self.entries.len());
        self.labels.push(class);
    }

    /// Forgets the pieces that are not in `keep`, which ascends, and gives each row the length 1 again.
    pub(super) fn keep_only(&mut self, keep: &[u32]) {
        let mut places = vec![None; self.pieces.len()];
        for (new, &old) in (0_u32..).zip(keep) {
            if let Some(place) = places.get_mut(old as usize) {
                *place = Some(new);
            }
        }
        let place = |old: u32| places.get(old as usize).copied().flatten();
        let kept = Self {
            pieces: keep.iter().filter_map(|&old| self.pieces.get(old as usize).copied()).collect(),
            rows_with: keep.iter().filter_map(|&old| self.rows_with.get(old as usize).copied()).collect(),
            labels: Vec::with_capacity(self.labels.len()),
            opinions: self.opinions.take(),
            begins: vec![0],
            entries: Vec::new(),
        };
        let old = std::mem::replace(self, kept);
        for (row, class) in old.rows() {
            self.entries.extend(row.iter().filter_map(|&(at, value)| Some((place(at)?, value))));
            self.end_row(class);
        }
    }

    pub(super) fn len(&self) -> usize {
        self.labels.len()
    }

    pub(super) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    pub(super) fn rows_with(&self) -> &[u32] {
        &self.rows_with
    }

    pub(super) fn labels(&self) -> impl Iterator<Item = Emotion> + '_ {
        self.labels.iter().copied()
    }

    pub(super) fn has_opinions(&self) -> bool {
        self.opinions.is_some()
    }

    /// What the analyser that ships thinks of a row, zeros where it was not asked.
    pub(super) fn opinion(&self, row: usize) -> [f32; Emotion::COUNT] {
        self.opinions.as_ref().and_then(|all| all.get(row)).copied().unwrap_or_default()
    }

    pub(super) fn row(&self, row: usize) -> &[(u32, f32)] {
        let Some(&[begin, end]) = self.begins.get(row..row + 2) else { return &[] };
        self.entries.get(begin..end).unwrap_or_default()
    }

    fn rows(&self) -> impl Iterator<Item = (&[(u32, f32)], Emotion)> + '_ {
        (0..self.len()).map(|row| self.row(row)).zip(self.labels())
    }
}

/// The folded texts, each once.
fn distinct(corpus: &Corpus) -> Vec<(Emotion, String)> {
    let mut seen = BTreeSet::new();
    let rows = corpus.rows().iter().filter(|row| seen.insert(row.text.as_str()));
    rows.map(|row| (row.class, folded(&row.text))).collect()
}
