//! A crate of one's own.

use std::path::PathBuf;
use std::process::Command;

use crate::program::{SMALL, ended, of_crate, refusal, told};

/// Built apart from this workspace; only the first time takes long.
#[test]
fn a_new_crate_builds_and_runs() {
    let directory = tempfile::tempdir().unwrap();
    let place = directory.path().join("My Matcher");
    let printed = told(&["new", place.to_str().unwrap()]);
    assert!(printed.contains("cargo run --release"), "{printed}");
    std::fs::copy(of_crate("../../Cargo.lock"), place.join("Cargo.lock")).unwrap();
    let target = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("own-crate");
    let arguments = ["run", "--offline", "--quiet", "--", "run", "--no-timing", "--lang", "en"];
    let output = Command::new(env!("CARGO"))
        .args([&arguments[..], &SMALL].concat())
        .current_dir(&place)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
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
