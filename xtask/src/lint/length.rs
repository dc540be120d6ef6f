//! The length of source files: none over 600 lines, half of them under 150.

use anyhow::Result;

use super::verdict;
use crate::workspace::Workspace;

/// Lines a file may have.
const LONGEST: usize = 600;
/// Lines the median file must stay under.
const MEDIAN: usize = 150;
const SOURCES: [&str; 4] = [".rs", ".js", ".css", ".html"];

/// Measures every source file.
pub(super) fn check(workspace: &Workspace, files: &[String]) -> Result<String> {
    let mut finds = Vec::new();
    let mut lengths = Vec::new();
    for path in files.iter().filter(|path| SOURCES.iter().any(|ending| path.ends_with(ending))) {
        let lines = workspace.text(path)?.unwrap_or_default().lines().count();
        if lines > LONGEST {
            finds.push(format!("{path} has {lines} lines, {LONGEST} are allowed"));
        }
        lengths.push(lines);
    }
    let median = median(&mut lengths);
    let longest = lengths.last().copied().unwrap_or(0);
    if median >= MEDIAN {
        finds.push(format!("the median is {median} lines, it must stay under {MEDIAN}"));
    }
    verdict(&finds, format!("{} files, median {median} lines, longest {longest}", lengths.len()))
}

/// The upper median; sorts its argument.
fn median(lengths: &mut [usize]) -> usize {
    lengths.sort_unstable();
    lengths.get(lengths.len() / 2).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_one() {
        assert_eq!(median(&mut [600, 1, 20]), 20);
        assert_eq!(median(&mut [4, 1]), 4);
        assert_eq!(median(&mut []), 0);
    }
}
