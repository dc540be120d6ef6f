//! Starting the program.

use std::path::PathBuf;
use std::process::{Command, Output};

/// What a run of the program came to.
pub(crate) struct Ended {
    pub(crate) ok: bool,
    pub(crate) out: String,
    pub(crate) err: String,
}

pub(crate) fn lab(arguments: &[&str]) -> Ended {
    let mut command = Command::new(env!("CARGO_BIN_EXE_matcher-lab"));
    ended(&command.args(arguments).env("LANG", "C.UTF-8").env_remove("LC_ALL").output().unwrap())
}

pub(crate) fn ended(output: &Output) -> Ended {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ended { ok: output.status.success(), out: text(&output.stdout), err: text(&output.stderr) }
}

/// The program ends well; what it printed.
#[track_caller]
pub(crate) fn told(arguments: &[&str]) -> String {
    let ended = lab(arguments);
    assert!(ended.ok, "{arguments:?}: {}", ended.err);
    ended.out
}

/// The program refuses in one line; which.
#[track_caller]
pub(crate) fn refusal(arguments: &[&str]) -> String {
    let Ended { ok, err, .. } = lab(arguments);
    assert!(!ok, "{arguments:?} was accepted");
    let lines: Vec<&str> = err.lines().collect();
    assert!(lines.len() == 1 && lines[0].starts_with("matcher-lab: "), "{arguments:?}: {err}");
    lines[0]["matcher-lab: ".len()..].to_owned()
}

/// A file of this crate.
pub(crate) fn of_crate(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A small and quick study.
pub(crate) const SMALL: [&str; 6] = ["--tickets", "600", "--crowd", "40", "--seeds", "3"];

pub(crate) fn json(path: &std::path::Path) -> serde_json::Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}
