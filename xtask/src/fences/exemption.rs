//! Fence 2: the pure crates deny clippy's `disallowed_methods`, and where they lift it is printed.

use std::fs;

use anyhow::{Context, Result};

use super::floor::Floor;
use super::verdict;
use crate::workspace::{Workspace, library_root};

/// The line each of the four crate roots carries; clippy does the enforcing.
const DENIAL: &str = "#![deny(clippy::disallowed_methods)]";

/// Checks the four crate roots and lists the places that lift the lint.
pub(super) fn check(workspace: &Workspace) -> Result<String> {
    let files = workspace.files()?;
    let mut faults = Vec::new();
    let mut exemptions = Vec::new();
    for package in workspace.packages() {
        if !Floor::of(workspace, package)?.is_pure() {
            continue;
        }
        let root = library_root(package).with_context(|| format!("{} has no library", package.name))?;
        if !fs::read_to_string(root)?.lines().any(|line| line.trim() == DENIAL) {
            faults.push(format!("{} lacks {DENIAL}", root.display()));
        }
        let folder = workspace.folder(package)?;
        let source = if folder.is_empty() { "src/".to_owned() } else { format!("{folder}/src/") };
        for path in files.iter().filter(|path| path.starts_with(&source) && path.ends_with(".rs")) {
            let text = workspace.text(path)?.unwrap_or_default();
            exemptions.extend(lifted(&text).into_iter().map(|line| format!("{path}:{line}")));
        }
    }
    let lifted = if exemptions.is_empty() { "nowhere".to_owned() } else { exemptions.join(", ") };
    verdict(&faults, format!("denied in the four crate roots, lifted {lifted}"))
}

/// The numbers of the lines that lift the lint.
fn lifted(text: &str) -> Vec<usize> {
    let lifts = |line: &str| {
        let line = line.trim_start();
        line.starts_with("#")
            && line.contains("clippy::disallowed_methods")
            && (line.contains("allow(") || line.contains("expect("))
    };
    text.lines().enumerate().filter(|(_, line)| lifts(line)).map(|(index, _)| index + 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_allow_is_found_and_the_denial_is_not() {
        let text = "#![deny(clippy::disallowed_methods)]\n    #[allow(clippy::disallowed_methods)]\n\
                    #![expect(clippy::disallowed_methods, reason = \"threads\")]\n";
        assert_eq!(lifted(text), [2, 3]);
    }
}
