//! How well labels were met.

use matchmaking::Emotion;
use matchmaking::emotion::label;

/// Counts of labels by what was read.
#[derive(Default)]
pub(super) struct Score([[usize; Emotion::COUNT]; Emotion::COUNT]);

/// How well one class was met.
pub(super) struct Line {
    pub(super) class: Emotion,
    pub(super) rows: usize,
    pub(super) precision: f64,
    pub(super) recall: f64,
    pub(super) f1: f64,
}

impl Score {
    pub(super) fn add(&mut self, labelled: Emotion, read: Emotion) {
        if let Some(count) = self.0.get_mut(labelled.index()).and_then(|row| row.get_mut(read.index())) {
            *count += 1;
        }
    }

    fn at(&self, labelled: Emotion, read: Emotion) -> usize {
        self.0.get(labelled.index()).and_then(|row| row.get(read.index())).copied().unwrap_or_default()
    }

    pub(super) fn rows(&self) -> usize {
        self.0.iter().flatten().sum()
    }

    /// The share of the rows that were read as labelled.
    pub(super) fn accuracy(&self) -> f64 {
        ratio(Emotion::ALL.into_iter().map(|class| self.at(class, class)).sum(), self.rows())
    }

    /// The mean of the classes' F1 over those that were labelled.
    pub(super) fn macro_f1(&self) -> f64 {
        let lines = self.lines();
        lines.iter().map(|line| line.f1).sum::<f64>() / lines.len().max(1) as f64
    }

    /// The classes that were labelled.
    pub(super) fn lines(&self) -> Vec<Line> {
        let line = |class| {
            let rows = Emotion::ALL.into_iter().map(|read| self.at(class, read)).sum();
            let read = Emotion::ALL.into_iter().map(|labelled| self.at(labelled, class)).sum();
            let hits = self.at(class, class);
            let f1 = ratio(2 * hits, rows + read);
            Line { class, rows, precision: ratio(hits, read), recall: ratio(hits, rows), f1 }
        };
        Emotion::ALL.into_iter().map(line).filter(|line| line.rows > 0).collect()
    }

    /// Labels down, what was read across.
    pub(super) fn confusion(&self) -> String {
        let classes: Vec<_> = self.lines().iter().map(|line| line.class).collect();
        let head: String = classes.iter().map(|&class| format!("{:>10}", label(class))).collect();
        let rows = classes.iter().map(|&labelled| {
            let cells: String =
                classes.iter().map(|&read| format!("{:>10}", self.at(labelled, read))).collect();
            format!("{:>10}{cells}\n", label(labelled))
        });
        format!("{:>10}{head}\n{}", "", rows.collect::<String>())
    }
}

fn ratio(part: usize, of: usize) -> f64 {
    if of == 0 { 0.0 } else { part as f64 / of as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_what_one_computes_by_hand() {
        let mut score = Score::default();
        for (labelled, read) in [(0, 0), (0, 0), (0, 1), (1, 1), (1, 0), (1, 1)] {
            score.add(Emotion::ALL[labelled], Emotion::ALL[read]);
        }
        assert_eq!(score.rows(), 6);
        assert!((score.accuracy() - 4.0 / 6.0).abs() < 1e-9);
        assert!((score.macro_f1() - 2.0 / 3.0).abs() < 1e-9);
        assert_eq!(score.lines().len(), 2);
        assert!((Score::default().macro_f1() - 0.0).abs() < 1e-9);
    }
}
