//! A crate of one's own.

use std::path::Path;
use std::process::Command;

use crate::program::{SMALL, ended, of_crate, refusal, told};

/// As this workspace builds what it depends on, so that most of it need not be built again.
const PROFILE: [&str; 3] = [
    "profile.dev.debug=\"line-tables-only\"",
    "profile.dev.package.\"*\".debug=false",
    "profile.dev.package.\"*\".opt-level=1",
];

// proves: S4
#[test]
fn a_new_crate_builds_and_runs() {
    let directory = tempfile::tempdir().unwrap();
    let place = directory.path().join("My Matcher");
    let printed = told(&["new", place.to_str().unwrap()]);
    assert!(printed.contains("cargo run --release"), "{printed}");
    std::fs::copy(of_crate("../../Cargo.lock"), place.join("Cargo.lock")).unwrap();
    let arguments = ["run", "--no-timing", "--lang", "en"];
    let output = Command::new(env!("CARGO"))
        .args(["run", "--offline", "--quiet"])
        .args(PROFILE.iter().flat_map(|setting| ["--config", setting]))
        .arg("--")
        .args([&arguments[..], &SMALL].concat())
        .current_dir(&place)
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap())
        .output()
        .unwrap();
    let ended = ended(&output);
    assert!(ended.ok, "{}", ended.err);
    assert!(ended.out.contains("patient") && ended.out.contains("keyword"), "{}", ended.out);
}

#[test]
fn nothing_is_overwritten() {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("thesis.txt"), "years of work").unwrap();
    assert!(refusal(&["new", directory.path().to_str().unwrap()]).ends_with("is not empty"));
    assert!(!directory.path().join("Cargo.toml").exists());
}
