//! The fast path: a message of one level, scanned without a parser.
//!
//! Nearly every push is `<xml>` around elements that hold one CDATA section or plain text. This scan takes exactly
//! those and declines the rest (attributes, nesting, entities, comments, split CDATA …) to the general reader, whose
//! answer is the same where both have one.

use std::borrow::Cow;

use memchr::{memchr, memchr2};

use super::fields::{Field, Fields};
use crate::limits::FIELDS_MAX;

/// The fields of a flat message, or `None` when the general reader must decide.
pub(crate) fn scan(body: &str) -> Option<Fields<'_>> {
    let mut fields = Vec::with_capacity(12);
    walk(body, |name, value| fields.push(Field::text(Cow::Borrowed(name), Cow::Borrowed(value))))?;
    Some(Fields(fields))
}

/// The first value of one name in a flat message; `None` when the general reader must decide.
pub(crate) fn find<'a>(body: &'a str, wanted: &str) -> Option<Option<&'a str>> {
    let mut found = None;
    walk(body, |name, value| {
        if found.is_none() && name == wanted {
            found = Some(value);
        }
    })?;
    Some(found)
}

/// Visits the fields of a flat message from first to last.
fn walk<'a>(body: &'a str, mut visit: impl FnMut(&'a str, &'a str)) -> Option<()> {
    let mut rest = skip_space(body).strip_prefix("<xml>")?;
    for _ in 0..=FIELDS_MAX {
        let tag = skip_space(rest).strip_prefix('<')?;
        if let Some(end) = tag.strip_prefix("/xml>") {
            return skip_space(end).is_empty().then_some(());
        }
        let (name, after) = element_name(tag)?;
        let (value, after) = match after.strip_prefix("<![CDATA[") {
            Some(section) => cdata(section)?,
            None => bare_text(after)?,
        };
        rest = after.strip_prefix("</")?.strip_prefix(name)?.strip_prefix('>')?;
        visit(name, value);
    }
    None
}

/// What XML counts as white space.
pub(crate) const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

fn skip_space(text: &str) -> &str {
    let start = text.bytes().position(|byte| !is_space(byte)).unwrap_or(text.len());
    text.get(start..).unwrap_or_default()
}

/// A plain name up to its `>`; names outside ASCII letters, digits and `_` are left to the general reader.
fn element_name(tag: &str) -> Option<(&str, &str)> {
    let (name, rest) = tag.split_at_checked(memchr(b'>', tag.as_bytes())?)?;
    let plain = |byte: u8| PLAIN.get(usize::from(byte)) == Some(&true);
    if name.as_bytes().first()?.is_ascii_digit() || !name.bytes().all(plain) {
        return None;
    }
    Some((name, rest.get(1..)?))
}

/// ASCII letters, digits and `_`, as a table: names are too short for anything cleverer.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut rest = plain.as_mut_slice();
    let mut byte = 0_u8;
    while let Some((first, others)) = rest.split_first_mut() {
        *first = byte.is_ascii_alphanumeric() || byte == b'_';
        byte = byte.wrapping_add(1);
        rest = others;
    }
    plain
};

fn cdata(section: &str) -> Option<(&str, &str)> {
    let bytes = section.as_bytes();
    let mut from = 0;
    loop {
        let at = from + memchr(b']', bytes.get(from..)?)?;
        if bytes.get(at..)?.starts_with(b"]]>") {
            return Some((section.get(..at)?, section.get(at + 3..)?));
        }
        from = at + 1;
    }
}

/// Text up to the next tag; entities, and brackets that may end a section, are the general reader's.
fn bare_text(text: &str) -> Option<(&str, &str)> {
    let (value, rest) = text.split_at_checked(memchr(b'<', text.as_bytes())?)?;
    memchr2(b'&', b']', value.as_bytes()).is_none().then_some((value, rest))
}
