//! The emotion ontology of DUTIR, from a file of yours.

use super::analyzer::capped;
use super::crisis::CrisisWords;
use super::evidence::Evidence;
use super::fold::folded;
use super::lexicon::Searcher;
use super::limits::MAX_LIST_BYTES;
use super::{EmotionAnalyzer, EmotionError, Explanation, Feeling, Lexicon, class_of_label};
use crate::Emotion;

/// Reads with the emotion vocabulary ontology of DUTIR (大连理工大学情感词汇本体), with the negations and words of degree
/// that ship. The ontology is free for research only and not part of this crate: you bring the file.
///
/// The file is the ontology's table as UTF-8 with tabs or commas between its columns, one word a line. Of its columns
/// 词语, 词性种类, 词义数, 词义序号, 情感分类, 强度, 极性, … the first, the fifth (`PA` … `PC`) and the sixth (1 … 9) count.
/// A file of three columns, word, class and strength, will do as well. A first line of column names is passed over; of
/// several meanings of a word the strongest counts.
///
/// ```
/// use matchmaking::Emotion;
/// use matchmaking::emotion::{Dutir, EmotionAnalyzer, EmotionError};
///
/// let table = "词语,词性种类,词义数,词义序号,情感分类,强度,极性\n愉快,adj,1,1,PA,7,1\n心酸,adj,1,1,NB,5,2\n";
/// let reader = Dutir::read(table.as_bytes())?;
/// assert_eq!(reader.analyze("今天很愉快")?.class(), Emotion::Happiness);
/// let unknown = Dutir::read("愉快,adj,1,1,XX,7,1".as_bytes()).unwrap_err();
/// assert_eq!(unknown, EmotionError::Ontology { line: 1, column: "情感分类" });
/// # Ok::<(), EmotionError>(())
/// ```
#[derive(Clone)]
pub struct Dutir {
    searcher: Searcher,
    crisis: CrisisWords,
}

impl Dutir {
    /// Reads the table.
    ///
    /// # Errors
    ///
    /// [`EmotionError::ListTooLong`]; [`EmotionError::NotUtf8`], for instance for a file in GB 18030;
    /// [`EmotionError::Ontology`] with the line and column; [`EmotionError::NotSearchable`] for a table without words.
    pub fn read(table: &[u8]) -> Result<Self, EmotionError> {
        if table.len() > MAX_LIST_BYTES {
            return Err(EmotionError::ListTooLong { bytes: table.len() });
        }
        let table =
            std::str::from_utf8(table).map_err(|error| EmotionError::NotUtf8 { at: error.valid_up_to() })?;
        let mut entries = Vec::new();
        let lines = (1..).zip(table.trim_start_matches('\u{FEFF}').lines());
        for (line, text) in lines.filter(|(_, text)| !text.trim().is_empty()) {
            entries.extend(entry(line, text)?);
        }
        if entries.is_empty() {
            return Err(EmotionError::NotSearchable { words: 0 });
        }
        // The strongest meaning last: it replaces the others.
        entries.sort_by_key(|&(_, _, strength)| strength);
        let mut lexicon = Lexicon::grammar();
        for (word, class, strength) in entries {
            lexicon.insert(word, class, strength)?;
        }
        Ok(Self { searcher: Searcher::new(lexicon)?, crisis: CrisisWords::new()? })
    }
}

impl EmotionAnalyzer for Dutir {
    fn explain(&self, text: &str) -> Result<Explanation, EmotionError> {
        let folded = folded(capped(text)?);
        let found = self.searcher.scan(&folded);
        let feeling = Feeling::of_scores(Evidence::of(&folded, &found).scores());
        let feeling = feeling.with_crisis(self.crisis.find(&folded));
        Ok(Explanation::new(feeling, found.iter().map(|found| found.cue()).collect()))
    }
}

impl std::fmt::Debug for Dutir {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Dutir").finish_non_exhaustive()
    }
}

