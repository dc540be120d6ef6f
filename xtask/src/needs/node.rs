//! Node packages under the target folder, one folder for each pinned list in `xtask/node/`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::path::on_path;
use super::{Need, Step, apt, command};
use crate::workspace::Workspace;

/// The variable the tests read: a `node` that finds the packages of the peers beside the scripts it runs.
pub(super) const VARIABLE: &str = "DRIFTBOTTLE_NODE";
/// The folder with the packages, which a script requires by path.
pub(super) const MODULES: &str = "DRIFTBOTTLE_NODE_MODULES";

/// The interpreter the environment names, or the one on the search path, or Debian's.
pub(super) fn interpreter() -> Result<Need> {
    if let Some(named) = std::env::var_os(VARIABLE) {
        return Ok(Need { program: named.into(), steps: Vec::new() });
    }
    if let (Some(program), Some(_)) = (on_path("node"), on_path("npm")) {
        return Ok(Need { program, steps: Vec::new() });
    }
    let step = apt::packages("Node with npm, for the peer tests", &["nodejs", "npm"])?;
    Ok(Need { program: PathBuf::from("/usr/bin/node"), steps: vec![step] })
}

/// The packages of `xtask/node/<list>/package-lock.json`: the folder to require them from.
pub(super) fn packages(workspace: &Workspace, list: &str, what: &str) -> Result<Need> {
    if let Some(named) = std::env::var_os(MODULES) {
        return Ok(Need { program: named.into(), steps: Vec::new() });
    }
    let pinned = format!("xtask/node/{list}");
    let folder = workspace.target().join("node").join(list);
    // The lock is copied under this name last, so a half-made folder is made again.
    let stamp = folder.join("installed.json");
    let lock = workspace.root.join(&pinned).join("package-lock.json");
    let wanted = fs::read(&lock).with_context(|| format!("reading {}", lock.display()))?;
    let need = Need { program: folder.join("node_modules"), steps: Vec::new() };
    if need.program.is_dir() && fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(need);
    }
    let steps = vec![Step { what: what.to_owned(), commands: installation(&folder, &pinned, &stamp) }];
    Ok(Need { steps, ..need })
}

/// No script of a package runs while it is installed.
fn installation(folder: &Path, pinned: &str, stamp: &Path) -> Vec<Vec<String>> {
    let into = folder.display().to_string();
    let (list, lock) = (format!("{pinned}/package.json"), format!("{pinned}/package-lock.json"));
    vec![
        command(["mkdir", "-p", &into]),
        command(["cp", &list, &lock, &into]),
        command(["npm", "ci", "--prefix", &into, "--ignore-scripts", "--no-audit", "--no-fund"]),
        command(["cp", &lock, &stamp.display().to_string()]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stamp_is_written_last_and_no_script_runs() {
        let commands = installation(Path::new("/t/node/peers"), "xtask/node/peers", Path::new("/t/i"));
        assert_eq!(commands.last().unwrap(), &command(["cp", "xtask/node/peers/package-lock.json", "/t/i"]));
        assert!(
            commands
                .iter()
                .any(|words| words.join(" ").starts_with("npm ci --prefix /t/node/peers --ignore-scripts"))
        );
    }

    #[test]
    fn every_pinned_list_is_exact_and_names_no_server() {
        let workspace = Workspace::open().unwrap();
        let text = workspace.text("xtask/node/peers/package.json").unwrap().unwrap();
        let versions = text.lines().skip_while(|line| !line.contains("\"dependencies\"")).skip(1);
        let versions: Vec<&str> = versions.take_while(|line| !line.contains('}')).collect();
        assert!(
            !versions.is_empty() && versions.iter().all(|line| !line.contains(['^', '~', '*'])),
            "{versions:?}"
        );
        let lock = workspace.text("xtask/node/peers/package-lock.json").unwrap().unwrap();
        assert!(lock.contains("\"integrity\"") && !lock.contains("\"resolved\""));
    }
}
