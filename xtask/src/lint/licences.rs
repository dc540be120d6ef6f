//! Licences and bans of dependencies, by `cargo deny`; its rules are in `deny.toml`.

use anyhow::{Context, Result};
use xshell::cmd;

use crate::workspace::Workspace;

/// Runs the checks that need no network, where `cargo deny` is installed.
pub(super) fn check(workspace: &Workspace) -> Result<String> {
    let shell = workspace.shell()?;
    if cmd!(shell, "cargo deny --version").quiet().ignore_stderr().ignore_stdout().run().is_err() {
        return Ok("left out: cargo-deny is not installed (cargo install cargo-deny)".to_owned());
    }
    // A skip is written for the whole house; that a part of it is not built yet is no news.
    let quiet = ["--allow", "unmatched-skip", "--allow", "unnecessary-skip"];
    cmd!(shell, "cargo deny --offline --all-features check {quiet...} bans licenses sources")
        .quiet()
        .run()
        .context("see deny.toml")?;
    Ok("as deny.toml allows".to_owned())
}
