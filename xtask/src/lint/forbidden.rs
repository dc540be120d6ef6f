//! Text that may not be committed: unfinished work, and hosts of package registries.

use anyhow::Result;
use regex_lite::Regex;

use super::verdict;
use crate::workspace::Workspace;

/// Written in pieces, or this file would find itself.
const UNFINISHED: &str = concat!(r"\b(TO", r"DO|FIX", r"ME|XX", r"X)\b|\b(to", r"do|unimpl", r"emented)!");

/// A registry's host in a file ties every user to that one server; a client's own configuration names it.
const REGISTRIES: [&str; 12] = [
    concat!("crates", ".io"),
    concat!("rsproxy", ".cn"),
    concat!("pypi", ".org"),
    concat!("python", "hosted.org"),
    concat!("npmjs", ".org"),
    concat!("npmjs", ".com"),
    concat!("npm", "mirror.com"),
    concat!("yarnpkg", ".com"),
    concat!("tuna.tsinghua", ".edu.cn"),
    concat!("mirrors", ".aliyun.com"),
    concat!("mirrors.ustc", ".edu.cn"),
    concat!("deb.debian", ".org"),
];

/// Searches every text file. `Cargo.lock` is cargo's own and names the registry on each line.
pub(super) fn check(workspace: &Workspace, files: &[String]) -> Result<String> {
    let unfinished = Regex::new(UNFINISHED)?;
    let mut finds = Vec::new();
    let mut read = 0;
    for path in files.iter().filter(|path| !path.ends_with("Cargo.lock")) {
        let Some(text) = workspace.text(path)? else { continue };
        read += 1;
        for (number, line) in text.lines().enumerate() {
            if let Some(found) = find(line, &unfinished) {
                finds.push(format!("{path}:{}: {found}", number + 1));
            }
        }
    }
    verdict(&finds, format!("none in {read} files"))
}

fn find(line: &str, unfinished: &Regex) -> Option<String> {
    if let Some(word) = unfinished.find(line) {
        return Some(format!("{} marks unfinished work: do it, or file an issue", word.as_str()));
    }
    let lower = line.to_ascii_lowercase();
    let host = REGISTRIES.iter().find(|host| lower.contains(**host))?;
    Some(format!("{host} is a package registry's host"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(line: &str) -> bool {
        find(line, &Regex::new(UNFINISHED).unwrap()).is_some()
    }

    #[test]
    fn unfinished_work_is_found() {
        for line in [concat!("// TO", "DO: later"), concat!("    to", "do!()"), concat!("# FIX", "ME(x)")] {
            assert!(finds(line), "{line}");
        }
    }

    #[test]
    fn registries_are_found() {
        let mirror = concat!("https://Index.crates", ".io/");
        assert!(finds(mirror));
        assert!(finds(concat!("registry.npmjs", ".org")));
    }

    #[test]
    fn ordinary_words_are_left_alone() {
        for line in ["todo = \"deny\"", "let todos = 3;", "cargo add crates", "// see docs.rs/tokio"] {
            assert!(!finds(line), "{line}");
        }
    }
}
