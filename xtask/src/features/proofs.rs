//! Which ids the tests of a source file name.
//!
//! Three ways count: a comment right above a test function (`/// F02: …`), the function's own name
//! (`fn f02_follow_twice()`), and a line `proves: F02` in any comment of a file that holds tests.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::id::Id;

const MARKER: &str = "proves:";

/// What one file names.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// By a comment above a test or by its name.
    pub(super) named: Vec<Id>,
    /// By the marker: these must be in the table.
    pub(super) declared: Vec<Id>,
}

/// Whether a file is in a language whose tests are read; this program's own examples of ids are not proofs.
pub(super) fn is_source(path: &str) -> bool {
    [".rs", ".py", ".js", ".mjs"].iter().any(|ending| path.ends_with(ending)) && !path.starts_with("xtask/")
}

/// Reads one file, line by line.
pub(super) fn find(path: &str, text: &str) -> Found {
    let mut found = Found::default();
    let holds_tests = holds_tests(path, text);
    let mut above = Vec::new();
    let mut is_test = false;
    for line in text.lines().map(str::trim) {
        if let Some(comment) = comment(line) {
            let ids = Id::all_in(comment.split_once(MARKER).map_or(comment, |(_, ids)| ids));
            match comment.contains(MARKER) {
                true if holds_tests => found.declared.extend(ids),
                true => {}
                false => above.extend(ids),
            }
        } else if is_test_attribute(line) {
            is_test = true;
        } else if let Some(name) = function(line) {
            if is_test || is_scripted_test(path, name) {
                found.named.append(&mut above);
                found.named.extend(Id::all_in(&name.to_uppercase().replace('_', " ")));
            }
            above.clear();
            is_test = false;
        } else if !line.starts_with('#') {
            above.clear();
        }
    }
    found
}

fn holds_tests(path: &str, text: &str) -> bool {
    let in_folder = path.split('/').any(|part| matches!(part, "tests" | "contract" | "peers"));
    let by_name = path
        .rsplit('/')
        .next()
        .is_some_and(|file| file.starts_with("test_") || file.contains(".test.") || file.contains(".spec."));
    in_folder || by_name || text.lines().any(|line| is_test_attribute(line.trim()))
}

/// The words of a comment line, without its marks; an attribute of Rust begins with `#` and is none.
fn comment(line: &str) -> Option<&str> {
    let is_attribute = line.starts_with("#[") || line.starts_with("#!");
    let mark = ["//", "#", "*", "/*", "\"\"\""].into_iter().find(|mark| line.starts_with(mark))?;
    (!is_attribute).then(|| line.trim_start_matches(mark))
}

/// `#[test]`, `#[tokio::test(…)]`.
fn is_test_attribute(line: &str) -> bool {
    static ATTRIBUTE: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^#\[(\w+::)*test(\(.*\))?\]").ok());
    ATTRIBUTE.as_ref().is_some_and(|attribute| attribute.is_match(line))
}

fn function(line: &str) -> Option<&str> {
    static FUNCTION: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^(?:pub(?:\(.*?\))? )?(?:async )?(?:fn|def|function) (\w+)").ok());
    FUNCTION.as_ref()?.captures(line)?.get(1).map(|name| name.as_str())
}

/// Python and JavaScript mark a test by its name.
fn is_scripted_test(path: &str, name: &str) -> bool {
    !path.ends_with(".rs") && name.starts_with("test_")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(path: &str, text: &str) -> String {
        let found = find(path, text);
        let ids: Vec<String> = found.named.iter().chain(&found.declared).map(Id::to_string).collect();
        ids.join(" ")
    }

    #[test]
    fn a_comment_above_a_test_names() {
        assert_eq!(
            named("src/a.rs", "/// F02, F03\n#[tokio::test(start_paused = true)]\nasync fn x() {}\n"),
            "F02 F03"
        );
        assert_eq!(named("src/a.rs", "#[test]\n// D1: never\nfn x() {}\n"), "D1");
    }

    #[test]
    fn the_name_of_a_test_names() {
        assert_eq!(named("src/a.rs", "    #[test]\n    fn f02_and_d5_hold() {}\n"), "F02 D5");
        assert_eq!(named("peers/test_a.py", "def test_f01_opens():\n"), "F01");
    }

    #[test]
    fn a_declaration_names_where_tests_are() {
        assert_eq!(
            named("chatstore/src/contract/race.rs", "/// proves: D5–D6\npub async fn clause() {}\n"),
            "D5 D6"
        );
        assert_eq!(named("src/a.rs", "// proves: D5\nfn helper() {}\n"), "");
    }

    #[test]
    fn a_comment_above_ordinary_code_names_nothing() {
        assert_eq!(named("src/a.rs", "// F02\nfn f02_x() {}\n#[test]\nfn y() {}\n"), "");
        assert_eq!(named("src/a.rs", "// F02\nlet x = 1;\n#[test]\nfn y() {}\n"), "");
        assert_eq!(named("src/a.rs", "#[cfg(test)]\n// F02\nfn y() {}\n"), "");
    }
}
