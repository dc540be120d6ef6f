//! What would be published: each library as cargo packs it.

use anyhow::{Context, Result, ensure};
use xshell::cmd;

use crate::workspace::{Workspace, is_published};

/// Packs every published package, unverified: the lanes before have compiled them.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let shell = workspace.shell()?;
    let mut excluded = Vec::new();
    for package in workspace.packages() {
        let name = package.name.as_str();
        if !is_published(package) {
            excluded.push("--exclude".to_owned());
            excluded.push(name.to_owned());
            continue;
        }
        let listed = cmd!(shell, "cargo package --package {name} --no-verify --allow-dirty --quiet --list")
            .quiet()
            .read()
            .with_context(|| format!("listing {name}"))?;
        let files: Vec<&str> = listed.lines().collect();
        for wanted in ["Cargo.toml", "src/lib.rs"] {
            ensure!(files.contains(&wanted), "{name} would be published without {wanted}");
        }
        println!("{name}: {} files", files.len());
    }
    // Packed together, they may depend on each other before any of them is in the registry.
    cmd!(shell, "cargo package --workspace {excluded...} --no-verify --allow-dirty --quiet").run()?;
    Ok(())
}
