//! Translations: a Chinese page has the chapters of its English one.

use anyhow::Result;

use super::verdict;
use crate::workspace::Workspace;

const CHINESE: &str = ".zh-CN.md";

/// Compares the levels of the headings of each pair; the README must be one.
pub(super) fn check(workspace: &Workspace, files: &[String]) -> Result<String> {
    let mut finds = Vec::new();
    let mut pairs = 0;
    if !files.iter().any(|path| path == "README.zh-CN.md") {
        finds.push("README.zh-CN.md is missing".to_owned());
    }
    for chinese in files.iter().filter(|path| path.ends_with(CHINESE)) {
        let english = chinese.replace(CHINESE, ".md");
        if !files.contains(&english) {
            finds.push(format!("{chinese} translates {english}, which is missing"));
            continue;
        }
        pairs += 1;
        let ours = workspace.text(&english)?.unwrap_or_default();
        let theirs = workspace.text(chinese)?.unwrap_or_default();
        if let Some(difference) = difference(&headings(&ours), &headings(&theirs)) {
            finds.push(format!("{chinese} differs from {english}: {difference}"));
        }
    }
    verdict(&finds, format!("{pairs} pages have the chapters of their originals"))
}

/// A heading: its level and its words.
type Heading<'a> = (usize, &'a str);

fn headings(text: &str) -> Vec<Heading<'_>> {
    let mut fence: Option<&str> = None;
    let mut found = Vec::new();
    for line in text.lines() {
        let start = line.trim_start();
        let marker = ["```", "~~~"].into_iter().find(|marker| start.starts_with(marker));
        match (fence, marker) {
            (None, Some(opened)) => fence = Some(opened),
            (Some(opened), Some(closed)) if opened == closed => fence = None,
            (None, None) => found.extend(heading(line)),
            _ => {}
        }
    }
    found
}

fn heading(line: &str) -> Option<Heading<'_>> {
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    ((1..=6).contains(&level) && words.starts_with(' ')).then(|| (level, words.trim()))
}

fn difference(ours: &[Heading<'_>], theirs: &[Heading<'_>]) -> Option<String> {
    let mut pairs = ours.iter().zip(theirs);
    if let Some((left, right)) = pairs.find(|(left, right)| left.0 != right.0) {
        return Some(format!("level {} “{}” faces level {} “{}”", left.0, left.1, right.0, right.1));
    }
    (ours.len() != theirs.len()).then(|| format!("{} headings face {}", ours.len(), theirs.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_and_hashtags_are_no_headings() {
        let text = "# One\n```toml\n# a comment\n~~~\n```\n#tag\n## Two\n####### seven\n";
        assert_eq!(headings(text), [(1, "One"), (2, "Two")]);
    }

    #[test]
    fn a_missing_or_moved_chapter_is_told() {
        let english = [(1, "driftbottle"), (2, "Start"), (3, "Limits")];
        assert_eq!(difference(&english, &[(1, "漂流瓶"), (2, "开始"), (3, "限制")]), None);
        assert_eq!(difference(&english, &[(1, "漂流瓶"), (2, "开始")]).unwrap(), "3 headings face 2");
        assert!(difference(&english, &[(1, "漂流瓶"), (3, "开始"), (3, "限制")]).unwrap().contains("Start"));
    }
}
