//! Fence 1 and the simulator's fence: what the resolved trees may not contain.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use xshell::cmd;

use super::floor::Floor;
use super::tree::package_names;
use super::verdict;
use crate::workspace::Workspace;

/// Runtimes, sockets, files and entropy: each makes an answer depend on more than the arguments.
const WORLD: [&str; 9] =
    ["tokio", "mio", "hyper", "reqwest", "axum", "rusqlite", "tokio-postgres", "getrandom", "socket2"];

/// The trees of the four pure packages hold nothing of [`WORLD`].
pub(super) fn check_trees(workspace: &Workspace) -> Result<String> {
    let mut faults = Vec::new();
    let mut sizes = Vec::new();
    for package in workspace.packages() {
        if !Floor::of(workspace, package)?.is_pure() {
            continue;
        }
        let tree = resolve(workspace, &package.name)?;
        sizes.push(format!("{} {}", package.name, tree.len()));
        for banned in WORLD.iter().filter(|name| tree.contains(**name)) {
            faults.push(format!("{} pulls in {banned}: cargo tree -i {banned} shows the way", package.name));
        }
    }
    if sizes.len() != 4 {
        faults.push(format!("four pure packages expected, found {}", sizes.len()));
    }
    verdict(&faults, format!("packages in each tree: {}", sizes.join(", ")))
}

/// The simulator's tree holds no package of ours.
pub(super) fn check_simulator(workspace: &Workspace) -> Result<String> {
    let packages = workspace.packages();
    let ours: BTreeSet<&str> = packages.iter().map(|package| package.name.as_str()).collect();
    let mut faults = Vec::new();
    let mut judges = 0;
    for package in &packages {
        if Floor::of(workspace, package)? != Floor::Simulator {
            continue;
        }
        judges += 1;
        let tree = resolve(workspace, &package.name)?;
        let shared =
            tree.iter().filter(|name| ours.contains(name.as_str()) && **name != package.name.as_str());
        faults.extend(shared.map(|name| format!("{} contains {name}", package.name)));
    }
    if judges != 1 {
        faults.push(format!("one simulator expected, found {judges}"));
    }
    verdict(&faults, "shares no package of ours".to_owned())
}

fn resolve(workspace: &Workspace, package: &str) -> Result<BTreeSet<String>> {
    let shell = workspace.shell()?;
    let printed = cmd!(
        shell,
        "cargo tree --quiet --edges normal,build --all-features --target all --prefix none --package {package}"
    )
    .quiet()
    .read()
    .with_context(|| format!("resolving the tree of {package}"))?;
    package_names(&printed).with_context(|| format!("reading the tree of {package}"))
}