/// The word of a line, its class and its strength; nothing for a line of column names.
fn entry(line: usize, text: &str) -> Result<Option<(&str, Emotion, u8)>, EmotionError> {
    let separator = if text.contains('\t') { '\t' } else { ',' };
    let columns: Vec<_> = text.split(separator).map(|column| column.trim().trim_matches('"')).collect();
    let (word, class, strength) = match *columns.as_slice() {
        [word, class, strength] => (word, class, strength),
        [word, _, _, _, class, strength, ..] => (word, class, strength),
        _ => return Err(EmotionError::Ontology { line, column: "列" }),
    };
    if line == 1 && (word == "词语" || word.eq_ignore_ascii_case("word")) {
        return Ok(None);
    }
    let class = class_of(class).ok_or(EmotionError::Ontology { line, column: "情感分类" })?;
    let strength = strength.parse().ok().filter(|strength| *strength <= 9);
    let strength = strength.ok_or(EmotionError::Ontology { line, column: "强度" })?;
    if word.is_empty() || word.chars().count() > super::MAX_WORD_CHARS {
        return Err(EmotionError::Ontology { line, column: "词语" });
    }
    Ok(Some((word, class, strength)))
}

/// The class of one of the ontology's twenty-one.
fn class_of(fine: &str) -> Option<Emotion> {
    Some(match fine.to_ascii_uppercase().as_str() {
        "PA" | "PE" => Emotion::Happiness,
        "PD" | "PH" | "PG" | "PB" | "PK" => Emotion::Like,
        "NA" => Emotion::Anger,
        "NB" | "NJ" | "NH" | "PF" => Emotion::Sadness,
        "NI" | "NC" | "NG" => Emotion::Fear,
        "NE" | "ND" | "NN" | "NK" | "NL" => Emotion::Disgust,
        "PC" => Emotion::Surprise,
        other => class_of_label(other)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(table: &str, text: &str) -> Emotion {
        Dutir::read(table.as_bytes()).unwrap().analyze(text).unwrap().class()
    }

    #[test]
    fn tables_are_read_with_tabs_commas_quotes_and_in_short() {
        for table in [
            "词语\t词性种类\t词义数\t词义序号\t情感分类\t强度\t极性\r\n胆寒\tverb\t1\t1\tNI\t7\t2\r\n",
            "\u{FEFF}胆寒,verb,1,1,NI,7,2,NE,1,2",
            "\"胆寒\",\"verb\",\"1\",\"1\",\"NI\",\"7\",\"2\"",
            "胆寒,fear,7",
        ] {
            assert_eq!(class(table, "让人胆寒"), Emotion::Fear, "{table:?}");
        }
    }

    #[test]
    fn the_strongest_meaning_counts_and_negations_turn_it() {
        let table = "动人,adj,2,1,NB,3,2\n动人,adj,2,2,PH,7,1\n";
        assert_eq!(class(table, "动人"), Emotion::Like);
        assert_eq!(class(table, "一点也不动人"), Emotion::Disgust);
        assert_eq!(class(table, "桌子"), Emotion::Calm);
    }

    #[test]
    fn a_bad_table_is_refused_with_line_and_column() {
        let ontology = |line, column| EmotionError::Ontology { line, column };
        for (table, error) in [
            ("".as_bytes(), EmotionError::NotSearchable { words: 0 }),
            ("词语,情感分类,强度".as_bytes(), EmotionError::NotSearchable { words: 0 }),
            (b"\xc3\xce,adj,1,1,PA,5,1".as_slice(), EmotionError::NotUtf8 { at: 0 }),
            ("好,PA".as_bytes(), ontology(1, "列")),
            ("好,PD,5\n坏,ZZ,5".as_bytes(), ontology(2, "情感分类")),
            ("好,PD,11".as_bytes(), ontology(1, "强度")),
            ("好,PD,-1".as_bytes(), ontology(1, "强度")),
            (",PD,1".as_bytes(), ontology(1, "词语")),
        ] {
            assert_eq!(Dutir::read(table).unwrap_err(), error);
        }
    }
}
