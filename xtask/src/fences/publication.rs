//! Publish flags: libraries are published, examples and leaves never.

use anyhow::Result;

use super::floor::Floor;
use super::verdict;
use crate::workspace::{Workspace, is_published};

/// Checks `publish = false` of every package against its floor.
pub(super) fn check(workspace: &Workspace) -> Result<String> {
    let mut faults = Vec::new();
    let mut published = 0;
    for package in workspace.packages() {
        let wanted = Floor::of(workspace, package)?.is_published();
        match (wanted, is_published(package)) {
            (true, true) => published += 1,
            (false, true) => faults.push(format!("{} needs `publish = false`", package.name)),
            (true, false) => faults.push(format!("{} is a library: drop its `publish`", package.name)),
            (false, false) => {}
        }
    }
    verdict(&faults, format!("{published} packages are published"))
}
