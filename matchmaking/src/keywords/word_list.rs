//! Reading lists of words: UTF-8 lines, `#` for comments, entries parted by white space.

use super::error::KeywordError;
use super::limits::{MAX_LIST_BYTES, MAX_WORD_CHARS};
use super::normal_form::normal_form;

/// The entries of a list in normal form, line by line with its number; lines without entries are left out.
pub(super) fn read(
    list: &str,
) -> Result<impl Iterator<Item = Result<Line, KeywordError>> + '_, KeywordError> {
    if list.len() > MAX_LIST_BYTES {
        return Err(KeywordError::ListTooLong { bytes: list.len() });
    }
    let lines = (1..).zip(list.lines()).filter(|(_, text)| !text.trim_start().starts_with('#'));
    Ok(lines
        .map(|(line, text)| entries(line, text))
        .filter(|it| !it.as_ref().is_ok_and(|(_, all)| all.is_empty())))
}

/// The number of a line, and what it has.
pub(super) type Line = (usize, Vec<String>);

fn entries(line: usize, text: &str) -> Result<Line, KeywordError> {
    let normal = |entry: &str| {
        let word = normal_form(entry);
        let fits = !word.trim().is_empty() && word.chars().count() <= MAX_WORD_CHARS;
        if fits { Ok(word) } else { Err(KeywordError::NotAWord { line }) }
    };
    Ok((line, text.split_whitespace().map(normal).collect::<Result<_, _>>()?))
}
