//! What can be said of the text without compiling it.

mod forbidden;
mod headings;
mod length;
mod licences;
mod spelling;

use anyhow::{Context, Result, bail};
use xshell::cmd;

use crate::needs::{self, Install};
use crate::workspace::Workspace;

/// Runs every check, prints one line for each, and fails after the last when one found something.
pub(crate) fn check(workspace: &Workspace, install: Install) -> Result<()> {
    let files = workspace.files()?;
    let checks = [
        ("format", format(workspace, install)),
        ("forbidden text", forbidden::check(workspace, &files)),
        ("file length", length::check(workspace, &files)),
        ("translations", headings::check(workspace, &files)),
        ("spelling", spelling::check(workspace, install)),
        ("licences", licences::check(workspace)),
    ];
    let mut failed = 0;
    let total = checks.len();
    for (name, result) in checks {
        match result {
            Ok(note) => println!("{name}: {note}"),
            Err(error) => {
                failed += 1;
                println!("{name}: FAILED: {error:#}");
            }
        }
    }
    if failed > 0 {
        bail!("{failed} of {total} checks failed");
    }
    Ok(())
}

fn format(workspace: &Workspace, install: Install) -> Result<String> {
    needs::toolchain(workspace, install)?;
    let shell = workspace.shell()?;
    cmd!(shell, "cargo fmt --all --check").quiet().run().context("run `cargo fmt --all`")?;
    Ok("as rustfmt writes it".to_owned())
}

/// Turns a list of finds into an error, or the note into a success.
fn verdict(finds: &[String], note: String) -> Result<String> {
    if finds.is_empty() {
        return Ok(note);
    }
    bail!("\n  {}", finds.join("\n  "))
}
