//! Files of the user.

use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, Result, ensure};
use matchmaking::emotion::{Corpus, Row};

/// The bytes of a file.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// The rows of a file of labelled texts. Lines that are none are said on standard error and left out.
pub(super) fn rows(path: &Path) -> Result<Vec<Row>> {
    let text = String::from_utf8(bytes(path)?).with_context(|| format!("{} is not UTF-8", path.display()))?;
    let (mut rows, mut bad) = (Vec::new(), 0_usize);
    for row in Corpus::lines(&text)? {
        match row {
            Ok(row) => rows.push(row),
            Err(error) => {
                bad += 1;
                if bad <= 5 {
                    eprintln!("{}: left out: {error}", path.display());
                }
            }
        }
    }
    if bad > 5 {
        eprintln!("{}: left out {bad} lines in all", path.display());
    }
    ensure!(!rows.is_empty(), "{} has no line of a label, a tab and a text", path.display());
    Ok(rows)
}

/// Writes to standard output; a reader who has had enough, such as `head`, is no error.
pub(super) fn say(text: &str) -> Result<()> {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}
