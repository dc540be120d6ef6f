//! Spelling, by `typos`; its exceptions are in `typos.toml`.

use anyhow::{Context, Result};
use xshell::cmd;

use crate::needs::{self, Install};
use crate::workspace::Workspace;

/// Checks the spelling. A machine that has no `typos` and cannot get it leaves this out, and says so.
pub(super) fn check(workspace: &Workspace, install: Install) -> Result<String> {
    let typos = match needs::typos(workspace, install) {
        Ok(program) => program,
        Err(error) => return Ok(format!("left out: {error:#}")),
    };
    let shell = workspace.shell()?;
    cmd!(shell, "{typos} --format brief").quiet().run().context("correct it, or except it in typos.toml")?;
    Ok("no known misspelling".to_owned())
}
