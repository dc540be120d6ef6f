//! Parts of the Rust toolchain beside the compiler.

use std::process::{Command, Stdio};

use super::path::on_path;
use super::{Step, command};

/// The step that adds `rustfmt` and `clippy` where a minimal toolchain lacks them.
pub(super) fn components() -> Vec<Step> {
    let missing: Vec<&str> = [("fmt", "rustfmt"), ("clippy", "clippy")]
        .into_iter()
        .filter(|(tool, _)| !answers(tool))
        .map(|(_, name)| name)
        .collect();
    if missing.is_empty() || on_path("rustup").is_none() {
        // Without rustup the lane itself fails with cargo's own words, which name the tool.
        return Vec::new();
    }
    let mut add = command(["rustup", "component", "add"]);
    add.extend(missing.iter().map(|name| (*name).to_owned()));
    vec![Step { what: "parts of the Rust toolchain".to_owned(), commands: vec![add] }]
}

/// Whether `cargo nextest` is there; without it the tests run under `cargo test`.
pub(crate) fn has_nextest() -> bool {
    answers("nextest")
}

fn answers(subcommand: &str) -> bool {
    let status = Command::new("cargo")
        .args([subcommand, "--version"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    status.is_ok_and(|status| status.success())
}
