//! Texts with labels.

use std::fmt;

use super::EmotionError;
use super::label::class_of_label;
use super::limits::MAX_LIST_BYTES;
use crate::Emotion;

/// Texts with labels, to train on and to measure with.
///
/// A line is a label, a tab and a text; a text may hold further tabs. Labels are read by
/// [`class_of_label`](super::class_of_label). Empty lines, a byte-order mark, a first line of column names, and quotes
/// around a whole column do not disturb; where the first column is no label and the last is, the columns are swapped.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Corpus {
    rows: Vec<Row>,
}

/// One text with its label.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Row {
    /// The class somebody gave it.
    pub class: Emotion,
    /// The text.
    pub text: String,
}

impl Corpus {
    /// Reads lines of labels and texts.
    ///
    /// ```
    /// use matchmaking::emotion::{Corpus, EmotionError};
    ///
    /// assert_eq!(Corpus::read("label\ttext\n哀\t好累\n1\t哈哈")?.rows().len(), 2);
    /// assert_eq!(Corpus::read("happiness\t哈哈\nblue\t好累"), Err(EmotionError::UnknownLabel { line: 2 }));
    /// # Ok::<(), EmotionError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`EmotionError::ListTooLong`], [`EmotionError::NoRow`] or [`EmotionError::UnknownLabel`] with the line.
    pub fn read(tsv: &str) -> Result<Self, EmotionError> {
        Ok(Self { rows: Self::lines(tsv)?.collect::<Result<_, _>>()? })
    }

    /// Each row of a file, or what is wrong with it: for those who would rather go on without it.
    ///
    /// # Errors
    ///
    /// [`EmotionError::ListTooLong`].
    pub fn lines(tsv: &str) -> Result<impl Iterator<Item = Result<Row, EmotionError>> + '_, EmotionError> {
        if tsv.len() > MAX_LIST_BYTES {
            return Err(EmotionError::ListTooLong { bytes: tsv.len() });
        }
        let lines = (1..).zip(tsv.trim_start_matches('\u{FEFF}').split('\n'));
        let lines = lines.map(|(line, text)| (line, text.trim_end_matches('\r')));
        Ok(lines
            .filter(|(line, text)| !text.trim().is_empty() && !is_head(*line, text))
            .map(|(line, text)| row(line, text)))
    }

    /// The rows in their order.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Adds a row.
    pub fn push(&mut self, class: Emotion, text: impl Into<String>) {
        self.rows.push(Row { class, text: text.into() });
    }

    /// The classes that occur, in the order of [`Emotion::ALL`].
    #[must_use]
    pub fn classes(&self) -> Vec<Emotion> {
        Emotion::ALL.into_iter().filter(|&class| self.rows.iter().any(|row| row.class == class)).collect()
    }
}

/// Whether a first line names its columns.
fn is_head(line: usize, text: &str) -> bool {
    let named = ["label", "labels", "class", "emotion", "sentiment", "标签", "情感", "情绪", "类别"];
    let mut columns = text.split('\t').map(|column| column.trim().trim_matches('"').to_lowercase());
    line == 1 && columns.any(|column| named.contains(&column.as_str()))
}

fn row(line: usize, text: &str) -> Result<Row, EmotionError> {
    let (first, rest) = text.split_once('\t').ok_or(EmotionError::NoRow { line })?;
    if let Some(class) = class_of_label(unquoted(first)) {
        return Ok(Row { class, text: unquoted(rest).to_owned() });
    }
    let (rest, last) = text.rsplit_once('\t').ok_or(EmotionError::NoRow { line })?;
    let class = class_of_label(unquoted(last)).ok_or(EmotionError::UnknownLabel { line })?;
    Ok(Row { class, text: unquoted(rest).to_owned() })
}

/// A column without quotes around the whole of it.
fn unquoted(column: &str) -> &str {
    let inner = column.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
    inner.filter(|it| !it.is_empty()).unwrap_or(column)
}

impl fmt::Debug for Corpus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Corpus").field("rows", &self.rows.len()).finish_non_exhaustive()
    }
}

/// What somebody wrote is not printed.
impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Row").field("class", &self.class).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_as_files_have_them() {
        let tsv = "\u{FEFF}text\tlabel\r\n\r\n好累\tsadness\n\"怒\"\t\"a\tb\"\n0\t\"\n";
        let corpus = Corpus::read(tsv).unwrap();
        let rows: Vec<_> = corpus.rows().iter().map(|row| (row.class, row.text.as_str())).collect();
        let expected = [(Emotion::Sadness, "好累"), (Emotion::Anger, "a\tb"), (Emotion::Calm, "\"")];
        assert_eq!(rows, expected);
        assert_eq!(corpus.classes(), [Emotion::Calm, Emotion::Anger, Emotion::Sadness]);
    }

    #[test]
    fn a_line_that_is_no_row_is_named() {
        assert_eq!(Corpus::read("like\t好\n没有标签"), Err(EmotionError::NoRow { line: 2 }));
        assert_eq!(Corpus::read("like\t好\n\nblue\t好人"), Err(EmotionError::UnknownLabel { line: 3 }));
        assert_eq!(Corpus::lines("blue\t好人\nlike\t好").unwrap().filter_map(Result::ok).count(), 1);
        assert_eq!(Corpus::read("").unwrap(), Corpus::default());
    }
}
