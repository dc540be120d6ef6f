//! The output of `cargo tree --prefix none`, read exactly.

use std::collections::BTreeSet;

use anyhow::{Result, bail, ensure};

/// The names of the packages in a printed tree.
///
/// A line is `name v1.2.3`, then perhaps `(proc-macro)`, a path, `(*)`. A line of any other shape is an error:
/// a fence that reads wrongly is open.
pub(super) fn package_names(printed: &str) -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for line in printed.lines().filter(|line| !line.trim().is_empty()) {
        let mut words = line.split_whitespace();
        let (Some(name), Some(version)) = (words.next(), words.next()) else {
            bail!("no name and version in {line:?}")
        };
        let number = version.strip_prefix('v').and_then(|rest| rest.chars().next());
        ensure!(number.is_some_and(|first| first.is_ascii_digit()), "no version in {line:?}");
        names.insert(name.to_owned());
    }
    ensure!(!names.is_empty(), "an empty tree");
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_whole_words() {
        let printed = "chatstore v0.1.0 (/work/chatstore)\nserde_derive v1.0.229 (proc-macro)\n\n\
                       tokio-util v0.7.1\ntokio-util v0.7.1 (*)\n";
        let names = package_names(printed).unwrap();
        assert_eq!(names.into_iter().collect::<Vec<_>>(), ["chatstore", "serde_derive", "tokio-util"]);
    }

    #[test]
    fn a_tree_that_cannot_be_read_is_an_error() {
        for odd in ["", "\n\n", "[dev-dependencies]\n", "├── tokio v1.0.0\n", "tokio\n", "tokio version 1\n"]
        {
            assert!(package_names(odd).is_err(), "{odd:?}");
        }
    }
}
