//! Reading a list.

use std::collections::BTreeMap;

use super::{Meaning, word_of};
use crate::emotion::EmotionError;
use crate::emotion::limits::MAX_LIST_BYTES;

/// The words of a list with their meanings.
pub(super) fn read(list: &str) -> Result<BTreeMap<String, Meaning>, EmotionError> {
    if list.len() > MAX_LIST_BYTES {
        return Err(EmotionError::ListTooLong { bytes: list.len() });
    }
    let mut words: BTreeMap<String, (Meaning, usize)> = BTreeMap::new();
    let lines = (1..).zip(list.trim_start_matches('\u{FEFF}').lines());
    for (line, text) in
        lines.filter(|(_, text)| !text.trim_start().starts_with('#') && !text.trim().is_empty())
    {
        let (meaning, rest) = Meaning::parse(text).ok_or(EmotionError::UnknownKind { line })?;
        for written in rest.split_whitespace() {
            let &mut (known, first) = words.entry(word_of(written, line)?).or_insert((meaning, line));
            if known != meaning {
                return Err(EmotionError::TwoMeanings { line, first });
            }
        }
    }
    Ok(words.into_iter().map(|(word, (meaning, _))| (word, meaning)).collect())
}
