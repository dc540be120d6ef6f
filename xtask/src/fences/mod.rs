//! Who may depend on whom, and what the pure crates may never touch.

mod direction;
mod exemption;
mod floor;
mod publication;
mod purity;
mod tree;
mod wasm;

use anyhow::{Result, bail};

use crate::workspace::Workspace;

/// A check that answers with a note on what it saw, or with what is broken.
type Fence = fn(&Workspace) -> Result<String>;

/// Checks every fence, prints one line for each, and fails after the last when one was broken.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let fences: [(&str, Fence); 6] = [
        ("direction", direction::check),
        ("publish flags", publication::check),
        ("fence 1, no I/O in the tree", purity::check_trees),
        ("fence 2, disallowed methods", exemption::check),
        ("fence 3, wasm32", wasm::check),
        ("simulator", purity::check_simulator),
    ];
    let mut broken = 0;
    for (name, fence) in fences {
        match fence(workspace) {
            Ok(note) => println!("{name}: {note}"),
            Err(error) => {
                broken += 1;
                println!("{name}: BROKEN: {error:#}");
            }
        }
    }
    if broken > 0 {
        bail!("{broken} of {} fences broken", fences.len());
    }
    Ok(())
}

/// Turns a list of faults into an error, or the note into a success.
fn verdict(faults: &[String], note: String) -> Result<String> {
    if faults.is_empty() {
        return Ok(note);
    }
    bail!("\n  {}", faults.join("\n  "))
}
