//! Fence 3: the pure crates build where there is no operating system at all.

use anyhow::{Context, Result};
use xshell::cmd;

use super::floor::Floor;
use crate::workspace::Workspace;

const TARGET: &str = "wasm32-unknown-unknown";

/// Builds the four for [`TARGET`], or says that this machine lacks it.
pub(super) fn check(workspace: &Workspace) -> Result<String> {
    let shell = workspace.shell()?;
    // Without rustup the list cannot be had; that machine has its one target only.
    let installed = cmd!(shell, "rustup target list --installed").quiet().ignore_stderr().read();
    if !installed.unwrap_or_default().lines().any(|line| line.trim() == TARGET) {
        return Ok(format!("not on this machine (rustup target add {TARGET})"));
    }
    let mut selection = Vec::new();
    for package in workspace.packages() {
        if Floor::of(workspace, package)?.is_pure() {
            selection.push("--package".to_owned());
            selection.push(package.name.to_string());
        }
    }
    cmd!(shell, "cargo build --lib --target {TARGET} {selection...}")
        .run()
        .context("a pure crate does not build without an operating system")?;
    Ok(format!("built for {TARGET}"))
}
